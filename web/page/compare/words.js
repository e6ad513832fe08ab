/** What the chart, its legend, its table and the voice call the values that are shown. */
import { displayed } from "../../chart/means.js";
import { spokenName } from "../../chart/series.js";
import { loss } from "../ui/format.js";
import { baselineOf, shownSeries } from "./view-of.js";

/** @typedef {import("./state.js").Compare} Compare */

/**
 * @param {Pick<Compare, "window">} state
 * @param {number} index  Near the beginning a mean is one of fewer losses.
 */
export function valueName({ window }, index) {
  return window === 1 ? "Single loss" : `Mean of ${Math.min(window, index + 1)}`;
}

/**
 * @param {number | undefined} value  In nats; nothing where a series has ended.
 * @param {boolean} signed  Whether it is a difference.
 */
export function valueText(value, signed) {
  if (value === undefined || !signed) return loss(value);
  const digits = loss(Math.abs(value));
  if (Number(digits) === 0) return digits;
  return `${value < 0 ? "−" : "+"}${digits}`;
}

/** @param {string} number @returns {string} With a minus as wide as a plus, not a hyphen. */
export function withMinus(number) {
  return number.replace("-", "−");
}

/** @param {Compare} state @returns {string} What is subtracted from the values, if anything is. */
export function subtraction(state) {
  const baseline = baselineOf(state);
  return baseline ? `, minus ${spokenName(baseline)}` : "";
}

/** @param {Compare} state @returns {string} Of the vertical axis. */
export function axisTitle(state) {
  const baseline = baselineOf(state);
  if (!baseline) return "Loss, in nats per letter";
  return `Loss minus that of ${spokenName(baseline)}, in nats per letter: below 0 is better`;
}

/**
 * @param {Compare} state
 * @param {number} index
 * @returns {string}  "step 0, Counting, 2.531; step 3, Attention, 2.417"
 */
function valuesAt(state, index) {
  const baseline = baselineOf(state);
  const values = shownSeries(state)
    .filter(({ losses }) => index < losses.length)
    .map((one) => `${spokenName(one)}, ${valueText(displayed(one, state.window, baseline)[index], baseline !== null)}`);
  return values.length ? values.join("; ") : "no curve is shown";
}

/**
 * @param {Compare} state
 * @param {number} index
 * @returns {string}  A sentence.
 */
export function sentenceAt(state, index) {
  return `Training step ${index + 1}, ${valueName(state, index).toLowerCase()}${subtraction(state)}: ${valuesAt(state, index)}.`;
}
