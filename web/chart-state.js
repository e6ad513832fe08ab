/** The part of the state that belongs to the loss curves. Positions are indices, counted from 0. */

/** @typedef {import("./curves.js").Curves} Curves */

/**
 * @typedef {[number, number]} Span  First and last index shown, both included.
 * @typedef {object} Chart
 * @property {Curves | null} curves
 * @property {string} fault  A sentence when the curves could not be loaded.
 * @property {boolean[]} visible  By position in `curves.steps`.
 * @property {number} window  How many training steps a displayed value is the mean of; 1 shows them raw.
 * @property {number} cursor
 * @property {number} keyMoves  How often keys moved the cursor: what is moved by keys is also spoken.
 * @property {Span | null} zoom  Null shows everything.
 * @property {number | null} pointed  The series under the pointer or the focus in the legend.
 * @property {boolean} tableShown
 * @property {string} theme
 */

/**
 * @typedef {{type: "chart/loaded", curves: Curves}
 *   | {type: "chart/failed", message: string}
 *   | {type: "chart/toggled", series: number}
 *   | {type: "chart/smoothed", window: number}
 *   | {type: "chart/hovered", index: number}
 *   | {type: "chart/moved", by: number}
 *   | {type: "chart/zoomed", span: Span}
 *   | {type: "chart/zoomed-in"}
 *   | {type: "chart/zoom-reset"}
 *   | {type: "chart/pointed", series: number | null}
 *   | {type: "chart/table-toggled"}
 *   | {type: "chart/theme", theme: string}} ChartEvent
 */

/** Fewer training steps than this are not worth a chart. */
const NARROWEST_SPAN = 10;

/** @type {Chart} */
export const initialChart = {
  curves: null,
  fault: "",
  visible: [],
  window: 100, // As in the static picture, and as the last mean in the comparison.
  cursor: 0,
  keyMoves: 0,
  zoom: null,
  pointed: null,
  tableShown: false,
  theme: "",
};

/**
 * @param {Chart} chart
 * @param {ChartEvent} event
 * @returns {Chart}
 */
export function reduceChart(chart, event) {
  switch (event.type) {
    case "chart/loaded":
      return load(chart, event.curves);
    case "chart/failed":
      return { ...chart, fault: event.message };
    case "chart/toggled":
      return { ...chart, visible: chart.visible.map((shown, i) => (i === event.series ? !shown : shown)) };
    case "chart/smoothed":
      return { ...chart, window: event.window };
    case "chart/hovered":
      return { ...chart, cursor: clamp(event.index, 0, lastIndex(chart)) };
    case "chart/moved":
      return moveByKey(chart, event.by);
    case "chart/zoomed":
      return zoomTo(chart, event.span);
    case "chart/zoomed-in":
      return zoomIn(chart);
    case "chart/zoom-reset":
      return { ...chart, zoom: null };
    case "chart/pointed":
      return { ...chart, pointed: event.series };
    case "chart/table-toggled":
      return { ...chart, tableShown: !chart.tableShown };
    case "chart/theme":
      return { ...chart, theme: event.theme };
  }
}

/** @param {Chart} chart */
export function lastIndex(chart) {
  return Math.max(0, (chart.curves?.steps[0].losses.length ?? 1) - 1);
}

/**
 * @param {Chart} chart
 * @returns {Span}
 */
export function shownSpan(chart) {
  return chart.zoom ?? [0, lastIndex(chart)];
}

/**
 * @param {Chart} chart
 * @param {Curves} curves
 * @returns {Chart}
 */
function load(chart, curves) {
  const loaded = { ...chart, curves, fault: "", visible: curves.steps.map((_, i) => chart.visible[i] ?? true) };
  return { ...loaded, cursor: lastIndex(loaded) };
}

/**
 * A zoomed chart scrolls along when the cursor walks out of it.
 *
 * @param {Chart} chart
 * @param {number} by
 * @returns {Chart}
 */
function moveByKey(chart, by) {
  const cursor = clamp(chart.cursor + by, 0, lastIndex(chart));
  const moved = { ...chart, cursor, keyMoves: chart.keyMoves + 1 };
  if (!chart.zoom) return moved;
  const [first, last] = chart.zoom;
  const shift = Math.min(0, cursor - first) + Math.max(0, cursor - last);
  return { ...moved, zoom: [first + shift, last + shift] };
}

/**
 * @param {Chart} chart
 * @param {Span} span
 * @returns {Chart}
 */
function zoomTo(chart, [a, b]) {
  const end = lastIndex(chart);
  const first = clamp(Math.min(a, b), 0, end);
  const last = clamp(Math.max(a, b), 0, end);
  if (last - first < NARROWEST_SPAN) return chart;
  if (last - first >= end) return { ...chart, zoom: null };
  return { ...chart, zoom: [first, last], cursor: clamp(chart.cursor, first, last) };
}

/**
 * Halves what is shown, with the cursor in its middle where there is room.
 *
 * @param {Chart} chart
 */
function zoomIn(chart) {
  const [first, last] = shownSpan(chart);
  const width = Math.round((last - first) / 2);
  const start = clamp(chart.cursor - Math.round(width / 2), first, last - width);
  return zoomTo(chart, [start, start + width]);
}

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
