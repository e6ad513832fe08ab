import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "../../web/page/engine.js";
import { CANCELLED, FaultError } from "../../web/protocol.js";

/** @typedef {import("../../web/protocol.js").WorkerMessage} WorkerMessage */
/** @typedef {import("../../web/protocol.js").PageMessage} PageMessage */

const site = { json: "{}", base: "https://example.org/" };
const info = /** @type {import("../../web/protocol.js").Info} */ (/** @type {unknown} */ ({ about: {}, model: {} }));
const params = { count: 2, temperature: 0.5, prefix: "", seed: null };
const reply = { count: 2, milliseconds: 3 };
const score = { name: "ada", loss: 2, letters: [] };
const fault = { name: "Network", message: "The file is missing.", detail: "" };

/** The worker's end of the line, played by the test. */
class FakePort {
  /** @type {PageMessage[]} */ sent = [];
  terminated = false;
  /** @type {((event: MessageEvent) => void) | null} */ onmessage = null;
  /** @type {((event: ErrorEvent) => void) | null} */ onerror = null;
  /** @type {((event: MessageEvent) => void) | null} */ onmessageerror = null;

  /** @param {PageMessage} message */
  postMessage(message) {
    this.sent.push(structuredClone(message));
  }

  terminate() {
    this.terminated = true;
  }

  /** @param {WorkerMessage} data */
  say(data) {
    this.onmessage?.(/** @type {MessageEvent} */ ({ data }));
  }

  die() {
    this.onerror?.(/** @type {ErrorEvent} */ ({ message: "boom" }));
  }

  requests() {
    return this.sent.filter((message) => message.type === "request");
  }
}

function scene() {
  /** @type {FakePort[]} */
  const ports = [];
  /** @type {string[]} */
  const heard = [];
  const engine = new Engine({
    spawn() {
      ports.push(new FakePort());
      return /** @type {FakePort} */ (ports.at(-1));
    },
    onProgress: ({ stage }) => heard.push(`progress ${stage}`),
    onReady: () => heard.push("ready"),
    onFailed: ({ message }) => heard.push(`failed: ${message}`),
    silenceMs: 5000,
  });
  return { engine, heard, ports, port: () => /** @type {FakePort} */ (ports.at(-1)) };
}

function readyScene() {
  const made = scene();
  made.engine.start(site);
  made.port().say({ type: "ready", info });
  return made;
}

test("a start boots a worker with the site", (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { engine, port } = scene();
  engine.start(site);
  assert.deepEqual(port().sent, [{ type: "boot", site, fresh: false }]);
});

test("progress and readiness are passed on", (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { engine, heard, port } = scene();
  engine.start(site);
  port().say({ type: "progress", stage: "Loading Python", loaded: 1, total: 2 });
  port().say({ type: "ready", info });
  assert.deepEqual(heard, ["progress Loading Python", "ready"]);
});

test("a request made too early is kept, and served when the worker is ready", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { engine, port } = scene();
  const { id, result } = engine.request("scoring.score", { name: "ada" });
  engine.start(site);
  assert.equal(port().requests().length, 0);
  port().say({ type: "ready", info });
  assert.deepEqual(port().requests(), [{ type: "request", id, method: "scoring.score", params: { name: "ada" } }]);
  port().say({ type: "reply", id, reply: score });
  assert.deepEqual(await result, score);
});

test("events reach the request they belong to, before its reply", async () => {
  const { engine, port } = readyScene();
  /** @type {object[]} */
  const first = [];
  /** @type {object[]} */
  const second = [];
  const one = engine.request("generation.generate", params, (event) => first.push(event));
  const two = engine.request("generation.generate", params, (event) => second.push(event));
  port().say({ type: "events", id: one.id, events: [{ seed: 1 }] });
  port().say({ type: "events", id: two.id, events: [{ seed: 2 }] });
  port().say({ type: "reply", id: one.id, reply });
  port().say({ type: "reply", id: two.id, reply });
  await Promise.all([one.result, two.result]);
  assert.deepEqual([first, second], [[{ seed: 1 }], [{ seed: 2 }]]);
});

test("an error of the worker rejects its request and no other", async () => {
  const { engine, heard, port } = readyScene();
  const bad = engine.request("generation.generate", params);
  const good = engine.request("generation.generate", params);
  port().say({ type: "error", id: bad.id, error: fault });
  port().say({ type: "reply", id: good.id, reply });
  await assert.rejects(bad.result, { name: "Network", message: fault.message });
  assert.deepEqual(await good.result, reply);
  assert.deepEqual(heard, ["ready"]);
});

test("a cancelled request settles at once, the worker is told, and what it still says is dropped", async () => {
  const { engine, port } = readyScene();
  let events = 0;
  const { id, result } = engine.request("generation.generate", params, () => events++);
  engine.cancel(id);
  await assert.rejects(result, { name: CANCELLED });
  assert.deepEqual(port().sent.at(-1), { type: "cancel", id });
  port().say({ type: "events", id, events: [{ seed: 1 }] });
  port().say({ type: "reply", id, reply });
  assert.equal(events, 0);
});

test("a request cancelled before it could be sent is never sent", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { engine, port } = scene();
  engine.start(site);
  const { id, result } = engine.request("generation.generate", params);
  engine.cancel(id);
  await assert.rejects(result, { name: CANCELLED });
  port().say({ type: "ready", info });
  assert.equal(port().requests().length, 0);
});

test("cancelling what is settled or never was does nothing", () => {
  const { engine, port } = readyScene();
  engine.cancel(0);
  engine.cancel(99);
  assert.equal(port().sent.length, 1);
});

test("the death of the worker settles every request", async () => {
  const { engine, heard, port } = readyScene();
  const results = [engine.request("generation.generate", params).result, engine.request("scoring.score", { name: "bo" }).result];
  port().die();
  for (const result of results) await assert.rejects(result, { name: "WorkerDied" });
  assert.equal(port().terminated, true);
  assert.equal(heard.length, 2);
});

test("a message that cannot be read ends the worker too", async () => {
  const { engine, port } = readyScene();
  const { result } = engine.request("generation.generate", params);
  port().onmessageerror?.(/** @type {MessageEvent} */ ({}));
  await assert.rejects(result, { name: "WorkerDied" });
});

test("a failed boot settles the requests that were waiting for it", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { engine, heard, port } = scene();
  engine.start(site);
  const { result } = engine.request("generation.generate", params);
  port().say({ type: "failed", error: fault });
  await assert.rejects(result, { message: fault.message });
  assert.deepEqual(heard, [`failed: ${fault.message}`]);
});

test("a request to an engine that failed is refused, until it is started again", async () => {
  const { engine, ports, port } = readyScene();
  port().die();
  await assert.rejects(engine.request("generation.generate", params).result, { name: "WorkerDied" });
  engine.start(site);
  port().say({ type: "ready", info });
  const { id, result } = engine.request("generation.generate", params);
  port().say({ type: "reply", id, reply });
  assert.deepEqual(await result, reply);
  assert.equal(ports.length, 2);
});

test("what a worker that was replaced says is dropped", (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { engine, heard, ports } = scene();
  engine.start(site);
  engine.start(site);
  ports[0].say({ type: "ready", info });
  assert.deepEqual([heard, ports[0].terminated], [[], true]);
});

test("a worker that cannot be made is a failure with a sentence", () => {
  /** @type {string[]} */
  const heard = [];
  const options = { onProgress() {}, onReady() {}, onFailed: (/** @type {{message: string}} */ { message }) => void heard.push(message) };
  new Engine({ ...options, spawn: () => { throw new FaultError("No", "This browser is too old."); } }).start(site);
  new Engine({ ...options, spawn: () => { throw new TypeError("internal"); } }).start(site);
  assert.equal(heard[0], "This browser is too old.");
  assert.match(heard[1], /could not be loaded or started\.$/);
});

test("silence during the boot is a failure, progress is not silence", (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { engine, heard, port } = scene();
  engine.start(site);
  context.mock.timers.tick(4000);
  port().say({ type: "progress", stage: "Loading Python", loaded: 1, total: 2 });
  context.mock.timers.tick(4000);
  assert.equal(heard.length, 1);
  context.mock.timers.tick(2000);
  assert.match(heard[1], /^failed: Nothing has arrived for 5 seconds/);
  assert.equal(port().terminated, true);
});

test("silence during a request settles it, silence without one is fine", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { engine, heard, port } = readyScene();
  context.mock.timers.tick(600_000);
  assert.deepEqual(heard, ["ready"]);
  const { id, result } = engine.request("generation.generate", params);
  context.mock.timers.tick(4000);
  port().say({ type: "events", id, events: [{ seed: 1 }] });
  context.mock.timers.tick(4000);
  assert.deepEqual(heard, ["ready"]);
  context.mock.timers.tick(2000);
  await assert.rejects(result, { name: "Silence", message: /not answered for 5 seconds/ });
});

test("the events of one message reach their request in order", () => {
  const { engine, port } = readyScene();
  /** @type {object[]} */
  const events = [];
  const { id } = engine.request("generation.generate", params, (event) => events.push(event));
  port().say({ type: "events", id, events: [{ seed: 1 }, { name: "ada", origin: "new" }] });
  port().say({ type: "events", id, events: [] });
  port().say({ type: "reply", id, reply });
  assert.deepEqual(events, [{ seed: 1 }, { name: "ada", origin: "new" }]);
});

test("a request made while readiness is announced is sent once", () => {
  /** @type {FakePort} */
  const port = new FakePort();
  const engine = new Engine({
    spawn: () => port,
    onProgress() {},
    onReady: () => void engine.request("scoring.score", { name: "ada" }),
    onFailed() {},
  });
  engine.start(site);
  const early = engine.request("scoring.score", { name: "bo" });
  port.say({ type: "ready", info });
  assert.deepEqual(port.requests().map(({ id }) => id), [early.id, early.id + 1]);
  for (const { id } of port.requests()) port.say({ type: "reply", id, reply: score });
});

test("what is kept is sent to every new worker, before anything else", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { engine, port } = readyScene();
  const kept = ["a", "b"].map((name) => engine.keep("models.load", { id: name, text: "{}" }));
  for (const { id } of port().requests()) port().say({ type: "reply", id, reply: {} });
  await Promise.all(kept.map(({ result }) => result));
  port().die();
  engine.start(site);
  engine.request("scoring.score", { name: "ada" }).result.catch(() => {});
  port().say({ type: "ready", info });
  assert.deepEqual(port().requests().map(({ method }) => method), ["models.load", "models.load", "scoring.score"]);
});

test("what is remembered is sent to new workers alone, until it is forgotten", (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { engine, port } = readyScene();
  const forget = ["a", "b"].map((name) => engine.remember("models.load", { id: name, text: "{}" }));
  assert.equal(port().requests().length, 0);
  forget[0]();
  port().die();
  engine.start(site);
  engine.request("scoring.score", { name: "ada" }).result.catch(() => {});
  port().say({ type: "ready", info });
  assert.deepEqual(port().requests().map(({ params: sent }) => sent), [{ id: "b", text: "{}" }, { name: "ada" }]);
});

test("what did not succeed is not kept: refused, or lost with its worker", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { engine, port } = readyScene();
  const refused = engine.keep("models.load", { id: "a", text: "no" });
  port().say({ type: "error", id: port().requests()[0].id, error: fault });
  await assert.rejects(refused.result, { message: fault.message });
  const lost = engine.keep("models.load", { id: "b", text: "{}" });
  port().die();
  await assert.rejects(lost.result, { name: "WorkerDied" });
  engine.start(site);
  port().say({ type: "ready", info });
  assert.equal(port().requests().length, 0);
});

test("a paused request is not silent, and is listened to again when it is resumed", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { engine, heard, port } = readyScene();
  const { id, result } = engine.request("generation.generate", params);
  engine.pause(id);
  engine.pause(id);
  context.mock.timers.tick(600_000);
  assert.deepEqual(heard, ["ready"]);
  engine.resume(id);
  assert.deepEqual(port().sent.slice(2), [{ type: "pause", id }, { type: "resume", id }]);
  context.mock.timers.tick(6000);
  await assert.rejects(result, { name: "Silence" });
});

test("a request paused before it could be sent is paused when it is", (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { engine, port } = scene();
  engine.start(site);
  const { id } = engine.request("generation.generate", params);
  engine.pause(id);
  port().say({ type: "ready", info });
  assert.deepEqual(port().sent.slice(1).map(({ type }) => type), ["request", "pause"]);
});
