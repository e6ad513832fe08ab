/** Series come, grow and go. */
import { clamp, lastIndex } from "./zoom.js";

/** @typedef {import("./state.js").Compare} Compare */
/** @typedef {import("../../chart/series.js").Series} Series */

/**
 * The curves of the tutorial's steps come first, before any that were there already.
 *
 * @param {Compare} state
 * @param {{series: readonly Series[], uniform: import("./state.js").Uniform}} loaded
 * @returns {Compare}
 */
export function loadSeries(state, { series, uniform }) {
  const others = state.series.filter(({ source }) => source !== "baked");
  const loaded = { ...state, series: [...series, ...others], uniform, fault: "" };
  return { ...loaded, cursor: lastIndex(loaded) };
}

/**
 * @param {Compare} state
 * @param {Series} series
 * @returns {Compare}
 */
export function addSeries(state, series) {
  return { ...state, series: [...state.series, series] };
}

/**
 * @param {Compare} state
 * @param {{id: string, losses: readonly number[]}} more
 * @returns {Compare}
 */
export function extendSeries(state, { id, losses }) {
  return { ...state, series: state.series.map((one) => (one.id === id ? { ...one, losses: [...one.losses, ...losses] } : one)) };
}

/**
 * @param {Compare} state
 * @param {string} id
 * @returns {Compare}
 */
export function removeSeries(state, id) {
  const without = {
    ...state,
    series: state.series.filter((one) => one.id !== id),
    hidden: state.hidden.filter((other) => other !== id),
    pointed: state.pointed === id ? null : state.pointed,
    baseline: state.baseline === id ? null : state.baseline,
  };
  const end = lastIndex(without);
  const zoom = without.zoom && without.zoom[1] > end ? null : without.zoom;
  return { ...without, zoom, cursor: clamp(without.cursor, 0, end) };
}
