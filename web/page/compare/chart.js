/**
 * The chart of the loss curves: it takes the place of the static picture and follows the state. The
 * cursor stands where the state says, so it stays right under a pointer that does not move.
 */
import { frameOf } from "../../chart/frame.js";
import { displayed } from "../../chart/means.js";
import { createOverlay } from "../../chart/overlay.js";
import { Plot } from "../../chart/plot.js";
import { byId, whenChanged } from "../ui/dom.js";
import { tickLabels } from "../ui/format.js";
import { listenToKeys, listenToPointer } from "./chart-input.js";
import { createDescription } from "./describe.js";
import { withMinus } from "./words.js";
import { baselineOf, dottedOf, leadOf, levelOf, shownSeries, viewOf } from "./view-of.js";
import { shownSpan } from "./zoom.js";

/** @typedef {import("./state.js").Compare} Compare */
/** @typedef {import("../choice.js").Choice} Choice */
/** @typedef {(event: import("./state.js").CompareEvent) => void} Dispatch */
/** @typedef {(state: Compare, choice: Choice) => void} View */

/**
 * @param {{dispatch: Dispatch}} intents
 * @returns {View}
 */
export function createChart({ dispatch }) {
  const place = byId("plot");
  /** @type {View | null} */
  let built = null;
  /** @type {[Compare, Choice] | null} */
  let latest = null;
  return (state, choice) => {
    const first = !latest?.[0].uniform && state.uniform;
    latest = [state, choice];
    built?.(state, choice);
    if (!first) return;
    // Building and drawing are tasks of their own, between which keys and clicks are heard.
    setTimeout(() => {
      if (latest) built = build(place, dispatch, latest);
      requestAnimationFrame(() => latest && built?.(...latest));
    });
  };
}

/**
 * @param {HTMLElement} place
 * @param {Dispatch} dispatch
 * @param {[Compare, Choice]} first  What is shown first.
 * @returns {View}
 */
function build(place, dispatch, first) {
  place.classList.add("live"); // The picture stays for print.
  const plot = new Plot({ place, tickLabels: (ticks) => tickLabels(ticks).map(withMinus), onDrawn: () => moveOverlay() }, frameOf(viewOf(...first)));
  const overlay = createOverlay(plot);
  const describe = createDescription(place);
  listenToPointer(plot, dispatch);
  listenToKeys(place, dispatch);
  new ResizeObserver(() => plot.resize()).observe(place);

  /** @type {[Compare, Choice] | null} */
  let latest = null;
  const moveOverlay = () => latest && overlay(latest[0].cursor + 1, lossesAtCursor(latest[0]));
  const restyle = whenChanged((/** @type {string} */ _theme) => plot.restyle());
  const draw = whenChanged((/** @type {unknown[]} */ ..._shown) => latest && plot.draw(frameOf(viewOf(...latest))));
  const empty = createEmptyChart(place, dispatch);

  return (state, choice) => {
    latest = [state, choice];
    empty(shownSeries(state).length === 0);
    restyle(state.theme);
    draw(state.series, state.hidden, state.window, state.zoom, state.baseline, state.singles, state.logarithmic, leadOf(state, choice), dottedOf(state, choice), choice.level?.name, choice.level?.loss);
    moveOverlay();
    describe(state, levelOf(state, choice));
  };
}

/**
 * Without a curve there is no axis to draw.
 *
 * @param {HTMLElement} place
 * @param {Dispatch} dispatch
 */
function createEmptyChart(place, dispatch) {
  const empty = byId("plot-empty");
  byId("show-all").addEventListener("click", () => {
    dispatch({ type: "compare/all-shown" });
    requestAnimationFrame(() => requestAnimationFrame(() => place.focus())); // The button has gone.
  });
  return whenChanged((/** @type {boolean} */ isEmpty) => {
    empty.hidden = !isEmpty;
    place.hidden = isEmpty;
  });
}

/**
 * @param {Compare} state
 * @returns {(number | null)[]}  By series; null for one that is hidden there, or has ended.
 */
function lossesAtCursor(state) {
  const { series, window, cursor } = state;
  const [first, last] = shownSpan(state);
  const outside = cursor < first || cursor > last;
  const shown = shownSeries(state);
  return series.map((one) => (outside || !shown.includes(one) ? null : (displayed(one, window, baselineOf(state))[cursor] ?? null)));
}
