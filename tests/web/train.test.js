import assert from "node:assert/strict";
import { test } from "node:test";
import { own } from "../../web/page/own.js";
import { eachOnce } from "../../web/page/train/files.js";
import { formOf, readBranch, readForm, sizeProblem } from "../../web/page/train/form.js";
import { canGoOn, lookedAt, recentLoss, stepsDone } from "../../web/page/train/run.js";
import { chosenRun, cutNames, train } from "../../web/page/train/state.js";
import { described, rate, time, trainingSteps } from "../../web/page/train/words.js";

/** @typedef {import("../../web/page/train/state.js").TrainEvent} TrainEvent */
/** @typedef {import("../../web/page/train/run.js").Run} Run */

const { initial, reduce } = train;
const limits = { seed: { low: 0, high: 2 ** 53 - 1 } };
const ALL = ["learning_rate", "engine", "n_embd", "n_head", "n_layer", "block_size"];
const about = /** @type {import("../../web/page/train/run.js").About} */ ({
  id: "yours1", step: 5, title: "Adam", parameters: 4192, num_steps: 4, steps_done: 0, learning_rate: 0.01, seed: 42,
  engine: "row", names: 9, cut_names: 0, held_out_names: 2, moments: [0], n_embd: 16, n_head: 4, n_layer: 1, block_size: 16,
});
const run = /** @type {Run} */ ({
  id: "yours1", title: "Yours 1", look: 6, about, names: null, namesTitle: "", before: 0, losses: [], moments: [0],
  phase: "training", elapsedMs: 0, timed: 0, origin: null, note: "", moment: null, told: {},
});

/** @param {...TrainEvent} events */
const after = (...events) => [/** @type {TrainEvent} */ ({ type: "train/run-added", run }), ...events].reduce(reduce, initial);
/** @param {number[]} losses @param {number[]} [moments] */
const learned = (losses, moments = []) => /** @type {TrainEvent} */ ({ type: "train/learned", id: "yours1", losses, moments, milliseconds: 500 });

test("the form as it stands at first is that of a training", () => {
  const { params, problems } = readForm(initial.form, limits, ALL);
  assert.deepEqual(problems, {});
  assert.deepEqual(params, { step: 5, n_embd: 16, n_head: 4, n_layer: 1, block_size: 16, num_steps: 1000, learning_rate: 0.01, seed: 42, engine: "row" });
});

test("a decimal comma is as good as a point", () => {
  assert.equal(readForm({ ...initial.form, learningRate: "0,5" }, limits, ALL).params.learning_rate, 0.5);
});

test("each number that cannot be used has a sentence with its bounds", () => {
  const { problems } = readForm({ ...initial.form, numSteps: "49", learningRate: "0", seed: "-1", nHead: "four" }, limits, ALL);
  assert.deepEqual(Object.keys(problems).sort(), ["learningRate", "nHead", "numSteps", "seed"]);
  assert.match(problems.numSteps ?? "", /from 50 to 10,000/);
});

test("what a step makes no use of is neither judged nor sent", () => {
  const { params, problems } = readForm({ ...initial.form, learningRate: "no", nHead: "no" }, limits, []);
  assert.deepEqual(problems, {});
  assert.equal(params.learning_rate, null);
});

test("a size that is none is told at once, where the step makes use of it", () => {
  const form = { ...initial.form, nEmbd: "", nHead: "0" };
  assert.match(sizeProblem(form, ALL), /“n_embd” must be a whole number/);
  assert.match(sizeProblem(form, ["n_head"]), /“n_head” must be a whole number/);
  assert.equal(sizeProblem(form, ["block_size"]), "");
});

test("a branch judges of the form only what it takes from it", () => {
  const form = { ...initial.form, numSteps: "60", learningRate: "0,5", seed: "", nEmbd: "none" };
  assert.deepEqual(readBranch(form, about), { num_steps: 60, learning_rate: 0.5, problems: {} });
  assert.equal(readBranch({ ...form, step: "1" }, about).learning_rate, 0.01);
  assert.match(readBranch({ ...form, numSteps: "49" }, about).problems.numSteps ?? "", /from 50 to 10,000/);
  assert.equal(readBranch(form, { ...about, learning_rate: 0 }).learning_rate, null);
});

test("a run is described by what it did, and by what it goes on from", () => {
  assert.equal(described(run, 4), "step 5, 4,192 parameters, 4 training steps, rate 0.01, seed 42");
  const branch = { ...run, names: "ann", namesTitle: "mine.txt", origin: { id: "other", title: "Yours 1", moment: 2 } };
  assert.equal(described(branch, 3), "step 5, 4,192 parameters, 3 of 4 training steps, rate 0.01, seed 42, mine.txt, from training step 2 of Yours 1");
});

test("a problem goes when its field is edited, the others stay", () => {
  const refused = reduce(initial, { type: "train/refused", problems: { seed: "a", numSteps: "b" } });
  assert.deepEqual(reduce(refused, { type: "train/edited", form: { seed: "1" } }).problems, { numSteps: "b" });
});

test("a run is a form again", () => {
  assert.deepEqual(formOf(about), { ...initial.form, numSteps: "4" });
});

test("what is learned is added to the run it belongs to", () => {
  const [one] = after(learned([3, 2], [1, 2])).runs;
  assert.deepEqual([one.losses, one.moments, one.elapsedMs, one.timed], [[3, 2], [0, 1, 2], 500, 2]);
  assert.equal(recentLoss(one, 1), 2);
  assert.equal(stepsDone(one), lookedAt(one));
});

test("a run that rests at its end is done, before it can go on", () => {
  const rests = /** @type {TrainEvent} */ ({ type: "train/phase", id: "yours1", phase: "paused" });
  const [half] = after(learned([3, 2]), rests).runs;
  assert.deepEqual([half.phase, canGoOn(half)], ["paused", true]);
  const [whole] = after(learned([3, 2, 1, 1]), rests).runs;
  assert.deepEqual([whole.phase, canGoOn(whole)], ["done", false]);
});

test("a new worker has a run as it was last kept", () => {
  const back = /** @type {TrainEvent} */ ({ type: "train/revived", id: "yours1", about: { ...about, steps_done: 2, moments: [2] }, note: "Again." });
  const [one] = after(learned([3, 2, 1], [1, 2, 3]), back).runs;
  assert.deepEqual([one.losses, one.moments, one.phase, one.note, one.before], [[3, 2], [2], "paused", "Again.", 0]);
});

test("a run whose beginning is not known counts it all the same", () => {
  const resumed = { ...run, before: 2 };
  assert.equal(stepsDone(resumed), 2);
  assert.equal(stepsDone(reduce({ ...initial, runs: [resumed] }, learned([1])).runs[0]), 3);
});

test("the last run is chosen when the chosen one is removed", () => {
  const two = after({ type: "train/run-added", run: { ...run, id: "yours2" } });
  assert.equal(chosenRun(two)?.id, "yours2");
  assert.equal(chosenRun(reduce(two, { type: "train/removed", id: "yours2" }))?.id, "yours1");
  assert.equal(chosenRun(after({ type: "train/removed", id: "yours1" })), null);
});

test("names and loss of a moment are told one after the other", () => {
  const [one] = after(
    { type: "train/moment-told", id: "yours1", moment: 0, told: { names: ["ab"] } },
    { type: "train/moment-told", id: "yours1", moment: 0, told: { loss: 3, unseen: 2 } },
  ).runs;
  assert.deepEqual(one.told, { 0: { names: ["ab"], loss: 3, unseen: 2 } });
});

test("an event that nobody knows is a mistake of the program", () => {
  assert.throws(() => reduce(after(), /** @type {any} */ ({ type: "train/danced", id: "yours1" })), /danced/);
});

test("names that the model cannot see whole are counted, where the step cuts names", () => {
  const survey = /** @type {any} */ ({ lengths: [[3, 5], [15, 2], [16, 4]] });
  const names = { ...initial.names, survey };
  assert.equal(cutNames(names, "5", "16"), 4);
  assert.equal(cutNames(names, "1", "16"), 0);
  assert.equal(cutNames(names, "3", "4"), 6);
});

test("each once means the same letters however they are written", () => {
  assert.equal(eachOnce("\ufeffzoe\u0308\r\nzo\u00eb\n\nann \rann"), "zo\u00eb\nann");
});

test("times and speeds are short", () => {
  assert.deepEqual([time(8430), time(59_960), time(125_400)], ["8.4\u00a0s", "60.0\u00a0s", "2\u00a0min\u00a005\u00a0s"]);
  assert.deepEqual([rate({ timed: 5, elapsedMs: 1000 }), rate({ timed: 2000, elapsedMs: 1000 })], ["5.0", "2,000"]);
  assert.deepEqual([trainingSteps(1), trainingSteps(1000)], ["1 training step", "1,000 training steps"]);
});

test("the visitor's own models are listed in the order made, each once", () => {
  const model = { id: "yours1", title: "Yours 1", step: 5, learned: 50, parameters: 4192, look: 6, loss: 2.5, heldOut: null };
  const added = own.reduce(own.initial, { type: "own/added", model });
  assert.deepEqual(own.reduce(added, { type: "own/added", model }).models, [model]);
  assert.equal(own.reduce(added, { type: "own/renamed", id: "yours1", title: "Mine" }).models[0].title, "Mine");
  assert.deepEqual(own.reduce(added, { type: "own/removed", id: "yours1" }).models, []);
});
