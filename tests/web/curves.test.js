import assert from "node:assert/strict";
import { test } from "node:test";
import { initialChart, reduceChart } from "../../web/chart-state.js";
import { readCurves } from "../../web/curve-file.js";
import { displayed, emphasised, frameOf, trailingMean } from "../../web/curves.js";
import { curvesOf } from "./samples.js";

const curves = curvesOf(3, 200);
const chart = reduceChart(initialChart, { type: "chart/loaded", curves });

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
  const { losses } = curvesOf(1, 5000).steps[0];
  const smooth = trailingMean(losses, 100);
  for (const i of [99, 1000, 4999]) assert.ok(Math.abs(smooth[i] - mean(losses.slice(i - 99, i + 1))) < 1e-11);
});

test("smoothing does not change the losses", () => {
  const before = structuredClone(curves);
  for (const window of [1, 10, 100]) displayed(curves.steps[0], window);
  assert.deepEqual(curves, before);
});

test("a mean is computed once", () => {
  assert.equal(displayed(curves.steps[1], 25), displayed(curves.steps[1], 25));
});

test("the single losses shown are those of the series pointed at, or of the last one visible", () => {
  assert.equal(emphasised(chart), 2);
  assert.equal(emphasised({ ...chart, pointed: 0 }), 0);
  assert.equal(emphasised({ ...chart, visible: [true, true, false] }), 1);
  assert.equal(emphasised({ ...chart, visible: [true, true, false], pointed: 2 }), 1);
  assert.equal(emphasised({ ...chart, visible: [false, false, false] }), null);
});

test("a frame has nothing to draw before there are curves", () => {
  assert.equal(frameOf(initialChart), null);
});

test("training steps are counted from 1", () => {
  const frame = frameOf(chart);
  assert.deepEqual([frame?.x[0], frame?.x.at(-1)], [1, 200]);
  assert.deepEqual(frame?.xRange, [1, 200]);
  assert.deepEqual(frameOf({ ...chart, zoom: [9, 99] })?.xRange, [10, 100]);
});

test("raw curves have no single losses behind them", () => {
  assert.deepEqual(frameOf({ ...chart, window: 1 })?.raw, []);
  assert.equal(frameOf({ ...chart, window: 10 })?.raw, curves.steps[2].losses);
});

test("the range holds every visible curve and the line of random guessing", () => {
  for (const visible of [[true, true, true], [true, false, false], [false, false, false]]) {
    const frame = frameOf({ ...chart, window: 10, visible });
    const [low, high] = frame?.yRange ?? [0, 0];
    assert.ok(low < curves.uniform_loss && curves.uniform_loss < high);
    const shown = (frame?.shown ?? []).filter((_, i) => visible[i]).flatMap((curve) => curve.slice(20));
    assert.ok(shown.every((value) => low < value && value < high));
  }
});

test("curves of another format, incomplete ones and another page's are refused in a sentence", () => {
  assert.equal(readCurves(curves, 3), curves);
  assert.throws(() => readCurves({ ...curves, format: 2 }, 3), /does not know the format/);
  assert.throws(() => readCurves(null, 3), /does not know the format/);
  assert.throws(() => readCurves({ ...curves, steps: undefined }, 3), /incomplete/);
  assert.throws(() => readCurves({ ...curves, steps: [{ step: 0 }] }, 1), /incomplete/);
  const [first, ...others] = curves.steps;
  const cut = { ...first, losses: first.losses.slice(1) };
  assert.throws(() => readCurves({ ...curves, steps: [cut, ...others] }, 3), /incomplete/);
  assert.throws(() => readCurves(curves, 6), /does not belong/);
});
