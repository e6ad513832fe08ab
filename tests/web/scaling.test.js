import assert from "node:assert/strict";
import { test } from "node:test";
import { endLabelsOf } from "../../web/chart/end-labels.js";
import { runsToCsv } from "../../web/page/scaling/csv.js";
import { frameOf, levelOf, LEVELS } from "../../web/page/scaling/frame-of.js";
import { curvesOf, gainOf, gridOf, helps } from "../../web/page/scaling/grid.js";
import { readScaling } from "../../web/page/scaling/scaling-file.js";
import { createScaling } from "../../web/page/scaling/state.js";
import { sentenceOf } from "../../web/page/scaling/words.js";

/** @typedef {import("../../web/page/scaling/grid.js").Run} Run */
/** @typedef {import("../../web/page/scaling/state.js").Scaling} Scaling */
/** @typedef {import("../../web/page/scaling/state.js").ScalingEvent} ScalingEvent */

const SIZES = [1000, 4000, 16000];
const AMOUNTS = [400, 1600];
/** Losses by amount and size: the largest model does worse with many names, and the curves cross. */
const LOSSES = [
  [2.5, 2.375, 2.25],
  [2.25, 2.125, 2.3125],
];
const ERROR = 0.0625;

/** @returns {Run[]} */
function madeUp() {
  return AMOUNTS.flatMap((names, n) => SIZES.map((parameters, m) => {
    /** @param {number | undefined} than */
    const against = (than) => (than === undefined ? null : { mean: LOSSES[n][m] - than, error: ERROR / 2 });
    return {
      ...{ n_embd: 8, n_head: 4, n_layer: 1, block_size: 16, parameters, learning_rate: 0.1 + 0.2, num_steps: names / 4, names_read: names },
      ...{ mean_last_100: LOSSES[n][m], held_out_loss: LOSSES[n][m], against_smaller: against(LOSSES[n][m - 1]), against_fewer: against(LOSSES[n - 1]?.[m]) },
    };
  }));
}

const file = { format: 1, training_names: 800, runs: madeUp(), tutorial: { step: 5, held_out_loss: 2.75 } };
const grid = readScaling(file);
const { initial, reduce } = createScaling(grid);

/** @param {ScalingEvent[]} events @returns {Scaling} */
const after = (...events) => events.reduce(reduce, initial);
/** @param {number} by @returns {ScalingEvent} */
const moved = (by) => ({ type: "scaling/moved", by });
/** @param {number} by @returns {ScalingEvent} */
const climbed = (by) => ({ type: "scaling/climbed", by });
/** @type {ScalingEvent} */
const byNames = { type: "scaling/drawn", by: "names" };

test("the grid has every training in its place, whatever their order", () => {
  const shuffled = gridOf(madeUp().reverse(), 800, grid.tutorial);
  assert.deepEqual([shuffled?.sizes, shuffled?.amounts], [SIZES, AMOUNTS]);
  assert.deepEqual(shuffled?.bySize, grid.bySize);
});

test("either view has a curve for each of the other, through the same trainings", () => {
  const [first, second] = [curvesOf(grid, "parameters"), curvesOf(grid, "names")];
  assert.deepEqual([first.x, first.of], [SIZES, AMOUNTS]);
  assert.deepEqual([second.x, second.of], [AMOUNTS, SIZES]);
  first.curves.forEach((runs, n) => runs.forEach((run, m) => assert.equal(run, second.curves[m][n])));
  assert.deepEqual(first.curves.map((runs) => runs.map((run) => run.held_out_loss)), LOSSES);
});

test("a file of another format, without a training or with a loss that is no number is refused in a sentence", () => {
  for (const wrong of [null, {}, { ...file, format: 2 }]) assert.throws(() => readScaling(wrong), /does not know the format/);
  const lost = file.runs.map((run, i) => (i ? run : { ...run, held_out_loss: null }));
  for (const runs of [[], file.runs.slice(1), lost]) assert.throws(() => readScaling({ ...file, runs }), /its file is incomplete/);
  assert.throws(() => readScaling({ ...file, tutorial: undefined }), /its file is incomplete/);
});

test("at first the lowest loss is pointed at, against parameters", () => {
  assert.deepEqual([initial.by, initial.cursor], ["parameters", { curve: 1, index: 1 }]);
});

test("left and right lead along a curve, and Home and End to its ends", () => {
  assert.deepEqual(after(moved(1)).cursor, { curve: 1, index: 2 });
  assert.deepEqual(after(moved(1), moved(1)).cursor, { curve: 1, index: 2 });
  assert.deepEqual(after(moved(-Infinity)).cursor, { curve: 1, index: 0 });
  assert.deepEqual(after(moved(-1), moved(Infinity)).cursor, { curve: 1, index: 2 });
});

test("up and down lead to the curve that lies there, also where curves have crossed", () => {
  assert.deepEqual(after(climbed(1)).cursor, { curve: 0, index: 1 });
  assert.deepEqual(after(climbed(-1)).cursor, { curve: 1, index: 1 });
  assert.deepEqual(after(moved(1), climbed(1)).cursor, { curve: 1, index: 2 });
  assert.deepEqual(after(moved(1), climbed(-1)).cursor, { curve: 0, index: 2 });
});

test("among three curves, up is the next greater loss", () => {
  const curves = [after(byNames), after(byNames, climbed(1)), after(byNames, climbed(1), climbed(1))].map(({ cursor }) => cursor.curve);
  assert.deepEqual(curves, [1, 0, 2]);
});

test("the same training stays pointed at in the other view", () => {
  const state = after(moved(-1), byNames);
  assert.deepEqual(state.cursor, { curve: 0, index: 1 });
  assert.equal(curvesOf(grid, "names").curves[0][1].held_out_loss, LOSSES[1][0]);
  assert.equal(reduce(state, byNames), state);
});

test("only keys count as moves that are spoken", () => {
  assert.equal(after({ type: "scaling/pointed", place: { curve: 0, index: 0 } }).keyMoves, 0);
  assert.equal(after(moved(1), climbed(1)).keyMoves, 2);
});

test("to point where the cursor is changes nothing", () => {
  assert.equal(after({ type: "scaling/pointed", place: { curve: 1, index: 1 } }), initial);
});

test("an event that nobody knows is a mistake", () => {
  // @ts-expect-error No such event.
  assert.throws(() => reduce(initial, { type: "scaling/lost" }), /knows no event scaling\/lost/);
});

test("what has helped is what is lower by more than two errors; the smallest has nothing to be held against", () => {
  const runs = grid.bySize.map(([, many]) => many);
  assert.deepEqual(runs.map((run) => helps(run, "parameters")), [true, true, false]);
  assert.equal(gainOf(runs[0], "parameters"), null);
  const within = { ...runs[1], against_smaller: { mean: -2 * ERROR, error: ERROR } };
  assert.equal(helps(within, "parameters"), false);
});

test("a training is told in words, with what more has brought along its curve", () => {
  const [[few], [, many], [, largest]] = grid.bySize;
  assert.equal(sentenceOf(grid, "parameters", few), "1,000 parameters, 400 names read: 2.500 nats per letter on unseen names.");
  const sizes = "4,000 parameters, 1,600 names read (the list 2.0 times): 2.125 nats per letter on unseen names, 0.125 ± 0.031 less than with 1,000 parameters.";
  assert.equal(sentenceOf(grid, "parameters", many), sizes);
  assert.match(sentenceOf(grid, "names", many), /, 0.250 ± 0.031 less than with 400 names\.$/);
  assert.match(sentenceOf(grid, "parameters", largest), /, 0.188 ± 0.031 more than with 4,000 parameters\.$/);
});

test("a difference within the error is not told as one", () => {
  const run = { ...grid.bySize[1][0], against_smaller: { mean: -0.01, error: 0.02 } };
  assert.match(sentenceOf(grid, "parameters", run), /, not measurably different from that with 1,000 parameters \(−0\.010 ± 0\.020\)\.$/);
});

test("marks are hollow where more has not helped, and the curve of the cursor leads", () => {
  const frame = frameOf(initial);
  assert.deepEqual(frame.marks, [[true, true, true], [true, true, false]]);
  assert.deepEqual([frame.tones, frame.lead], [["plain", "lead"], 1]);
  assert.deepEqual(frameOf(after(byNames)).marks, [[true, true], [true, true], [true, false]]);
});

test("the axis has its numbers where trainings are, and the loss axis has room for all and for the tutorial's step", () => {
  const { x, axis, xRange, yRange, references: [reference] } = frameOf(initial);
  assert.deepEqual(axis.ticks, [{ at: 1000, text: "1,000" }, { at: 4000, text: "4,000" }, { at: 16000, text: "16,000" }]);
  assert.ok(xRange[0] <= x[0] && xRange[1] >= x[2]);
  assert.ok(yRange[0] < 2.125 && yRange[1] > 2.75);
  assert.deepEqual([reference.value, reference.short], [2.75, "step 5"]);
});

test("where the whole list has been read once is marked, against names only", () => {
  assert.equal(frameOf(initial).landmark, null);
  assert.deepEqual(frameOf(after(byNames)).landmark, { at: 800, label: "all 800 names, once", short: "all names" });
});

test("each curve is named at its end, by its number where there is little room", () => {
  const frame = frameOf(initial);
  assert.deepEqual(endLabelsOf(frame, false).map(({ names }) => names), [["400 names"], ["1,600 names"]]);
  assert.deepEqual(endLabelsOf(frame, true).map(({ names, atEdge }) => [...names, atEdge]), [["400", true], ["1,600", true]]);
});

test("the first and the last curve have the ends of the scale, all between them a level of their own", () => {
  for (let count = 2; count <= LEVELS; count += 1) {
    const levels = Array.from({ length: count }, (_, i) => levelOf(i, count));
    assert.deepEqual([levels[0], levels.at(-1)], [0, LEVELS - 1]);
    assert.equal(new Set(levels).size, count);
  }
  assert.equal(levelOf(0, 1), 0);
});

test("a row of the CSV has a training with every digit, and nothing where there is nothing to compare with", () => {
  const lines = runsToCsv(grid.runs).split("\r\n");
  const names = lines[0].split(",");
  assert.deepEqual([lines.length, lines.at(-1)], [1 + grid.runs.length + 1, ""]);
  grid.runs.forEach((run, i) => {
    const cells = Object.fromEntries(lines[i + 1].split(",").map((cell, at) => [names[at], cell]));
    for (const name of /** @type {const} */ (["parameters", "names_read", "held_out_loss", "learning_rate"])) assert.equal(Number(cells[name]), run[name]);
    assert.equal(cells.against_smaller, String(run.against_smaller?.mean ?? ""));
    assert.equal(cells.against_fewer_error, String(run.against_fewer?.error ?? ""));
  });
});
