import assert from "node:assert/strict";
import { test } from "node:test";
import { logarithmicTicks } from "../../web/chart/axes.js";
import { kindAt } from "../../web/chart/captions.js";
import { endLabelsOf } from "../../web/chart/end-labels.js";
import { frameOf } from "../../web/chart/frame.js";
import { linesOf, shortened } from "../../web/chart/label-lines.js";
import { differences, displayed, trailingMean } from "../../web/chart/means.js";
import { COLOURS, lookOf, spokenName } from "../../web/chart/series.js";
import { clear, packed, spread } from "../../web/chart/spread.js";
import { readCurves } from "../../web/page/compare/curve-file.js";
import { createCompare } from "../../web/page/compare/state.js";
import { viewOf } from "../../web/page/compare/view-of.js";
import { curveFileOf } from "./samples.js";

/** @typedef {import("../../web/chart/series.js").Series} Series */

const NONE = { step: null, own: null };
const file = curveFileOf(3, 200);
const { series, uniform } = readCurves(file, 3);
const { initial, reduce } = createCompare({ window: 100 });
const view = viewOf(reduce(initial, { type: "compare/loaded", series, uniform }), NONE);
const short = /** @type {Series} */ ({ id: "yours1", name: "Yours 1", source: "trained", losses: [3, 2.5, 2.4], look: 6 });

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
  for (const window of [1, 10, 100]) displayed(series[0], window, series[1]);
  assert.deepEqual(series, before);
});

test("a mean is computed once, of losses and of differences", () => {
  assert.equal(displayed(series[1], 25), displayed(series[1], 25));
  assert.equal(displayed(series[1], 25, series[0]), displayed(series[1], 25, series[0]));
});

test("a difference is that of two losses of one name, and is smoothed only then", () => {
  assert.deepEqual(differences([3, 2, 5], [1, 1, 1]), [2, 1, 4]);
  const [one, other] = series;
  const gaps = one.losses.map((loss, i) => loss - other.losses[i]);
  assert.deepEqual(displayed(one, 10, other), trailingMean(gaps, 10));
});

test("a difference ends with the shorter of the two", () => {
  assert.equal(displayed(series[0], 10, short).length, 3);
  assert.equal(displayed(short, 10, series[0]).length, 3);
});

test("the series subtracted is the line of no difference, and has no curve", () => {
  const frame = frameOf({ ...view, baseline: "step1", reference: { value: 0, label: "", short: "" } });
  assert.deepEqual(frame.visible, [true, false, true]);
  assert.ok(frame.shown[1].every((value) => value === 0));
  assert.ok(frame.yRange[0] < 0 && frame.yRange[1] > 0 && frame.yRange[1] < 1);
});

test("the loss of the chosen model on unseen names is a level, within the axis, where losses are shown", () => {
  const loaded = reduce(initial, { type: "compare/loaded", series, uniform });
  const choice = { step: null, own: "scaled", level: { name: "Scaled", loss: 0.5 } };
  const frame = frameOf(viewOf(loaded, choice));
  assert.deepEqual(frame.references[1], { value: 0.5, label: "Scaled: 0.500 on unseen names", short: "0.500: Scaled" });
  assert.ok(frame.yRange[0] < 0.5);
  const differing = reduce(loaded, { type: "compare/baseline-chosen", id: "step1" });
  assert.equal(frameOf(viewOf(differing, choice)).references.length, 1);
});

test("all series are equal until one leads; then the others are quiet", () => {
  assert.deepEqual(frameOf(view).tones, ["plain", "plain", "plain"]);
  const frame = frameOf({ ...view, lead: "step1" });
  assert.deepEqual([frame.tones, frame.lead], [["quiet", "lead", "quiet"], 1]);
});

test("a series that cannot be seen does not lead", () => {
  assert.equal(frameOf({ ...view, lead: "step1", hidden: ["step1"] }).lead, null);
  assert.equal(frameOf({ ...view, lead: "step1", baseline: "step1" }).lead, null);
  assert.equal(frameOf({ ...view, lead: "gone" }).lead, null);
});

test("single losses are shown of one series and only when wanted, and never behind raw curves", () => {
  assert.deepEqual(frameOf(view).dots, []);
  assert.deepEqual(frameOf({ ...view, dotted: "step2", window: 10 }).dots, series[2].losses);
  assert.deepEqual(frameOf({ ...view, dotted: "step2", window: 1 }).dots, []);
});

test("a frame of no series is empty", () => {
  const frame = frameOf(viewOf(initial, NONE));
  assert.deepEqual([frame.x, frame.shown, frame.lead, frame.dots], [[], [], null, []]);
});

test("training steps are counted from 1", () => {
  const frame = frameOf(view);
  assert.deepEqual([frame.x[0], frame.x.at(-1)], [1, 200]);
  assert.deepEqual(frame.xRange, [1, 200]);
  assert.deepEqual(frameOf({ ...view, span: [9, 99] }).xRange, [10, 100]);
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

test("a zoom fits the losses to the curves in it, both ways", () => {
  const span = /** @type {[number, number]} */ ([150, 199]);
  const [low, high] = frameOf({ ...view, span }).yRange;
  const values = frameOf(view).shown.flatMap((curve) => curve.slice(150, 200));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  assert.ok(low < least && most < high && high < uniform.loss);
  assert.ok(high - low < 1.3 * (most - least));
});

test("a zoom where every curve has ended has a range all the same", () => {
  const frame = frameOf({ ...view, series: [short], span: [100, 150] });
  assert.ok(frame.yRange.every(Number.isFinite) && frame.yRange[0] < frame.yRange[1]);
});

test("what lies outside the range is counted, and said", () => {
  const losses = [9, 8, 2, ...Array.from({ length: 60 }, (_, i) => (i === 50 ? -5 : 2))];
  const one = { ...short, id: "step0", name: "Step 0 · One", losses };
  const { outside } = frameOf({ ...view, series: [one], window: 10, dotted: "step0", span: [0, 62] });
  assert.match(outside.above, /^2 single losses and the start of step 0 lie above$/);
  assert.match(outside.below, /^1 single loss lies below$/);
  assert.deepEqual(frameOf({ ...view, series: [{ ...one, losses: losses.map(() => 2) }], span: [0, 62] }).outside, { above: "", below: "" });
});

test("a shorter series ends where it ends, and does not stretch the range to nothing", () => {
  const frame = frameOf({ ...view, series: [...series, short], span: [0, 199] });
  assert.deepEqual(frame.shown.map(({ length }) => length), [200, 200, 200, 3]);
  assert.ok(frame.yRange.every(Number.isFinite));
});

test("each curve is named where it ends, in what is shown", () => {
  const frame = frameOf({ ...view, series: [...series, short], hidden: ["step1"] });
  const labels = endLabelsOf(frame, false);
  assert.deepEqual(labels.map(({ names }) => names), [["0 Title 0"], ["2 Title 2"], ["Yours 1"]]);
  assert.deepEqual(labels.map(({ index, atEdge }) => [index, atEdge]), [[199, true], [199, true], [2, false]]);
  assert.deepEqual(endLabelsOf(frameOf({ ...view, span: [10, 50] }), true).map(({ index }) => index), [50, 50, 50]);
});

test("two series on one curve share its label", () => {
  const twin = { ...series[0], id: "step9", name: "Step 9 · Twin", losses: series[0].losses.map((loss) => loss + 1e-12) };
  const frame = frameOf({ ...view, series: [series[0], twin] });
  assert.deepEqual(endLabelsOf(frame, false).map(({ names }) => names), [["0 Title 0", "9 Twin"]]);
  assert.deepEqual(endLabelsOf(frame, true).map((label) => [label.names, label.series]), [[["0", "9"], [0, 1]]]);
});

/** As if every letter were one wide. @param {string} words */
const measure = (words) => words.length;
/** @param {readonly string[]} names @param {number} room @param {boolean} isShared @param {number} [most] */
const lines = (names, room, isShared, most = 3) => linesOf(names, { room, short: isShared, most, measure }).map(({ words }) => words);

test("names of one curve share lines where it is narrow, and those too many are counted", () => {
  const names = ["0", "Yours 1", "Yours 2", "Yours 3", "Yours 4"];
  assert.deepEqual(lines(names, 99, true), ["0 = Yours 1 = Yours 2 = Yours 3 = Yours 4"]);
  assert.deepEqual(lines(names, 20, true), ["0 = Yours 1", "= Yours 2 = Yours 3", "= Yours 4"]);
  assert.deepEqual(lines(names, 12, true), ["0 = Yours 1", "= Yours 2", "= Yours 3 +1"]);
  assert.deepEqual(lines(names, 11, true), ["0 = Yours 1", "= Yours 2", "+2"]);
  assert.deepEqual(linesOf(["1", "2", "Yours 1"], { room: 9, short: true, most: 3, measure }).map(({ first }) => first), [0, 2]);
});

test("names of one curve stand below each other where it is wide, and those too many are counted", () => {
  assert.deepEqual(lines(["0 Counting", "Yours 1"], 99, false), ["0 Counting", "= Yours 1"]);
  assert.deepEqual(lines(["0 Counting", "Yours 1"], 8, false), ["0 Count…", "= Yours…"]);
  assert.deepEqual(lines(["0 Counting", "Yours 1", "Yours 2"], 10, false, 1), ["0 Coun… +2"]);
  assert.deepEqual(lines(["1", "2", "Yours 1"], 7, true, 1), ["1 +2"]);
  assert.deepEqual(lines(["1", "2", "Yours 1"], 8, true, 1), ["1 = 2 +1"]);
  assert.deepEqual(lines(["0", "A", "B", "C", "D"], 99, false), ["0", "= A", "= B +2"]);
});

test("a name that does not fit is cut between letters, with an ellipsis", () => {
  assert.equal(shortened("Klasse 8b, Gruppe 3", 19, measure), "Klasse 8b, Gruppe 3");
  assert.equal(shortened("Klasse 8b, Gruppe 3", 12, measure), "Klasse 8b…");
  assert.equal(shortened("ab👩‍🏫c", 8, measure), "ab👩‍🏫c");
  assert.equal(shortened("ab👩‍🏫cde", 7, measure), "ab…");
  assert.equal(shortened("Klasse", 0, measure), "…");
});

test("a name that runs from right to left does not turn the words around it, in full or cut", () => {
  const frame = frameOf({ ...view, series: [series[0], { ...series[0], id: "own", name: "כיתה ב" }] });
  assert.deepEqual(endLabelsOf(frame, true)[0].names, ["0", "\u2068כיתה ב\u2069"]);
  assert.equal(shortened("= \u2068כיתה ב\u2069", 7, measure), "= \u2068כי…\u2069");
  assert.deepEqual([spokenName({ name: "כיתה ב!" }), spokenName({ name: "Mine!" })], ["\u2068כיתה ב!\u2069", "Mine!"]);
});

test("where not all labels have room the first have it", () => {
  const labels = [40, 30, 40, 20].map((size) => ({ size }));
  assert.deepEqual(packed(labels, 100).map(({ size }) => size), [40, 30, 20]);
});

test("the series that is subtracted is named at the line of no difference", () => {
  const frame = frameOf({ ...view, baseline: "step1", reference: { value: 0, label: "", short: "" } });
  const [, subtracted] = endLabelsOf(frame, false);
  assert.deepEqual([subtracted.names, subtracted.series, subtracted.loss], [["1 Title 1: 0"], [1], 0]);
});

test("labels that would touch stand side by side, near where they wanted to be, and inside", () => {
  const at = (/** @type {number[]} */ ...places) => places.map((place) => ({ place, size: 10 }));
  assert.deepEqual(spread(at(20, 60), 0, 100), [20, 60]);
  assert.deepEqual(spread(at(50, 52), 0, 100), [46, 56]);
  assert.deepEqual(spread(at(98, 99), 0, 100), [85, 95]);
  assert.deepEqual(spread(at(1, 2, 50), 0, 100), [5, 15, 50]);
  assert.deepEqual(spread([{ place: 50, size: 20 }, { place: 51, size: 10 }], 0, 100), [45.5, 60.5]);
});

test("a caption says what the curves of one side have in common, where the others have not", () => {
  const level = (/** @type {string} */ id, /** @type {number} */ loss, /** @type {string} */ kind) => ({ ...series[0], id, kind, losses: Array.from({ length: 200 }, () => loss) });
  const apart = frameOf({ ...view, series: [level("a", 2, "low"), level("b", 3, "high"), level("c", 2.9, "high")] });
  assert.deepEqual([kindAt(apart, "above"), kindAt(apart, "below")], ["high", "low"]);
  const mixed = frameOf({ ...view, series: [level("a", 2, "low"), level("b", 3, "low"), level("c", 2.9, "high")] });
  assert.deepEqual([kindAt(mixed, "above"), kindAt(mixed, "below")], [null, null]);
  const alike = frameOf({ ...view, series: [level("a", 2, "low"), level("b", 3, "low")] });
  assert.deepEqual([kindAt(alike, "above"), kindAt(alike, "below")], [null, null]);
});

test("a logarithmic axis has its numbers at one, two and five, and evenly where it shows little", () => {
  assert.deepEqual(logarithmicTicks(null, null, 1, 1000), [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]);
  const few = logarithmicTicks(null, null, 610, 700);
  assert.ok(few.length >= 4 && few.every((tick) => tick >= 610 && tick <= 700));
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

test("of names that would cover each other the first stays, and those beside it", () => {
  const box = (/** @type {number} */ left, /** @type {number} */ top) => ({ left, right: left + 50, top, bottom: top + 10 });
  const [edge, near, beside, below, nearBelow] = [box(100, 0), box(60, 5), box(40, 5), box(100, 10), box(110, 12)];
  assert.deepEqual(clear([edge, near, beside, below, nearBelow]), [edge, beside, below]);
});
