import assert from "node:assert/strict";
import { test } from "node:test";
import { isRight, letterOf, verdict } from "../../web/page/columns/quiz.js";
import { createRequests } from "../../web/page/columns/requests.js";
import { shuffled } from "../../web/page/columns/shuffle.js";
import { createColumns } from "../../web/page/columns/state.js";
import { leftOutText, shareText, tallyOf } from "../../web/page/columns/tally.js";
import { own } from "../../web/page/own.js";
import { contendersOf } from "../../web/page/ui/contenders.js";
import { FaultError } from "../../web/protocol.js";

const limits = /** @type {any} */ ({ temperature: { low: 0.1, high: 2 }, seed: { low: 0, high: 4294967295 }, count: { low: 1, high: 100 } });
const site = /** @type {any} */ ({ limits, defaults: { temperature: 0.5, window: 2 }, models: {} });
const steps = [{ step: 0, title: "Counting", parameters: 729, unit: "counts", mean_last_100: 2.5, held_out_loss: 2.4 }];
const mine = { id: "run1", title: "Yours 1", step: 5, learned: 50, parameters: 100, look: 6, loss: 2.6, heldOut: 2.7 };

/** @param {string} name @param {"new" | "read" | "listed" | null} [origin] */
const made = (name, origin = "new") => ({ name, origin });

test("different names are counted once, repeats and empty ones are told", () => {
  const tally = tallyOf([made("ana"), made("ana"), made("bo", "listed"), made("cy", "read"), made("", null)]);
  assert.deepEqual(tally, { count: 5, different: 3, fresh: 1, repeats: 1, empty: 1 });
  assert.equal(shareText(tally), "1 of 3 (33 %)");
  assert.equal(leftOutText(tally), "1 repeat, 1 empty");
});

test("without the list nobody can tell what is new, and no names have no share", () => {
  assert.equal(shareText(tallyOf([made("ana", null)])), "its list is not at hand");
  assert.equal(shareText(tallyOf([made("", null)])), "–");
  assert.equal(leftOutText(tallyOf([made("ana")])), "");
});

test("the order of the columns is the seed's, and has all of them", () => {
  const items = [0, 1, 2, 3, 4, 5];
  assert.deepEqual(shuffled(items, 7), shuffled(items, 7));
  assert.deepEqual([...shuffled(items, 7)].sort(), items);
  const orders = new Set(Array.from({ length: 100 }, (_, seed) => shuffled(items, seed).join("")));
  assert.ok(orders.size > 80);
  assert.deepEqual(items, [0, 1, 2, 3, 4, 5]);
});

test("who cannot be told apart may be taken for each other", () => {
  const column = (/** @type {string} */ id, /** @type {string[]} */ names, guess = "") => /** @type {any} */ ({ id, names: names.map((name) => made(name)), guess });
  const columns = [column("step1", ["a"], "step2"), column("step2", ["a"]), column("step3", ["b"], "step2")];
  assert.deepEqual(columns.map((one) => isRight(one, columns)), [true, false, false]);
  assert.equal(verdict(columns), "1 of 2 guesses right. Columns A and B hold the same names, so either answer counts for both.");
  assert.equal(verdict([column("step0", ["a"])]), "Nothing was guessed.");
  assert.equal(letterOf(26), "AA");
});

test("the visitor's own models follow the steps, by their own names and looks", () => {
  const [state] = [own.reduce(own.initial, { type: "own/added", model: mine })];
  assert.deepEqual(
    contendersOf(steps, state.models).map(({ id, name, look, baked }) => [id, name, look, baked]),
    [["step0", "Step 0 · Counting", 0, true], ["run1", "Yours 1", 6, false]],
  );
});

/** A page whose models answer when they are told to. @param {any[]} models */
function scene(models = [mine]) {
  const { initial, reduce } = createColumns(site, false);
  let state = initial;
  /** @type {{id: number, method: string, params: any, onEvent: any, resolve: any, reject: any}[]} */
  const asked = [];
  /** @type {number[]} */
  const withdrawn = [];
  const engine = {
    request(/** @type {string} */ method, /** @type {any} */ params, /** @type {any} */ onEvent) {
      const id = asked.length + 1;
      return { id, result: new Promise((resolve, reject) => void asked.push({ id, method, params, onEvent, resolve, reject })) };
    },
    cancel(/** @type {number} */ id) {
      withdrawn.push(id);
      asked[id - 1].reject(new FaultError("Cancelled", ""));
    },
  };
  const house = /** @type {any} */ ({
    site,
    engine,
    models: { choose: async () => ({}) },
    state: () => ({ own: { models } }),
    beforeAsking() {},
  });
  const requests = createRequests({ house, tutorial: { steps, uniform_loss: 3.3, vocabulary_size: 27 }, current: () => state, dispatch: (event) => void (state = reduce(state, event)) });
  return { requests, asked, withdrawn, current: () => state, settle: () => new Promise((resolve) => void setTimeout(resolve)), type: (/** @type {string} */ seed) => void (state = reduce(state, { type: "columns/edited", form: { seed } })) };
}

test("all models are asked with one seed, the visitor's own too, each with its loss", async () => {
  const { requests, asked, current, settle } = scene();
  requests.submit();
  await settle();
  assert.deepEqual(asked.map(({ params }) => params.model).sort(), ["run1", "step0"]);
  assert.equal(new Set(asked.map(({ params }) => params.seed)).size, 1);
  assert.equal(asked[0].params.seed, current().asked?.seed);
  assert.deepEqual(current().columns.map(({ loss, heldOut, unit }) => [loss, heldOut, unit]), [[2.5, 2.4, " counts"], [2.6, 2.7, ""]]);
});

test("a model of the visitor's own that counts has counts, as step 0 has", async () => {
  const { requests, current } = scene([{ ...mine, step: 0 }]);
  requests.submit();
  assert.deepEqual(current().columns.map(({ unit }) => unit), [" counts", " counts"]);
});

test("asking again withdraws what is under way, and what it still says is ignored", async () => {
  const { requests, asked, withdrawn, current, settle, type } = scene();
  type("1");
  requests.submit();
  await settle();
  type("2");
  requests.submit();
  await settle();
  asked[0].onEvent(made("late"));
  assert.deepEqual(current().columns.map(({ names }) => names), [[], []]);
  assert.deepEqual(asked.map(({ params }) => params.seed), [1, 1, 2, 2]);
  assert.deepEqual(withdrawn, [1, 2]);
  assert.equal(current().columns.some(({ phase }) => phase === "failed"), false);
  asked[3].onEvent(made("ana"));
  asked[3].resolve({ count: 12, milliseconds: 24 });
  await settle();
  assert.deepEqual(current().columns.map(({ phase, milliseconds }) => [phase, milliseconds]).find(([phase]) => phase === "done"), ["done", 2]);
});

test("a fault of one model is its own, and its column can be asked for again", async () => {
  const { requests, asked, current, settle } = scene();
  requests.submit();
  await settle();
  asked[0].reject(new FaultError("ValueError", "There is no model."));
  await settle();
  const failed = current().columns.find(({ phase }) => phase === "failed");
  assert.equal(failed?.fault, "There is no model.");
  requests.again(failed?.id ?? "");
  await settle();
  assert.deepEqual(asked.map(({ params }) => params.model).filter((model) => model === failed?.id).length, 2);
  assert.equal(current().columns.some(({ phase }) => phase === "failed"), false);
});

test("an unknown event is an error", () => {
  const { initial, reduce } = createColumns(site, true);
  assert.throws(() => reduce(initial, /** @type {any} */ ({ type: "columns/nonsense" })), /know no event/);
  assert.equal(initial.revealed, false);
});
