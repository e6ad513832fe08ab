import assert from "node:assert/strict";
import { test } from "node:test";
import { emphasised, frameOf } from "../../web/chart/frame.js";
import { COLOURS, displayed, lookOf, trailingMean } from "../../web/chart/series.js";
import { readCurves } from "../../web/page/compare/curve-file.js";
import { createCompare, viewOf } from "../../web/page/compare/state.js";
import { curveFileOf } from "./samples.js";

const file = curveFileOf(3, 200);
const { series, uniform } = readCurves(file, 3);
const { initial, reduce } = createCompare({ window: 100 });
const view = viewOf(reduce(initial, { type: "compare/loaded", series, uniform }));

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

test("a window of 1 leaves the values as they are", () => {
  assert.deepEqual(trailingMean([3, 1, 2], 1), [3, 1, 2]);
});

test("a trailing mean looks back only, over as many values as there are", () => {
  assert.deepEqual(trailingMean([4, 2, 0, 6], 2), [4, 3, 1, 3]);
  assert.deepEqual(trailingMean([4, 2, 0], 10), [4, 3, 2]);
});

test("a trailing mean does not drift from the mean computed afresh", () => {
  const { losses } = curveFileOf(1, 5000).steps[0];
  const smooth = trailingMean(losses, 100);
  for (const i of [99, 1000, 4999]) assert.ok(Math.abs(smooth[i] - mean(losses.slice(i - 99, i + 1))) < 1e-11);
});

test("smoothing does not change the losses", () => {
  const before = structuredClone(series);
  for (const window of [1, 10, 100]) displayed(series[0], window);
  assert.deepEqual(series, before);
});

test("a mean is computed once", () => {
  assert.equal(displayed(series[1], 25), displayed(series[1], 25));
});

test("the single losses shown are those of the series pointed at, or of the last one visible", () => {
  assert.equal(emphasised(view), 2);
  assert.equal(emphasised({ ...view, pointed: "step0" }), 0);
  assert.equal(emphasised({ ...view, hidden: ["step2"] }), 1);
  assert.equal(emphasised({ ...view, hidden: ["step2"], pointed: "step2" }), 1);
  assert.equal(emphasised({ ...view, hidden: ["step0", "step1", "step2"] }), null);
});

test("a frame of no series is empty", () => {
  const frame = frameOf(viewOf(initial));
  assert.deepEqual([frame.x, frame.shown, frame.emphasised, frame.raw], [[], [], null, []]);
});

test("training steps are counted from 1", () => {
  const frame = frameOf(view);
  assert.deepEqual([frame.x[0], frame.x.at(-1)], [1, 200]);
  assert.deepEqual(frame.xRange, [1, 200]);
  assert.deepEqual(frameOf({ ...view, span: [9, 99] }).xRange, [10, 100]);
});

test("raw curves have no single losses behind them", () => {
  assert.deepEqual(frameOf({ ...view, window: 1 }).raw, []);
  assert.equal(frameOf({ ...view, window: 10 }).raw, series[2].losses);
});

test("the range holds every visible curve and the line of random guessing", () => {
  for (const hidden of [[], ["step1", "step2"], ["step0", "step1", "step2"]]) {
    const frame = frameOf({ ...view, window: 10, hidden });
    const [low, high] = frame.yRange;
    assert.ok(low < uniform.loss && uniform.loss < high);
    const shown = frame.shown.filter((_, i) => frame.visible[i]).flatMap((curve) => curve.slice(20));
    assert.ok(shown.every((value) => low < value && value < high));
  }
});

test("a shorter series ends where it ends, and does not stretch the range to nothing", () => {
  const short = /** @type {const} */ ({ id: "yours1", name: "Yours 1", source: "trained", losses: [3, 2.5, 2.4], look: 6 });
  const frame = frameOf({ ...view, series: [...series, short], span: [0, 199] });
  assert.deepEqual(frame.shown.map(({ length }) => length), [200, 200, 200, 3]);
  assert.ok(frame.yRange.every(Number.isFinite));
});

test("thirty series can be told apart by colour and line style together", () => {
  const looks = Array.from({ length: 5 * COLOURS }, (_, look) => lookOf(look));
  assert.equal(new Set(looks.map(({ className, dash }) => `${className} ${dash}`)).size, looks.length);
  assert.ok(looks.slice(0, COLOURS).every(({ dash }) => dash === null));
});

test("curves of another format, incomplete ones and another page's are refused in a sentence", () => {
  assert.throws(() => readCurves({ ...file, format: 2 }, 3), /does not know the format/);
  assert.throws(() => readCurves(null, 3), /does not know the format/);
  assert.throws(() => readCurves({ ...file, steps: undefined }, 3), /incomplete/);
  assert.throws(() => readCurves({ ...file, steps: [{ step: 0 }] }, 1), /incomplete/);
  const [first, ...others] = file.steps;
  const cut = { ...first, losses: first.losses.slice(1) };
  assert.throws(() => readCurves({ ...file, steps: [cut, ...others] }, 3), /incomplete/);
  assert.throws(() => readCurves(file, 6), /does not belong/);
});
