/** What part of the curves is shown, and where the cursor stands in it. */
import { longest } from "../../chart/longest.js";

/** @typedef {import("./state.js").Compare} Compare */
/** @typedef {import("../../chart/frame.js").Span} Span */

/** Fewer training steps than this are not worth a chart. */
const FEWEST_STEPS = 10;

/** @param {Compare} state */
export function lastIndex({ series }) {
  return Math.max(0, longest(series) - 1);
}

/**
 * @param {Compare} state
 * @returns {Span}
 */
export function shownSpan(state) {
  return state.zoom ?? [0, lastIndex(state)];
}

/**
 * A zoomed chart scrolls along when the cursor walks out of it.
 *
 * @param {Compare} state
 * @param {number} by
 * @returns {Compare}
 */
export function moveByKey(state, by) {
  const cursor = clamp(state.cursor + by, 0, lastIndex(state));
  const moved = { ...state, cursor, keyMoves: state.keyMoves + 1 };
  if (!state.zoom) return moved;
  const [first, last] = state.zoom;
  const shift = Math.min(0, cursor - first) + Math.max(0, cursor - last);
  return { ...moved, zoom: [first + shift, last + shift] };
}

/**
 * @param {Compare} state
 * @param {Span} span
 * @returns {Compare}
 */
export function zoomTo(state, [a, b]) {
  const end = lastIndex(state);
  const first = clamp(Math.min(a, b), 0, end);
  const last = clamp(Math.max(a, b), 0, end);
  const count = last - first + 1;
  if (count < FEWEST_STEPS) {
    const refusal = `That marks ${count} training step${count === 1 ? "" : "s"}; a zoom shows ${FEWEST_STEPS} or more.`;
    return { ...state, refusal, refusals: state.refusals + 1 };
  }
  if (last - first >= end) return { ...state, zoom: null, refusal: "" };
  return { ...state, zoom: [first, last], cursor: clamp(state.cursor, first, last), refusal: "" };
}

/** @param {Compare} state */
export function canZoomIn(state) {
  const [first, last] = shownSpan(state);
  return Math.round((last - first) / 2) + 1 >= FEWEST_STEPS;
}

/**
 * Halves what is shown, with the cursor in its middle where there is room.
 *
 * @param {Compare} state
 * @returns {Compare}
 */
export function zoomIn(state) {
  if (!canZoomIn(state)) return state;
  const [first, last] = shownSpan(state);
  const width = Math.round((last - first) / 2);
  const start = clamp(state.cursor - Math.round(width / 2), first, last - width);
  return zoomTo(state, [start, start + width]);
}

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
export function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
