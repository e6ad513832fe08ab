import assert from "node:assert/strict";
import { test } from "node:test";
import { createRequests } from "../../web/page/score/requests.js";
import { createScore } from "../../web/page/score/state.js";
import { validate } from "../../web/page/score/validate.js";
import { comparison, letterText, mostSurprising, ordinal, surpriseText } from "../../web/page/score/words.js";
import { FaultError } from "../../web/protocol.js";

const alphabet = [..."abcdefghijklmnopqrstuvwxyz"];
/** @param {string} letter @param {number} surprise @param {string} likeliest */
const scored = (letter, surprise, likeliest = letter) => ({ letter, surprise, probability: Math.exp(-surprise), likeliest, likeliest_probability: 0.5 });

test("letters that no model knows are named, each once, the first of many", () => {
  const sentence = (/** @type {string} */ first) => validate({ first, second: "" }, alphabet).problems.first ?? "";
  assert.equal(sentence("Emma"), "");
  assert.match(sentence("zoë"), /only the letters a to z, which the models have read; “ë” is not among them/);
  assert.match(sentence("ëëß"), /; “ë”, “ß” are not/);
  assert.match(sentence("àáâãäåæ"), /“ä” and 2 more are not/);
  assert.match(sentence("a\u200db"), /U\+200D is not/);
  assert.match(sentence("a b"), /; a space is not/);
});

test("where the models do not agree on an alphabet each says for itself what it does not know", () => {
  assert.deepEqual(validate({ first: "zoë", second: "" }, null), { names: ["zoë"], problems: {} });
});

test("a name is composed and trimmed; a second one may be missing", () => {
  assert.deepEqual(validate({ first: " ze\u0301 ", second: "" }, null).names, ["z\u00e9"]);
  assert.deepEqual(validate({ first: "ana", second: "bo " }, alphabet).names, ["ana", "bo"]);
});

test("the end of a name can be its greatest surprise", () => {
  const letters = [scored("a", 1), scored("b", 2, "n"), scored("", 3, "a")];
  assert.equal(mostSurprising(letters), 2);
  assert.equal(surpriseText(letters), "the end; rather “a”");
  assert.equal(surpriseText(letters.slice(0, 2)), "“b” (2nd); rather “n”");
  assert.equal(surpriseText(letters.slice(0, 1)), "“a” (1st), yet nothing was likelier");
  assert.equal(surpriseText([scored("", 1)]), "the end, yet nothing was likelier");
  assert.match(letterText(letters, 0), /^The 1st letter, “a”, had the probability 0.367879, a surprise of 1.00 nats; nothing was likelier\.$/);
  assert.match(letterText(letters, 2), /^The end of the name had .*; “a” was the likeliest, with 0\.5\.$/);
});

test("places are counted as in English", () => {
  assert.deepEqual([1, 2, 3, 4, 11, 12, 13, 21, 22].map(ordinal), ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd"]);
});

/** @param {string} name @param {number | null} one @param {number | null} other */
const row = (name, one, other) => /** @type {any} */ ({ name, phase: "done", results: [["ana", one], ["bo", other]].map(([who, loss]) => (loss === null ? { score: null, fault: "It cannot." } : { score: { name: who, loss }, fault: "" })) });

test("two names are compared model by model", () => {
  assert.equal(comparison([row("Step 0 · Counting", 1, 2), row("Step 1 · G", 1, 2)]), "Letter for letter, “ana” surprises every model less than “bo”.");
  assert.equal(
    comparison([row("Step 0 · Counting", 1, 2), row("Step 3 · Attention", 2, 1), row("Class · 8b, all", 1, 2), row("Yours 1", 3, 3)]),
    "Letter for letter, “ana” surprises step 0 and Class · 8b, all less than “bo”. Letter for letter, “bo” surprises step 3 less than “ana”. Letter for letter, “ana” and “bo” surprise Yours 1 alike.",
  );
  assert.equal(comparison([row("Step 0 · Counting", 1, 1), row("Step 1 · G", 2, 2)]), "Letter for letter, “ana” and “bo” surprise every model alike.");
  assert.equal(comparison([]), "");
});

test("where only some models can score both names they are named", () => {
  const blind = [row("Step 0 · Counting", 1, null), row("Step 1 · G", null, null)];
  assert.equal(comparison([...blind, row("Cities", 1, 2), row("Towns", 1, 2)]), "Only 2 of the 4 models could score both names. Letter for letter, “ana” surprises Cities and Towns less than “bo”.");
  assert.equal(comparison([...blind, row("Cities", 2, 1)]), "Only 1 of the 3 models could score both names. Letter for letter, “bo” surprises Cities less than “ana”.");
  assert.equal(comparison(blind), "");
});

test("names are compared once every model has answered", () => {
  const waiting = { ...row("Step 1 · G", 1, 2), phase: "loading" };
  assert.equal(comparison([row("Step 0 · Counting", 1, 2), waiting]), "");
  assert.equal(comparison([row("Step 0 · Counting", 1, 2), { ...row("Step 1 · G", null, null), phase: "failed" }]), "Only 1 of the 2 models could score both names. Letter for letter, “ana” surprises step 0 less than “bo”.");
});

test("what an earlier request still says is ignored", () => {
  const { initial, reduce } = createScore("ana");
  const contenders = [{ id: "step0", name: "Step 0", look: 0, baked: true, parameters: 1 }];
  const asked = (/** @type {number} */ run) => /** @type {const} */ ({ type: "score/asked", run, names: ["ana"], contenders });
  const state = [asked(1), asked(2)].reduce(reduce, initial);
  assert.equal(reduce(state, { type: "score/result", run: 1, id: "step0", name: 0, result: { score: null, fault: "late" } }), state);
  assert.equal(reduce(state, { type: "score/result", run: 2, id: "step0", name: 0, result: { score: null, fault: "now" } }).rows[0].results[0].fault, "now");
  assert.equal(initial.form.first, "ana");
});

/** @param {{id: string, title: string, parameters: number, look: number}[]} mine */
function scene(mine = []) {
  const { initial, reduce } = createScore("ana");
  let state = initial;
  /** @type {{params: {model: string, name: string}, resolve: (score: any) => void, reject: (error: Error) => void}[]} */
  const asked = [];
  /** @type {number[]} */
  const withdrawn = [];
  const engine = {
    request: (/** @type {string} */ _, /** @type {any} */ params) => ({ id: asked.length + 1, result: new Promise((resolve, reject) => void asked.push({ params, resolve, reject })) }),
    cancel(/** @type {number} */ id) {
      withdrawn.push(id);
      asked[id - 1].reject(new FaultError("Cancelled", ""));
    },
  };
  const house = /** @type {any} */ ({ site: { limits: { vocabulary: alphabet } }, engine, models: { choose: async () => ({}) }, state: () => ({ own: { models: mine } }), beforeAsking() {} });
  const steps = [{ step: 0, title: "Counting", parameters: 729, unit: "counts", mean_last_100: 2.5, held_out_loss: 2.4 }];
  /** @param {import("../../web/page/score/state.js").ScoreEvent} event */
  const dispatch = (event) => void (state = reduce(state, event));
  const requests = createRequests({ house, tutorial: { steps, uniform_loss: 3.3, vocabulary_size: 27 }, current: () => state, dispatch });
  return { requests, asked, withdrawn, dispatch, current: () => state, settle: () => new Promise((resolve) => void setTimeout(resolve)) };
}

test("asking again withdraws what is under way", async () => {
  const { requests, asked, withdrawn, dispatch, current, settle } = scene();
  requests.submit();
  await settle();
  dispatch({ type: "score/edited", form: { first: "bo" } });
  requests.submit();
  await settle();
  assert.deepEqual(asked.map(({ params }) => params.name), ["ana", "bo"]);
  assert.deepEqual(withdrawn, [1]);
  asked[1].resolve({ name: "bo", loss: 2 });
  await settle();
  assert.deepEqual(current().rows.map(({ phase, results }) => [phase, results[0].score?.name]), [["done", "bo"]]);
});

test("a model that cannot score a name says why, the visitor's own models are asked too", async () => {
  const { requests, asked, dispatch, current, settle } = scene([{ id: "run1", title: "Yours 1", parameters: 1, look: 6 }]);
  dispatch({ type: "score/edited", form: { first: "zoë" } });
  requests.submit();
  await settle();
  assert.deepEqual(asked.map(({ params }) => params), [{ model: "run1", name: "zoë" }, { model: "step0", name: "zoë" }]);
  asked[1].reject(new FaultError("ValueError", "The model does not know 'ë'."));
  asked[0].reject(new FaultError("WorkerDied", "It is gone."));
  await settle();
  assert.deepEqual(current().rows.map(({ phase, fault, results }) => [phase, fault, results[0].fault]), [["done", "", "The model does not know 'ë'."], ["failed", "It is gone.", ""]]);
});

test("a name of no letters asks nobody", () => {
  const { requests, asked, dispatch, current } = scene();
  dispatch({ type: "score/edited", form: { first: " " } });
  requests.submit();
  assert.equal(asked.length, 0);
  assert.match(current().problems.first ?? "", /is empty/);
});
