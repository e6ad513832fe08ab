import assert from "node:assert/strict";
import { test } from "node:test";
import { choice, standing } from "../../web/page/choice.js";
import { own } from "../../web/page/own.js";

const NONE = { step: null, own: null };
const mine = { id: "yours1", title: "Yours 1", step: 5, learned: 50, parameters: 100, look: 6, loss: 2.5, heldOut: null };
const { reduce } = choice;
const models = own.reduce(own.initial, { type: "own/added", model: mine });

test("one model is chosen at a time, a step of the tutorial or one of the visitor's own", () => {
  const step = reduce(choice.initial, { type: "choice/step", step: 3 });
  const other = reduce(step, { type: "choice/own", id: "yours1" });
  assert.deepEqual([choice.initial, step, other], [NONE, { step: 3, own: null }, { step: null, own: "yours1" }]);
  assert.deepEqual(reduce(other, { type: "choice/step", step: 3 }), step);
  assert.deepEqual(reduce(step, { type: "choice/step", step: 3 }), NONE);
});

test("a model that has been removed is no longer chosen", () => {
  const chosen = reduce(choice.initial, { type: "choice/own", id: "yours1" });
  assert.deepEqual(standing(chosen, models), { ...chosen, level: null });
  assert.deepEqual(standing(chosen, own.reduce(models, { type: "own/removed", id: "yours1" })), NONE);
  assert.deepEqual(standing({ step: 2, own: null }, own.initial), { step: 2, own: null });
});

test("what the chosen model scores on unseen names is known with the choice", () => {
  const measured = own.reduce(models, { type: "own/added", model: { ...mine, heldOut: 2.6 } });
  const { level } = standing({ step: null, own: "yours1" }, measured);
  assert.deepEqual(level, { name: "Yours 1", loss: 2.6 });
});

test("an own model of which more is known keeps its place", () => {
  const two = own.reduce(models, { type: "own/added", model: { ...mine, id: "yours2" } });
  const measured = own.reduce(two, { type: "own/added", model: { ...mine, heldOut: 2.6 } });
  assert.deepEqual(measured.models.map(({ id, heldOut }) => [id, heldOut]), [["yours1", 2.6], ["yours2", null]]);
});
