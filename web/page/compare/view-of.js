/** What the chart is to show, from the state and from the model that is chosen. */
import { isolated } from "../../chart/isolate.js";
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
    dotted: state.singles ? (dottedOf(state, choice)?.id ?? null) : null,
    baseline,
    window,
    span: shownSpan(state),
    logarithmic,
    reference: referenceOf(state),
    level: levelOf(state, choice),
  };
}

/**
 * The series before which the others go quiet: the one pointed at, else the one of the chosen model.
 * Until one is chosen, all are equal.
 *
 * @param {Compare} state
 * @param {Choice} choice
 * @returns {string | null}
 */
export function leadOf(state, choice) {
  const wanted = choice.step === null ? choice.own : `step${choice.step}`;
  const shown = shownSeries(state).map(({ id }) => id);
  return [state.pointed, wanted].find((id) => id !== null && shown.includes(id)) ?? null;
}

/**
 * The series whose single losses can be shown: the one that leads, else the last one. None where the
 * chosen model has no curve to be seen, for another's dots would pass for its own.
 *
 * @param {Compare} state
 * @param {Choice} choice
 * @returns {Series | null}
 */
export function dottedOf(state, choice) {
  const lead = leadOf(state, choice);
  const shown = shownSeries(state);
  if (lead !== null) return shown.find(({ id }) => id === lead) ?? null;
  return choice.step === null && choice.own === null ? (shown.at(-1) ?? null) : null;
}

/** @param {Compare} state @returns {readonly Series[]} Those that have a curve to be seen. */
export function shownSeries({ series, hidden, baseline }) {
  return series.filter(({ id }) => !hidden.includes(id) && id !== baseline);
}

/** @param {Compare} state @returns {Series | null} The one that is subtracted from the others. */
export function baselineOf({ series, baseline }) {
  return series.find(({ id }) => id === baseline) ?? null;
}

/**
 * Where curves are differences, a loss has no place among them.
 *
 * @param {Compare} state
 * @param {Choice} choice
 * @returns {import("../../chart/frame.js").Reference | null}
 */
export function levelOf(state, { level }) {
  if (!level || state.baseline !== null) return null;
  const name = isolated(level.name);
  const loss = level.loss.toFixed(3);
  return { value: level.loss, label: `${name}: ${loss} on unseen names`, short: `${loss}: ${name}` }; // A long name may be cut.
}

/** @param {Compare} state @returns {import("../../chart/frame.js").Reference} */
function referenceOf(state) {
  const baseline = baselineOf(state);
  if (baseline) return { value: 0, label: "", short: "" }; // Its end is named, as those of the curves are.
  const { loss, choices } = state.uniform ?? { loss: 0, choices: 1 };
  const short = `ln ${choices} ≈ ${loss.toFixed(3)}`;
  return { value: loss, label: `random guessing: ${short}`, short };
}
