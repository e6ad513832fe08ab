/** What the chart is to show, from the state and from the step of the tutorial that is chosen. */
import { spokenName } from "../../chart/series.js";
import { shownSpan } from "./zoom.js";

/** @typedef {import("./state.js").Compare} Compare */
/** @typedef {import("../choice.js").Choice} Choice */
/** @typedef {import("../../chart/series.js").Series} Series */

/**
 * @param {Compare} state
 * @param {Choice} choice
 * @returns {import("../../chart/frame.js").View}
 */
export function viewOf(state, choice) {
  const { series, hidden, window, baseline, logarithmic } = state;
  const lead = leadOf(state, choice);
  return {
    series,
    hidden,
    lead,
    dotted: state.singles ? (lead ?? chosen(state, choice) ?? shownSeries(state).at(-1)?.id ?? null) : null,
    baseline,
    window,
    span: shownSpan(state),
    logarithmic,
    reference: referenceOf(state),
  };
}

/**
 * The series before which the others go quiet: the one pointed at, else the one of the chosen step. The
 * last step is chosen from the beginning, and then all are equal.
 *
 * @param {Compare} state
 * @param {Choice} choice
 * @returns {string | null}
 */
export function leadOf(state, choice) {
  const isShown = (/** @type {string | null} */ id) => shownSeries(state).some((one) => one.id === id);
  if (isShown(state.pointed)) return state.pointed;
  const last = state.series.filter(({ source }) => source === "baked").length - 1;
  return choice.step === last ? null : chosen(state, choice);
}

/**
 * @param {Compare} state
 * @param {Choice} choice
 */
function chosen(state, { step }) {
  return shownSeries(state).find(({ id }) => id === `step${step}`)?.id ?? null;
}

/** @param {Compare} state @returns {readonly Series[]} Those that have a curve to be seen. */
export function shownSeries({ series, hidden, baseline }) {
  return series.filter(({ id }) => !hidden.includes(id) && id !== baseline);
}

/** @param {Compare} state @returns {Series | null} The one that is subtracted from the others. */
export function baselineOf({ series, baseline }) {
  return series.find(({ id }) => id === baseline) ?? null;
}

/** @param {Compare} state @returns {import("../../chart/frame.js").Reference} */
function referenceOf(state) {
  const baseline = baselineOf(state);
  if (baseline) return { value: 0, label: `no difference from ${spokenName(baseline)}`, short: "no difference" };
  const { loss, choices } = state.uniform ?? { loss: 0, choices: 1 };
  const short = `ln ${choices} ≈ ${loss.toFixed(3)}`;
  return { value: loss, label: `random guessing: ${short}`, short };
}
