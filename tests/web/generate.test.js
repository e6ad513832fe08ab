import assert from "node:assert/strict";
import { test } from "node:test";
import { boot, hasSettled } from "../../web/page/boot.js";
import { createGenerate, isWaiting, onScreen } from "../../web/page/generate/state.js";

/** @typedef {import("../../web/page/boot.js").BootEvent} BootEvent */
/** @typedef {import("../../web/page/generate/state.js").GenerateAction} Action */

const params = { model: "step5", count: 2, temperature: 0.5, prefix: "", seed: /** @type {number | null} */ (null), top_k: null };
const reply = { count: 2, milliseconds: 3 };
const fault = { name: "Network", message: "It could not be loaded.", detail: "" };
const model = { model: "step5", step: 5, title: "Adam", parameters: 4192, vocabulary: ["a", "b"], block_size: 8 };
const info = { about: { version: "1.0.0", python: "3.14.2" }, model };
const limits = {
  count: { low: 1, high: 100 },
  temperature: { low: 0.1, high: 2 },
  seed: { low: 0, high: 4294967295 },
  vocabulary: ["a"],
  blockSize: 16,
};
const { initial, reduce } = createGenerate({ limits, defaults: { model: "step5", count: 20, temperature: 0.5 }, builtSeed: 42 });

/** @param {...Action} actions */
const after = (...actions) => actions.reduce(reduce, initial);
/** @param {...BootEvent} events */
const booted = (...events) => events.reduce(boot.reduce, boot.initial);
/** @param {number} id @param {string} name @param {"read" | "listed" | "new"} [origin] @returns {Action} */
const named = (id, name, origin = "new") => ({ type: "generate/event", id, event: { name, origin } });
/** @param {number} id @param {Partial<typeof params>} [changed] @returns {Action} */
const asked = (id, changed = {}) => ({ type: "generate/asked", id, params: { ...params, ...changed } });
/** @param {number} id @param {number} seed @returns {Action} */
const begun = (id, seed) => ({ type: "generate/event", id, event: { seed } });

test("the initial state is never changed in place", () => {
  const before = structuredClone(initial);
  after(asked(1), named(1, "ada"), { type: "generate/edited", form: { seed: "7" } }, { type: "generate/noticed", text: "x" });
  assert.deepEqual(initial, before);
});

test("a boot goes from waiting over loading to ready", () => {
  assert.equal(boot.initial.phase, "waiting");
  const progress = { stage: "Loading Python", loaded: 1, total: 2 };
  const loading = booted({ type: "boot/started" }, { type: "boot/progress", progress });
  assert.deepEqual([loading.phase, loading.progress], ["loading", progress]);
  assert.equal(boot.reduce(loading, { type: "boot/ready", info }).phase, "ready");
});

test("progress that comes after the end of a boot is ignored", () => {
  const ready = booted({ type: "boot/started" }, { type: "boot/ready", info });
  assert.equal(boot.reduce(ready, { type: "boot/progress", progress: { stage: "late", loaded: 1, total: 1 } }), ready);
});

test("a failed boot can be started again and forgets its fault", () => {
  const failed = booted({ type: "boot/started" }, { type: "boot/failed", fault });
  assert.equal(failed.fault, fault);
  assert.equal(boot.reduce(failed, { type: "boot/started" }).fault, null);
});

test("a boot has settled when Python is there or cannot be", () => {
  assert.equal(hasSettled(boot.initial), false);
  assert.equal(hasSettled(booted({ type: "boot/started" })), false);
  assert.equal(hasSettled(booted({ type: "boot/started" }, { type: "boot/failed", fault })), true);
  assert.equal(hasSettled(booted({ type: "boot/started" }, { type: "boot/ready", info })), true);
});

test("what can be done about a failure is to try again, then to reload, and nothing where the browser cannot", () => {
  const failed = (/** @type {string[]} */ ...names) =>
    booted(...names.map((name) => /** @type {const} */ ({ type: "boot/failed", fault: { ...fault, name } }))).remedy;
  assert.equal(failed("Network"), "retry");
  assert.equal(failed("Network", "Network"), "reload");
  assert.equal(failed("Gone"), "reload");
  assert.equal(failed("NoWebAssembly", "NoWebAssembly"), "none");
  const mended = booted({ type: "boot/failed", fault }, { type: "boot/ready", info }, { type: "boot/failed", fault });
  assert.equal(mended.remedy, "retry");
});

test("an unknown event is an error in every slice", () => {
  assert.throws(() => reduce(initial, /** @type {any} */ ({ type: "generate/nonsense" })), /knows no event/);
  assert.throws(() => boot.reduce(boot.initial, /** @type {any} */ ({ type: "boot/nonsense" })), /knows no event/);
});

test("the form begins with the package's defaults and holds what is typed", () => {
  assert.deepEqual(initial.form, { temperature: "0.5", count: "20", prefix: "", seed: "", topK: "" });
  const state = after({ type: "generate/edited", form: { temperature: "1." } }, { type: "generate/edited", form: { seed: "7" } });
  assert.deepEqual(state.form, { temperature: "1.", count: "20", prefix: "", seed: "7", topK: "" });
});

test("problems are pointed out when names are asked for, and judged again while they are mended", () => {
  const typed = after({ type: "generate/edited", form: { count: "0" } });
  assert.deepEqual(typed.problems, {});
  const refused = reduce(typed, { type: "generate/refused", problems: { count: "A sentence." } });
  assert.equal(refused.shown, initial.shown);
  assert.match(reduce(refused, { type: "generate/edited", form: { count: "101" } }).problems.count ?? "", /from 1 to 100/);
  assert.deepEqual(reduce(refused, { type: "generate/edited", form: { count: "5" } }).problems, {});
  assert.deepEqual(reduce(refused, asked(1)).problems, {});
});

test("the limits of the form come from the model chosen", () => {
  const { limits: chosen } = after({ type: "generate/model-chosen", model });
  assert.deepEqual([chosen.vocabulary, chosen.blockSize, chosen.count], [["a", "b"], 8, limits.count]);
});

test("names are appended in the order in which they come, with the seed they came from", () => {
  const state = after(asked(1), begun(1, 7), named(1, "ada"), named(1, "bo", "listed"));
  assert.deepEqual(state.shown, { id: 1, params, learned: undefined, seed: 7, names: [{ name: "ada", origin: "new" }, { name: "bo", origin: "listed" }] });
});

test("the names of the run before stay until the next run begins to answer", () => {
  const first = after(asked(1), begun(1, 7), named(1, "ada"));
  const again = reduce(first, asked(2));
  assert.equal(again.shown, first.shown);
  assert.deepEqual(reduce(again, begun(2, 8)).shown, { id: 2, params, learned: undefined, seed: 8, names: [] });
});

test("what a run that was replaced still says is ignored", () => {
  const state = after(asked(1), asked(2));
  assert.equal(reduce(state, named(1, "late")), state);
  assert.equal(reduce(state, { type: "generate/done", id: 1, reply }), state);
  assert.equal(reduce(state, { type: "generate/failed", id: 1, fault }), state);
});

test("a failed run keeps the names on screen", () => {
  const state = after(asked(1), begun(1, 7), named(1, "ada"), { type: "generate/failed", id: 1, fault });
  assert.equal(state.shown.names.length, 1);
  assert.deepEqual([state.run.phase, state.run.fault], ["failed", fault]);
});

test("names are awaited from the request to its end", () => {
  assert.equal(isWaiting(initial), false);
  assert.equal(isWaiting(after(asked(1))), true);
  assert.equal(isWaiting(after(asked(1), { type: "generate/done", id: 1, reply })), false);
  assert.equal(isWaiting(after(asked(1), { type: "generate/failed", id: 1, fault })), false);
});

test("the run before stands beside the next one from the moment that is asked for", () => {
  const first = after(asked(1), begun(1, 7), named(1, "ada"), { type: "generate/done", id: 1, reply });
  assert.equal(onScreen(first).before, initial.shown); // Those of the build.
  const again = reduce(first, asked(2, { temperature: 1 }));
  assert.equal(onScreen(again).before, first.shown);
  assert.deepEqual(onScreen(again).current, { id: 2, params: { ...params, temperature: 1 }, learned: undefined, seed: null, names: [] });
  const answered = reduce(again, begun(2, 8));
  assert.deepEqual([onScreen(answered).before, onScreen(answered).current.id], [first.shown, 2]);
});

test("a run that fails before it answers gives its place back to the names that were there", () => {
  const first = after(asked(1), begun(1, 7), named(1, "ada"));
  const failed = [asked(2), { type: /** @type {const} */ ("generate/failed"), id: 2, fault }].reduce(reduce, first);
  assert.deepEqual(onScreen(failed), { current: first.shown, before: initial.shown });
});

test("names are not compared with themselves", () => {
  const first = after(asked(1), begun(1, 7), named(1, "ada"));
  const second = [asked(2, { temperature: 1 }), begun(2, 8), named(2, "bo")].reduce(reduce, first);
  const repeated = [asked(3, { temperature: 1, seed: 8 }), begun(3, 8)].reduce(reduce, second);
  assert.equal(repeated.before, first.shown);
  assert.equal(after(asked(1, { seed: 42 }), begun(1, 42)).before, null); // Those of the build once more.
  assert.equal(after(asked(1), begun(1, 7)).before, initial.shown);
});

test("that the seed makes the same names again is said where they are the same, and only there", () => {
  const said = (/** @type {Partial<typeof params>} */ changed) => after(asked(1), begun(1, 7), named(1, "ada"), asked(2, changed)).notice;
  assert.equal(said({ seed: 7 }), "The same names again, because the seed is set.");
  assert.equal(said({ seed: 7, count: 9 }), "The same names again, because the seed is set.");
  for (const changed of [{}, { seed: 8 }, { seed: 7, temperature: 1 }, { seed: 7, prefix: "a" }, { seed: 7, model: "step3" }]) assert.equal(said(changed), "");
  assert.match(after(asked(1, { seed: 42 })).notice, /^The same names/); // Those of the build.
});

test("a model that has learned more, or less, does not make the same names again", () => {
  const learned = (/** @type {number} */ id, /** @type {number} */ steps) => ({ ...asked(id, { seed: 7, model: "yours1" }), learned: steps });
  const said = (/** @type {number} */ steps) => after(learned(1, 100), begun(1, 7), named(1, "ada"), learned(2, steps));
  assert.match(said(100).notice, /^The same names/);
  assert.equal(said(50).notice, "");
  assert.equal(onScreen(said(50)).before?.id, 1); // They stand beside each other, to be compared.
});

test("what Python says of its first model leaves another that was chosen alone", () => {
  const state = after({ type: "generate/model-asked", id: "step3" }, { type: "generate/model-chosen", model });
  assert.deepEqual([state.model.id, state.model.phase, state.limits], ["step3", "loading", limits]);
});
