/** The figure of scale: the chart, and a slider over its marks for those who do not see it. */
import { createOverlay } from "../../chart/overlay.js";
import { Plot } from "../../chart/plot.js";
import { setText, whenChanged } from "../ui/dom.js";
import { element } from "../ui/element.js";
import { tickLabels } from "../ui/format.js";
import { listenToKeys, listenToPointer } from "./figure-input.js";
import { frameOf } from "./frame-of.js";
import { curvesOf } from "./grid.js";
import { amountOf, sentenceOf } from "./words.js";

/** @typedef {import("./state.js").Scaling} Scaling */

/** A key held down moves the cursor faster than anything can be read aloud. */
const SPEAK_AFTER_MS = 300;

/**
 * @param {HTMLElement} around
 * @param {Scaling} first  What is shown first.
 * @param {(event: import("./state.js").ScalingEvent) => void} dispatch
 * @returns {{place: HTMLElement, render: (state: Scaling, theme: string) => void}}
 */
export function createFigure(around, first, dispatch) {
  const place = element("div", { className: "plot", id: "scaling-plot", ariaLabel: "Scaling" });
  const spoken = element("p", { className: "unseen", ariaLive: "polite" });
  around.append(place, spoken);
  let latest = first;
  const plot = new Plot({ place, tickLabels, onDrawn: () => moveOverlay() }, frameOf(first));
  const overlay = createOverlay(plot);
  listenToPointer(plot, () => frameOf(latest), dispatch);
  listenToKeys(place, dispatch);
  new ResizeObserver(() => plot.resize()).observe(place);
  // The type on paper has another size, so all is drawn anew; the observer would come too late.
  matchMedia("print").addEventListener("change", () => plot.resize());

  const moveOverlay = () => {
    const { x, shown } = frameOf(latest);
    const { curve, index } = latest.cursor;
    overlay(x[index], shown.map((losses, i) => (i === curve ? losses[index] : null)));
  };
  const restyle = whenChanged((/** @type {string} */ _theme) => plot.restyle());
  const draw = whenChanged((/** @type {unknown[]} */ ..._shown) => plot.draw(frameOf(latest)));
  const speak = createVoice(spoken);
  const describe = createDescription(place);

  return {
    place,
    render(state, theme) {
      latest = state;
      restyle(theme);
      draw(state.by, state.cursor.curve);
      moveOverlay();
      describe(state);
      speak(state);
    },
  };
}

/**
 * @param {HTMLElement} place
 * @returns {(state: Scaling) => void}
 */
function createDescription(place) {
  return ({ grid, by, cursor: { index } }) => {
    const { x } = curvesOf(grid, by);
    place.ariaValueMin = "1";
    place.ariaValueMax = String(x.length);
    place.ariaValueNow = String(index + 1);
    place.ariaValueText = amountOf(by, x[index]);
    place.role = "slider"; // Not before it has a value.
    place.tabIndex = 0;
  };
}

/**
 * What a mouse or a finger points at is not said: it never ends.
 *
 * @param {HTMLElement} region
 * @returns {(state: Scaling) => void}
 */
function createVoice(region) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let moves = 0;
  return (state) => {
    if (state.keyMoves === moves) return;
    moves = state.keyMoves;
    clearTimeout(timer);
    timer = setTimeout(() => setText(region, sentenceAtCursor(state)), SPEAK_AFTER_MS);
  };
}

/** @param {Scaling} state */
export function sentenceAtCursor({ grid, by, cursor: { curve, index } }) {
  return sentenceOf(grid, by, curvesOf(grid, by).curves[curve][index]);
}
