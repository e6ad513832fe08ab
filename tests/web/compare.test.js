import assert from "node:assert/strict";
import { test } from "node:test";
import { createCompare } from "../../web/page/compare/state.js";
import { leadOf, viewOf } from "../../web/page/compare/view-of.js";
import { sentenceAt, valueName, valueText } from "../../web/page/compare/words.js";
import { changeOf } from "../../web/page/compare/announce.js";
import { canZoomIn, shownSpan } from "../../web/page/compare/zoom.js";
import { readCurves } from "../../web/page/compare/curve-file.js";
import { curveFileOf } from "./samples.js";

/** @typedef {import("../../web/page/compare/state.js").CompareEvent} CompareEvent */
/** @typedef {import("../../web/chart/series.js").Series} Series */

const { initial, reduce } = createCompare({ window: 100 });
const loaded = reduce(initial, { type: "compare/loaded", ...readCurves(curveFileOf(3, 1000), 3) });
const yours = /** @type {Series} */ ({ id: "yours1", name: "Yours 1", source: "trained", losses: [3, 2], look: 6 });

/** @param {...CompareEvent} events */
const after = (...events) => events.reduce(reduce, loaded);

test("when curves arrive all are visible and the cursor stands at the last training step", () => {
  assert.deepEqual(loaded.series.map(({ id, name, source, look }) => [id, name, source, look]), [
    ["step0", "Step 0 · Title 0", "baked", 0],
    ["step1", "Step 1 · Title 1", "baked", 1],
    ["step2", "Step 2 · Title 2", "baked", 2],
  ]);
  assert.deepEqual([loaded.hidden, loaded.cursor, loaded.window], [[], 999, 100]);
});

test("a series toggles without touching the others", () => {
  assert.deepEqual(after({ type: "compare/toggled", id: "step1" }).hidden, ["step1"]);
  assert.deepEqual(after({ type: "compare/toggled", id: "step1" }, { type: "compare/toggled", id: "step1" }).hidden, []);
});

test("series come, grow and go, each with its own length", () => {
  const come = after({ type: "compare/series-added", series: yours });
  const grown = reduce(come, { type: "compare/series-extended", id: "yours1", losses: [1.5, 1] });
  assert.deepEqual(grown.series.map(({ losses }) => losses.length), [1000, 1000, 1000, 4]);
  assert.deepEqual(grown.series[3].losses, [3, 2, 1.5, 1]);
  assert.equal(yours.losses.length, 2);
  const pointed = [{ type: "compare/toggled", id: "yours1" }, { type: "compare/pointed", id: "yours1" }];
  const gone = reduce(/** @type {CompareEvent[]} */ (pointed).reduce(reduce, grown), { type: "compare/series-removed", id: "yours1" });
  assert.deepEqual([gone.series.length, gone.hidden, gone.pointed], [3, [], null]);
});

test("a series longer than the others widens the chart, and takes cursor and zoom along when it goes", () => {
  const long = { ...yours, losses: Array.from({ length: 5000 }, () => 2) };
  const wide = after({ type: "compare/series-added", series: long }, { type: "compare/moved", by: Infinity }, { type: "compare/zoomed", span: [2000, 4999] });
  assert.deepEqual([wide.cursor, wide.zoom], [4999, [2000, 4999]]);
  const gone = reduce(wide, { type: "compare/series-removed", id: "yours1" });
  assert.deepEqual([gone.cursor, gone.zoom], [999, null]);
});

test("a series that was there before the curves stays, after them", () => {
  const early = reduce(initial, { type: "compare/series-added", series: yours });
  const both = reduce(early, { type: "compare/loaded", ...readCurves(curveFileOf(2, 10), 2) });
  assert.deepEqual(both.series.map(({ id }) => id), ["step0", "step1", "yours1"]);
});

test("an unknown event is an error", () => {
  assert.throws(() => reduce(loaded, /** @type {any} */ ({ type: "compare/nonsense" })), /know no event/);
});

test("nothing that changes the look changes the data", () => {
  const shaken = after(
    { type: "compare/toggled", id: "step0" },
    { type: "compare/smoothed", window: 10 },
    { type: "compare/zoomed", span: [100, 300] },
    { type: "compare/theme", theme: "dark" },
  );
  assert.equal(shaken.series, loaded.series);
  assert.deepEqual(shaken.series, readCurves(curveFileOf(3, 1000), 3).series);
});

test("keys cannot move the cursor off the curves", () => {
  assert.equal(after({ type: "compare/moved", by: 10 }).cursor, 999);
  assert.equal(after({ type: "compare/moved", by: -Infinity }).cursor, 0);
  assert.equal(after({ type: "compare/moved", by: -Infinity }, { type: "compare/moved", by: -1 }).cursor, 0);
  assert.equal(after({ type: "compare/moved", by: -Infinity }, { type: "compare/moved", by: Infinity }).cursor, 999);
});

test("only keys count as moves to be spoken", () => {
  assert.equal(after({ type: "compare/hovered", index: 5 }).keyMoves, 0);
  assert.equal(after({ type: "compare/moved", by: -1 }, { type: "compare/moved", by: -1 }).keyMoves, 2);
});

test("a zoomed chart scrolls along with a cursor that walks out of it", () => {
  const zoomed = after({ type: "compare/zoomed", span: [100, 200] });
  assert.equal(zoomed.cursor, 200);
  const walked = reduce(zoomed, { type: "compare/moved", by: 10 });
  assert.deepEqual([walked.cursor, walked.zoom], [210, [110, 210]]);
  assert.deepEqual(reduce(walked, { type: "compare/moved", by: -Infinity }).zoom, [0, 100]);
});

test("a zoom can be dragged in either direction", () => {
  assert.deepEqual(after({ type: "compare/zoomed", span: [300, 100] }).zoom, [100, 300]);
});

test("a zoom too narrow to show anything is none, and says why", () => {
  const refused = after({ type: "compare/zoomed", span: [100, 103] });
  assert.equal(refused.zoom, null);
  assert.match(refused.refusal, /marks 4 training steps; a zoom shows 10 or more/);
  assert.deepEqual(after({ type: "compare/zoomed", span: [100, 109] }).zoom, [100, 109]);
  const again = reduce(refused, { type: "compare/zoomed", span: [100, 103] });
  assert.equal(changeOf(refused, again), refused.refusal);
  assert.equal(reduce(refused, { type: "compare/zoomed", span: [100, 300] }).refusal, "");
  assert.equal(reduce(refused, { type: "compare/zoom-reset" }).refusal, "");
});

test("a window is said to hold as many losses as there are, for near the beginning there are fewer", () => {
  assert.equal(changeOf(loaded, after({ type: "compare/smoothed", window: 25 })), "Each value is the mean of 25 losses, or of as many as there are.");
});

test("a zoom on everything is none", () => {
  assert.equal(after({ type: "compare/zoomed", span: [0, 999] }).zoom, null);
});

test("zooming in halves what is shown, keeps the cursor in it, and ends at the narrowest", () => {
  let chart = after({ type: "compare/hovered", index: 500 });
  for (let i = 0; i < 20; i++) {
    const [first, last] = shownSpan(chart);
    chart = reduce(chart, { type: "compare/zoomed-in" });
    const [from, to] = shownSpan(chart);
    assert.ok(from >= first && to <= last && from <= 500 && 500 <= to);
    assert.equal(canZoomIn(chart) || i > 3, true);
  }
  const [first, last] = shownSpan(chart);
  assert.ok(last - first + 1 >= 10 && last - first < 25);
  assert.equal(canZoomIn(chart), false);
  assert.equal(reduce(chart, { type: "compare/zoomed-in" }), chart);
  assert.equal(reduce(chart, { type: "compare/zoom-reset" }).zoom, null);
});

test("one series leads: the one pointed at, else that of a step chosen, whichever that is", () => {
  assert.equal(leadOf(loaded, { step: null, own: null }), null);
  assert.equal(leadOf(loaded, { step: 2, own: null }), "step2");
  assert.equal(leadOf(loaded, { step: 1, own: null }), "step1");
  const pointed = after({ type: "compare/pointed", id: "step0" });
  assert.equal(leadOf(pointed, { step: 1, own: null }), "step0");
  assert.equal(leadOf(reduce(pointed, { type: "compare/toggled", id: "step0" }), { step: 1, own: null }), "step1");
});

test("a model of the visitor's own leads where it is chosen, and without a curve none does", () => {
  const chosen = { step: null, own: "yours1" };
  const singles = after({ type: "compare/singles-toggled" });
  const trained = reduce(singles, { type: "compare/series-added", series: yours });
  assert.deepEqual([leadOf(trained, chosen), viewOf(trained, chosen).dotted], ["yours1", "yours1"]);
  assert.deepEqual([leadOf(singles, chosen), viewOf(singles, chosen).dotted], [null, null]);
});

test("single losses are those of the series that leads, else of the last one shown, never of another than chosen", () => {
  assert.equal(viewOf(loaded, { step: 2, own: null }).dotted, null);
  const singles = after({ type: "compare/singles-toggled" });
  assert.equal(viewOf(singles, { step: 2, own: null }).dotted, "step2");
  assert.equal(viewOf(singles, { step: 1, own: null }).dotted, "step1");
  const without = reduce(singles, { type: "compare/toggled", id: "step2" });
  assert.equal(viewOf(without, { step: 2, own: null }).dotted, null);
  assert.equal(viewOf(without, { step: null, own: null }).dotted, "step1");
  assert.equal(viewOf(reduce(without, { type: "compare/pointed", id: "step0" }), { step: 2, own: null }).dotted, "step0");
});

test("a baseline that goes leaves the losses themselves", () => {
  const gone = after({ type: "compare/series-added", series: yours }, { type: "compare/baseline-chosen", id: "yours1" }, { type: "compare/series-removed", id: "yours1" });
  assert.equal(gone.baseline, null);
});

test("near the beginning a mean is called what it is", () => {
  assert.equal(valueName({ window: 100 }, 3), "Mean of 4");
  assert.equal(valueName({ window: 100 }, 999), "Mean of 100");
  assert.match(sentenceAt(loaded, 3), /^Training step 4, mean of 4: step 0, Title 0, \d/);
});

test("a difference has a sign, unless there is none", () => {
  assert.deepEqual([0.1234, -0.1234, 0.0001, -0.0001].map((value) => valueText(value, true)), ["+0.123", "−0.123", "0.000", "0.000"]);
  assert.deepEqual([valueText(2.5, false), valueText(undefined, true)], ["2.500", "–"]);
  const state = after({ type: "compare/baseline-chosen", id: "step1" });
  assert.match(sentenceAt(state, 999), /minus step 1, Title 1: step 0, Title 0, [+−]?\d.*; step 2/);
});

test("every change of what is seen is said once, and nothing that a pointer does", () => {
  /** @type {[CompareEvent, RegExp][]} */
  const changes = [
    [{ type: "compare/toggled", id: "step1" }, /^Step 1, Title 1, is hidden; 2 of 3 curves are shown\.$/],
    [{ type: "compare/smoothed", window: 10 }, /mean of 10 losses/],
    [{ type: "compare/smoothed", window: 1 }, /each single name/],
    [{ type: "compare/zoomed", span: [99, 299] }, /training steps 100 to 300/],
    [{ type: "compare/baseline-chosen", id: "step0" }, /Differences from step 0, Title 0/],
    [{ type: "compare/logarithmic-toggled" }, /logarithmic/],
    [{ type: "compare/singles-toggled" }, /single names/],
    [{ type: "compare/table-toggled" }, /table/],
    [{ type: "compare/enlarged", on: true }, /fills the window/],
    [{ type: "compare/moved", by: -1 }, /^Training step 999/],
  ];
  for (const [event, words] of changes) assert.match(changeOf(loaded, reduce(loaded, event)), words);
  /** @type {CompareEvent[]} */
  const silent = [{ type: "compare/hovered", index: 3 }, { type: "compare/pointed", id: "step0" }, { type: "compare/theme", theme: "dark" }];
  for (const event of silent) assert.equal(changeOf(loaded, reduce(loaded, event)), "");
});

test("a zoomed chart that keys have scrolled says the values, not the zoom", () => {
  const zoomed = after({ type: "compare/zoomed", span: [100, 200] });
  assert.match(changeOf(zoomed, reduce(zoomed, { type: "compare/moved", by: 10 })), /^Training step 211, mean/);
});
