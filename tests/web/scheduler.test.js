import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { test } from "node:test";
import { waitFor } from "../../web/worker/job.js";
import { Scheduler } from "../../web/worker/scheduler.js";

/** @typedef {import("../../web/worker/job.js").Work} Work */
/** @typedef {import("../../web/protocol.js").WorkerMessage} WorkerMessage */

/** @param {(error: unknown) => boolean} [isFatal] */
function scene(isFatal = () => false) {
  /** @type {WorkerMessage[]} */
  const posted = [];
  const scheduler = new Scheduler({ post: (message) => void posted.push(structuredClone(message)), isFatal, nextTurn: () => turn() });
  /** @param {number} id */
  const ofJob = (id) => posted.filter((message) => "id" in message && message.id === id);
  /** @param {() => boolean} reached */
  const until = async (reached) => {
    for (let i = 0; i < 5000 && !reached(); i++) await turn();
    assert.ok(reached());
  };
  /** @param {number} id */
  const settled = (id) => until(() => ofJob(id).some(({ type }) => type === "reply" || type === "error"));
  return { scheduler, posted, ofJob, until, settled };
}

/** Blocks as a step of Python does. @param {number} ms */
function work(ms) {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

/** @param {number} steps @param {number} ms @returns {() => Work} */
const busy = (steps, ms) =>
  function* busyJob() {
    for (let i = 0; i < steps; i++) {
      work(ms);
      yield { i };
    }
    return { steps };
  };

test("a job answers with its events and then its reply", async () => {
  const { scheduler, ofJob, settled } = scene();
  scheduler.start(1, function* job() {
    yield { a: 1 };
    yield null;
    yield { b: 2 };
    return { c: 3 };
  });
  await settled(1);
  assert.deepEqual(ofJob(1), [
    { type: "events", id: 1, events: [{ a: 1 }, { b: 2 }] },
    { type: "reply", id: 1, reply: { c: 3 } },
  ]);
});

test("jobs that are asked for together run in the order in which they were asked for", async () => {
  const { scheduler, posted, settled } = scene();
  for (const id of [1, 2, 3]) scheduler.start(id, busy(1, 0));
  await settled(3);
  const replies = posted.filter(({ type }) => type === "reply").map((message) => ("id" in message ? message.id : 0));
  assert.deepEqual(replies, [1, 2, 3]);
});

test("the first events of a job are told at once", async () => {
  const { scheduler, ofJob, settled } = scene();
  scheduler.start(1, busy(10, 0.1));
  await settled(1);
  assert.deepEqual(ofJob(1)[0], { type: "events", id: 1, events: [{ i: 0 }, { i: 1 }] });
});

test("a job that ends without a reply is an error", async () => {
  const { scheduler, ofJob, settled } = scene();
  scheduler.start(1, /** @type {any} */ (function* job() {}));
  await settled(1);
  assert.equal(ofJob(1)[0].type, "error");
});

test("what streams is posted in one message a slice", async () => {
  const { scheduler, ofJob, settled } = scene();
  scheduler.start(1, busy(200, 0.5));
  await settled(1);
  const batches = ofJob(1).filter(({ type }) => type === "events");
  assert.ok(batches.length > 1 && batches.length < 50, String(batches.length));
  const events = batches.flatMap((message) => (message.type === "events" ? message.events : []));
  assert.deepEqual(events, Array.from({ length: 200 }, (_, i) => ({ i })));
});

test("short jobs pass long ones", async () => {
  const { scheduler, posted, settled } = scene();
  scheduler.start(1, busy(500, 1));
  scheduler.start(2, busy(500, 1));
  await turn();
  await turn();
  scheduler.start(3, busy(2, 1));
  await settled(3);
  const before = posted.slice(0, posted.findIndex((message) => "id" in message && message.id === 3));
  assert.ok(before.length <= 3, `${before.length} slices came first`);
  scheduler.cancel(1);
  scheduler.cancel(2);
});

test("long jobs take turns", async () => {
  const { scheduler, posted, settled } = scene();
  scheduler.start(1, busy(100, 1));
  scheduler.start(2, busy(100, 1));
  await settled(1);
  await settled(2);
  const order = posted.map((message) => ("id" in message ? message.id : 0));
  assert.ok(order.slice(0, 4).includes(1) && order.slice(0, 4).includes(2));
});

test("a paused job does nothing until it is resumed", async () => {
  const { scheduler, ofJob, until, settled } = scene();
  let steps = 0;
  scheduler.start(1, function* job() {
    for (; steps < 100; steps++) {
      work(1);
      yield { steps };
    }
    return {};
  });
  await until(() => steps > 10);
  scheduler.pause(1);
  const at = steps;
  for (let i = 0; i < 50; i++) await turn();
  assert.equal(steps, at);
  assert.ok(ofJob(1).every(({ type }) => type === "events"));
  scheduler.resume(1);
  scheduler.resume(1);
  await settled(1);
  assert.equal(steps, 100);
});

test("a job paused before its first slice waits for it", async () => {
  const { scheduler, ofJob, settled } = scene();
  scheduler.start(1, busy(1, 0));
  scheduler.pause(1);
  for (let i = 0; i < 20; i++) await turn();
  assert.deepEqual(ofJob(1), []);
  scheduler.resume(1);
  await settled(1);
});

test("a cancelled job is closed and says nothing more", async () => {
  const { scheduler, ofJob, until } = scene();
  let closed = false;
  scheduler.start(1, function* job() {
    try {
      for (;;) {
        work(1);
        yield { more: true };
      }
    } finally {
      closed = true;
    }
  });
  await until(() => ofJob(1).length > 0);
  scheduler.cancel(1);
  assert.ok(closed);
  const said = ofJob(1).length;
  for (let i = 0; i < 20; i++) await turn();
  assert.equal(ofJob(1).length, said);
});

test("a job that is cancelled while its slice runs is closed after it, not in it", async () => {
  const { scheduler, posted, until } = scene();
  let closed = false;
  scheduler.start(1, function* job() {
    try {
      scheduler.cancel(1);
      yield { never: "told" };
      yield { nor: "this" };
    } finally {
      closed = true;
    }
    return {};
  });
  await until(() => closed);
  assert.deepEqual(posted, []);
});

test("a job that is withdrawn while it is paused is closed too", async () => {
  const { scheduler, ofJob, until } = scene();
  let closed = false;
  scheduler.start(1, function* job() {
    try {
      for (;;) yield { more: true };
    } finally {
      closed = true;
    }
  });
  await until(() => ofJob(1).length > 0);
  scheduler.pause(1);
  scheduler.cancel(1);
  scheduler.resume(1);
  assert.ok(closed);
});

test("an error settles its own job and no other", async () => {
  const { scheduler, ofJob, settled } = scene();
  scheduler.start(1, function* job() {
    yield { a: 1 };
    throw new RangeError("Too much.");
  });
  scheduler.start(2, busy(1, 0));
  await Promise.all([settled(1), settled(2)]);
  const [events, error] = ofJob(1);
  assert.deepEqual(events, { type: "events", id: 1, events: [{ a: 1 }] });
  assert.ok(error.type === "error" && error.error.detail.startsWith("Too much."));
  assert.equal(ofJob(2).at(-1)?.type, "reply");
});

test("a job that cannot begin is an error", async () => {
  const { scheduler, ofJob, settled } = scene();
  scheduler.start(1, () => {
    throw new Error("Not ready.");
  });
  await settled(1);
  assert.equal(ofJob(1).length, 1);
});

test("what cannot cross to the page is an error, and the others go on", async () => {
  const { scheduler, ofJob, settled } = scene();
  scheduler.start(1, function* job() {
    yield { run: () => {} };
    return {};
  });
  await settled(1);
  scheduler.start(2, busy(1, 0));
  await settled(2);
  assert.equal(ofJob(1)[0].type, "error");
});

test("after a fatal error nothing is run any more", async () => {
  const { scheduler, posted, until } = scene(() => true);
  let steps = 0;
  const endless = function* job() {
    for (;;) {
      steps += 1;
      yield null;
    }
  };
  scheduler.start(1, endless);
  scheduler.start(2, function* job() {
    yield* waitFor(Promise.resolve());
    yield* endless();
    return {};
  });
  scheduler.start(3, () => {
    throw new Error("Out of memory.");
  });
  await until(() => posted.some(({ type }) => type === "failed"));
  const at = steps;
  scheduler.start(4, endless);
  for (let i = 0; i < 20; i++) await turn();
  assert.equal(steps, at);
});

test("a job whose event cannot cross is closed", async () => {
  const { scheduler, settled } = scene();
  let closed = false;
  scheduler.start(1, function* job() {
    try {
      for (;;) yield { run: () => {} };
    } finally {
      closed = true;
    }
  });
  await settled(1);
  assert.ok(closed);
});

test("a job that waits for a promise keeps nobody waiting, and gets its value or its error", async () => {
  const { scheduler, ofJob, settled } = scene();
  /** @type {(value: number) => void} */
  let resolve = () => {};
  const promise = new Promise((/** @type {(value: number) => void} */ done) => (resolve = done));
  scheduler.start(1, function* job() {
    const value = yield* waitFor(promise);
    try {
      yield* waitFor(Promise.reject(new Error("no")));
    } catch (error) {
      return { value, error: String(error) };
    }
    return {};
  });
  scheduler.start(2, busy(3, 1));
  await settled(2);
  assert.deepEqual(ofJob(1), []);
  scheduler.pause(1);
  scheduler.resume(1); // While it waits: it must not go on without its value.
  resolve(7);
  await settled(1);
  assert.deepEqual(ofJob(1), [{ type: "reply", id: 1, reply: { value: 7, error: "Error: no" } }]);
});

test("a job that has long had nothing to tell still shows that it lives", async (context) => {
  let now = 0;
  context.mock.method(performance, "now", () => now);
  const { scheduler, ofJob, until } = scene();
  scheduler.start(1, function* job() {
    for (;;) {
      now += 20;
      yield null;
    }
  });
  await until(() => ofJob(1).length > 1);
  assert.deepEqual(ofJob(1)[0], { type: "events", id: 1, events: [] });
  scheduler.cancel(1);
});
