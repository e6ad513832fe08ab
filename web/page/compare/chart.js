/**
 * The chart of the loss curves: it takes the place of the static picture, follows the state, and
 * turns pointer, touch and keys into events. The cursor stands where the state says, so it stays
 * right under a pointer that does not move.
 */
import { frameOf } from "../../chart/frame.js";
import { createOverlay } from "../../chart/overlay.js";
import { Plot } from "../../chart/plot.js";
import { displayed } from "../../chart/series.js";
import { byId, whenChanged } from "../ui/dom.js";
import { tickLabels } from "../ui/format.js";
import { viewOf } from "./state.js";
import { lastIndex, shownSpan } from "./zoom.js";

/** @typedef {import("./state.js").Compare} Compare */
/** @typedef {(event: import("./state.js").CompareEvent) => void} Dispatch */

/** How far a key moves the cursor, in training steps. */
const MOVES = new Map([
  ["ArrowLeft", -1],
  ["ArrowDown", -1],
  ["ArrowRight", 1],
  ["ArrowUp", 1],
  ["PageDown", -100],
  ["PageUp", 100],
  ["Home", -Infinity],
  ["End", Infinity],
]);
const SHIFT_FACTOR = 10;

/**
 * @param {{dispatch: Dispatch}} intents
 * @returns {(state: Compare) => void}
 */
export function createChart({ dispatch }) {
  const place = byId("plot");
  /** @type {ReturnType<typeof build> | null} */
  let built = null;
  /** @type {Compare | null} */
  let latest = null;
  return (state) => {
    const first = !latest?.uniform && state.uniform;
    latest = state;
    built?.(state);
    if (!first) return;
    // Building and drawing are tasks of their own, between which keys and clicks are heard.
    setTimeout(() => {
      built = build(place, first, dispatch);
      requestAnimationFrame(() => latest && built?.(latest));
    });
  };
}

/**
 * @param {HTMLElement} place
 * @param {import("./state.js").Uniform} uniform
 * @param {Dispatch} dispatch
 * @returns {(state: Compare) => void}
 */
function build(place, uniform, dispatch) {
  place.replaceChildren();
  const plot = new Plot({
    place,
    guess: { value: uniform.loss, label: `random guessing: ln ${uniform.choices} ≈ ${uniform.loss.toFixed(3)}` },
    tickLabels,
    onSelect: (span) => dispatch({ type: "compare/zoomed", span }),
    onDrawn: () => moveOverlay(),
  });
  const overlay = createOverlay(plot);
  listenToPointer(plot, dispatch);
  listenToKeys(place, dispatch);
  new ResizeObserver(() => plot.resize(place.clientWidth, place.clientHeight)).observe(place);

  /** @type {Compare | null} */
  let latest = null;
  const moveOverlay = () => latest && overlay(latest.cursor + 1, lossesAtCursor(latest));
  const restyle = whenChanged((/** @type {string} */ _theme) => plot.restyle());
  const draw = whenChanged((/** @type {unknown[]} */ ..._shown) => latest && plot.draw(frameOf(viewOf(latest))));

  return (state) => {
    latest = state;
    restyle(state.theme);
    draw(state.series, state.hidden, state.window, state.zoom, state.pointed);
    moveOverlay();
    describe(place, state);
  };
}

/**
 * @param {Plot} plot
 * @param {Dispatch} dispatch
 */
function listenToPointer(plot, dispatch) {
  /** @param {PointerEvent} event */
  const hover = (event) => {
    const left = event.clientX - plot.over.getBoundingClientRect().left;
    dispatch({ type: "compare/hovered", index: plot.indexAt(left) });
  };
  plot.over.addEventListener("pointerdown", hover);
  plot.over.addEventListener("pointermove", hover);
  plot.over.addEventListener("dblclick", () => dispatch({ type: "compare/zoom-reset" }));
}

/**
 * @param {HTMLElement} place
 * @param {Dispatch} dispatch
 */
function listenToKeys(place, dispatch) {
  place.addEventListener("keydown", (event) => {
    const move = MOVES.get(event.key);
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") dispatch({ type: "compare/zoom-reset" });
    if (move === undefined) return;
    event.preventDefault(); // The page would scroll.
    dispatch({ type: "compare/moved", by: event.shiftKey ? move * SHIFT_FACTOR : move });
  });
}

/**
 * For screen readers the chart is a slider over the training steps; the losses are read by the
 * legend's live region.
 *
 * @param {HTMLElement} place
 * @param {Compare} state
 */
function describe(place, state) {
  place.role = "slider";
  place.tabIndex = 0;
  place.ariaValueMin = "1";
  place.ariaValueMax = String(lastIndex(state) + 1);
  place.ariaValueNow = String(state.cursor + 1);
  place.ariaValueText = `training step ${state.cursor + 1}`;
}

/**
 * @param {Compare} state
 * @returns {(number | null)[]}  By series; null for one that is hidden there, or has ended.
 */
function lossesAtCursor(state) {
  const { series, hidden, window, cursor } = state;
  const [first, last] = shownSpan(state);
  const outside = cursor < first || cursor > last;
  return series.map((one) => (outside || hidden.includes(one.id) ? null : (displayed(one, window)[cursor] ?? null)));
}
