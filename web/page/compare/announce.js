/**
 * Says aloud, once, what has changed in the chart: the values where keys have moved the cursor, and
 * every other way of showing them. What a mouse or a finger points at is not said: it never ends.
 */
import { spokenName } from "../../chart/series.js";
import { byId, setText } from "../ui/dom.js";
import { sentenceAt } from "./words.js";
import { baselineOf, shownSeries } from "./view-of.js";
import { shownSpan } from "./zoom.js";

/** @typedef {import("./state.js").Compare} Compare */

/** A key held down moves the cursor faster than anything can be read aloud. */
const SPEAK_AFTER_MS = 300;

/** @returns {(state: Compare) => void} */
export function createAnnouncer() {
  const region = byId("chart-spoken");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Compare | null} */
  let last = null;
  return (state) => {
    const before = last;
    last = state;
    if (!before?.uniform) return;
    const says = changeOf(before, state);
    if (!says) return;
    clearTimeout(timer);
    if (region.textContent === says) setText(region, ""); // Else it would not change, and nothing be heard.
    timer = setTimeout(() => setText(region, says), SPEAK_AFTER_MS);
  };
}

/**
 * @param {Compare} before
 * @param {Compare} state
 * @returns {string}  Empty where there is nothing to say.
 */
export function changeOf(before, state) {
  if (state.keyMoves !== before.keyMoves) return sentenceAt(state, state.cursor);
  if (state.refusals !== before.refusals) return state.refusal;
  if (state.hidden !== before.hidden) return toggledText(before, state);
  if (state.window !== before.window) return state.window === 1 ? "The loss of each single name." : `Each value is the mean of ${state.window} losses, or of as many as there are.`;
  if (state.baseline !== before.baseline) return baselineText(state);
  if (state.zoom !== before.zoom) return zoomText(state);
  if (state.logarithmic !== before.logarithmic) return `The axis of training steps is ${state.logarithmic ? "logarithmic" : "even"}.`;
  if (state.singles !== before.singles) return state.singles ? "Dots show the losses of single names." : "Dots are hidden.";
  if (state.tableShown !== before.tableShown) return state.tableShown ? "The table stands below the chart." : "The table is hidden.";
  if (state.enlarged !== before.enlarged) return state.enlarged ? "The chart fills the window. Escape leads back." : "The chart is back in the page.";
  return "";
}

/**
 * @param {Compare} before
 * @param {Compare} state
 */
function toggledText(before, state) {
  const count = `${shownSeries(state).length} of ${state.series.length} curves are shown`;
  const [changed, ...more] = state.series.filter(({ id }) => state.hidden.includes(id) !== before.hidden.includes(id));
  if (!changed || more.length > 0) return `All: ${count}.`;
  return `${capital(spokenName(changed))}, is ${state.hidden.includes(changed.id) ? "hidden" : "shown"}; ${count}.`;
}

/** @param {Compare} state */
function baselineText(state) {
  const baseline = baselineOf(state);
  return baseline ? `Differences from ${spokenName(baseline)}: ${sentenceAt(state, state.cursor)}` : "The losses themselves.";
}

/** @param {Compare} state */
function zoomText(state) {
  const [first, last] = shownSpan(state);
  return `${state.zoom ? "Shown are training" : "All training"} steps ${first + 1} to ${last + 1}.`;
}

/** @param {string} words */
function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
