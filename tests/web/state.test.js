import assert from "node:assert/strict";
import { test } from "node:test";
import { initialState, isAtRest, reduce } from "../../web/state.js";

/** @typedef {import("../../web/state.js").Event} Event */

const params = { step: 5, count: 2, temperature: 0.5, prefix: "", seed: null };
const info = {
  about: { version: "1.0.0", python: "3.14.2" },
  model: { step: 5, title: "Adam", parameters: 4192, vocabulary: ["a", "b"], block_size: 16 },
};
const fault = { name: "Network", message: "It could not be loaded.", detail: "" };

/** @param {...Event} events */
const after = (...events) => events.reduce(reduce, initialState);

/** @param {number} run @param {string} name @param {boolean} [known] @returns {Event} */
const named = (run, name, known = false) => ({ type: "run/event", run, event: { name, known } });

test("an event that concerns nothing shown changes nothing of the rest", () => {
  const state = after({ type: "boot/started" });
  assert.equal(state.sheet, initialState.sheet);
  assert.equal(state.chart, initialState.chart);
});

test("the initial state is never changed in place", () => {
  const before = structuredClone(initialState);
  after({ type: "boot/started" }, { type: "run/asked", run: 1, params }, named(1, "ada"), { type: "notice", text: "x" });
  assert.deepEqual(initialState, before);
});

test("a boot goes from waiting over loading to ready", () => {
  assert.equal(initialState.boot.phase, "waiting");
  const progress = { stage: "Loading Python", loaded: 1, total: 2 };
  const loading = after({ type: "boot/started" }, { type: "boot/progress", progress });
  assert.deepEqual([loading.boot.phase, loading.boot.progress], ["loading", progress]);
  assert.deepEqual([reduce(loading, { type: "boot/ready", info }).boot.phase], ["ready"]);
});

test("progress that comes after the end of a boot is ignored", () => {
  const ready = after({ type: "boot/started" }, { type: "boot/ready", info });
  assert.equal(reduce(ready, { type: "boot/progress", progress: { stage: "late", loaded: 1, total: 1 } }).boot, ready.boot);
});

test("a failed boot can be started again and forgets its fault", () => {
  const failed = after({ type: "boot/started" }, { type: "boot/failed", fault });
  assert.equal(failed.boot.fault, fault);
  assert.equal(reduce(failed, { type: "boot/started" }).boot.fault, null);
});

test("names are appended in the order in which they come, with the seed they came from", () => {
  const state = after(
    { type: "run/asked", run: 1, params },
    { type: "run/event", run: 1, event: { seed: 7 } },
    named(1, "ada"),
    named(1, "bo", true),
  );
  assert.deepEqual(state.sheet, { id: 1, seed: 7, names: [{ name: "ada", known: false }, { name: "bo", known: true }] });
});

test("the names of the run before stay until the next run begins to answer", () => {
  const first = after({ type: "run/asked", run: 1, params }, { type: "run/event", run: 1, event: { seed: 7 } }, named(1, "ada"));
  const asked = reduce(first, { type: "run/asked", run: 2, params });
  assert.equal(asked.sheet, first.sheet);
  assert.deepEqual(reduce(asked, { type: "run/event", run: 2, event: { seed: 8 } }).sheet, { id: 2, seed: 8, names: [] });
});

test("late words of an older run are dropped", () => {
  const state = after({ type: "run/asked", run: 1, params }, { type: "run/asked", run: 2, params });
  assert.equal(reduce(state, named(1, "late")), state);
  assert.equal(reduce(state, { type: "run/failed", run: 1, fault }), state);
});

test("a failed run keeps the names on screen", () => {
  const state = after(
    { type: "run/asked", run: 1, params },
    { type: "run/event", run: 1, event: { seed: 7 } },
    named(1, "ada"),
    { type: "run/failed", run: 1, fault },
  );
  assert.equal(state.sheet.names.length, 1);
  assert.deepEqual([state.run.phase, state.run.fault], ["failed", fault]);
});

test("problems of the form leave the names alone and go when names are asked for", () => {
  const problems = { count: "How many must be a whole number from 1 to 100." };
  const refused = after({ type: "form/checked", problems });
  assert.equal(refused.problems, problems);
  assert.equal(refused.sheet, initialState.sheet);
  assert.deepEqual(reduce(refused, { type: "run/asked", run: 1, params }).problems, {});
});

test("the page is at rest when Python is there, or cannot be, and no names are awaited", () => {
  const asked = /** @type {Event} */ ({ type: "run/asked", run: 1, params });
  const ready = /** @type {Event} */ ({ type: "boot/ready", info });
  const failed = /** @type {Event} */ ({ type: "boot/failed", fault });
  const started = /** @type {Event} */ ({ type: "boot/started" });
  assert.equal(isAtRest(initialState), false);
  assert.equal(isAtRest(after(started)), false);
  assert.equal(isAtRest(after(started, failed)), true);
  assert.equal(isAtRest(after(started, ready)), true);
  assert.equal(isAtRest(after(started, asked, ready)), false);
  assert.equal(isAtRest(after(started, asked, ready, { type: "run/failed", run: 1, fault })), true);
});
