import assert from "node:assert/strict";
import { test } from "node:test";
import { initialChart, reduceChart, shownSpan } from "../../web/chart-state.js";
import { curvesOf } from "./samples.js";

/** @typedef {import("../../web/chart-state.js").ChartEvent} ChartEvent */

const loaded = reduceChart(initialChart, { type: "chart/loaded", curves: curvesOf(3, 1000) });

/** @param {...ChartEvent} events */
const after = (...events) => events.reduce(reduceChart, loaded);

test("when curves arrive all are visible and the cursor stands at the last training step", () => {
  assert.deepEqual(loaded.visible, [true, true, true]);
  assert.equal(loaded.cursor, 999);
});

test("a series toggles without touching the others", () => {
  assert.deepEqual(after({ type: "chart/toggled", series: 1 }).visible, [true, false, true]);
  assert.deepEqual(after({ type: "chart/toggled", series: 1 }, { type: "chart/toggled", series: 1 }).visible, [true, true, true]);
});

test("nothing that changes the look changes the data", () => {
  const shaken = after(
    { type: "chart/toggled", series: 0 },
    { type: "chart/smoothed", window: 10 },
    { type: "chart/zoomed", span: [100, 300] },
    { type: "chart/theme", theme: "dark" },
  );
  assert.equal(shaken.curves, loaded.curves);
  assert.deepEqual(shaken.curves, curvesOf(3, 1000));
});

test("keys cannot move the cursor off the curves", () => {
  assert.equal(after({ type: "chart/moved", by: 10 }).cursor, 999);
  assert.equal(after({ type: "chart/moved", by: -Infinity }).cursor, 0);
  assert.equal(after({ type: "chart/moved", by: -Infinity }, { type: "chart/moved", by: -1 }).cursor, 0);
  assert.equal(after({ type: "chart/moved", by: -Infinity }, { type: "chart/moved", by: Infinity }).cursor, 999);
});

test("only keys count as moves to be spoken", () => {
  assert.equal(after({ type: "chart/hovered", index: 5 }).keyMoves, 0);
  assert.equal(after({ type: "chart/moved", by: -1 }, { type: "chart/moved", by: -1 }).keyMoves, 2);
});

test("a zoomed chart scrolls along with a cursor that walks out of it", () => {
  const zoomed = after({ type: "chart/zoomed", span: [100, 200] });
  assert.equal(zoomed.cursor, 200);
  const walked = reduceChart(zoomed, { type: "chart/moved", by: 10 });
  assert.deepEqual([walked.cursor, walked.zoom], [210, [110, 210]]);
  assert.deepEqual(reduceChart(walked, { type: "chart/moved", by: -Infinity }).zoom, [0, 100]);
});

test("a zoom can be dragged in either direction", () => {
  assert.deepEqual(after({ type: "chart/zoomed", span: [300, 100] }).zoom, [100, 300]);
});

test("a zoom too narrow to show anything is none", () => {
  assert.equal(after({ type: "chart/zoomed", span: [100, 103] }).zoom, null);
});

test("a zoom on everything is none", () => {
  assert.equal(after({ type: "chart/zoomed", span: [0, 999] }).zoom, null);
});

test("zooming in halves what is shown, keeps the cursor in it, and ends at the narrowest", () => {
  let chart = after({ type: "chart/hovered", index: 500 });
  for (let i = 0; i < 20; i++) {
    const [first, last] = shownSpan(chart);
    chart = reduceChart(chart, { type: "chart/zoomed-in" });
    const [from, to] = shownSpan(chart);
    assert.ok(from >= first && to <= last && from <= 500 && 500 <= to);
  }
  const [first, last] = shownSpan(chart);
  assert.ok(last - first >= 10 && last - first < 25);
  assert.equal(reduceChart(chart, { type: "chart/zoom-reset" }).zoom, null);
});
