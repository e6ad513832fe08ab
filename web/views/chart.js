/**
 * The chart of the loss curves: it takes the place of the static picture, follows the state, and
 * turns pointer, touch and keys into events. The cursor stands where the state says, so it stays
 * right under a pointer that does not move.
 */
import { lastIndex } from "../chart-state.js";
import { displayed, frameOf } from "../curves.js";
import { byId, whenChanged } from "../dom.js";
import { createOverlay } from "../overlay.js";
import { Plot } from "../plot.js";

/** @typedef {import("../chart-state.js").Chart} Chart */
/** @typedef {(event: import("../chart-state.js").ChartEvent) => void} Dispatch */
/** @typedef {import("../curves.js").Curves} Curves */

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
 * @returns {(chart: Chart) => void}
 */
export function createChart({ dispatch }) {
  const place = byId("plot");
  /** @type {ReturnType<typeof build> | null} */
  let built = null;
  /** @type {Chart | null} */
  let latest = null;
  return (chart) => {
    const first = !latest?.curves && chart.curves;
    latest = chart;
    built?.(chart);
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
 * @param {Curves} curves
 * @param {Dispatch} dispatch
 * @returns {(chart: Chart) => void}
 */
function build(place, curves, dispatch) {
  place.replaceChildren();
  const plot = new Plot({
    place,
    seriesCount: curves.steps.length,
    guess: {
      value: curves.uniform_loss,
      label: `random guessing: ln ${curves.vocabulary_size} ≈ ${curves.uniform_loss.toFixed(3)}`,
    },
    look: () => readLook(place, curves.steps.length),
    onSelect: (span) => dispatch({ type: "chart/zoomed", span }),
    onDrawn: () => moveOverlay(),
  });
  const overlay = createOverlay(plot, curves.steps.length);
  listenToPointer(plot, dispatch);
  listenToKeys(place, dispatch);
  new ResizeObserver(() => plot.resize(place.clientWidth, place.clientHeight)).observe(place);

  /** @type {Chart | null} */
  let chart = null;
  const moveOverlay = () => chart && overlay(chart.cursor + 1, lossesAtCursor(chart, curves));
  const restyle = whenChanged((/** @type {string} */ _theme) => plot.restyle());
  const draw = whenChanged((/** @type {unknown[]} */ ..._shown) => {
    const frame = chart && frameOf(chart);
    if (frame) plot.draw(frame);
  });

  return (next) => {
    chart = next;
    restyle(next.theme);
    draw(next.visible, next.window, next.zoom, next.pointed);
    moveOverlay();
    describe(place, next);
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
    dispatch({ type: "chart/hovered", index: plot.indexAt(left) });
  };
  plot.over.addEventListener("pointerdown", hover);
  plot.over.addEventListener("pointermove", hover);
  plot.over.addEventListener("dblclick", () => dispatch({ type: "chart/zoom-reset" }));
}

/**
 * @param {HTMLElement} place
 * @param {Dispatch} dispatch
 */
function listenToKeys(place, dispatch) {
  place.addEventListener("keydown", (event) => {
    const move = MOVES.get(event.key);
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") dispatch({ type: "chart/zoom-reset" });
    if (move === undefined) return;
    event.preventDefault(); // The page would scroll.
    dispatch({ type: "chart/moved", by: event.shiftKey ? move * SHIFT_FACTOR : move });
  });
}

/**
 * For screen readers the chart is a slider over the training steps; the losses are read by the
 * legend's live region.
 *
 * @param {HTMLElement} place
 * @param {Chart} chart
 */
function describe(place, chart) {
  place.role = "slider";
  place.tabIndex = 0;
  place.ariaValueMin = "1";
  place.ariaValueMax = String(lastIndex(chart) + 1);
  place.ariaValueNow = String(chart.cursor + 1);
  place.ariaValueText = `training step ${chart.cursor + 1}`;
}

/**
 * @param {Chart} chart
 * @param {Curves} curves
 * @returns {(number | null)[]}
 */
function lossesAtCursor({ visible, window, cursor, zoom }, curves) {
  const outside = zoom !== null && (cursor < zoom[0] || cursor > zoom[1]);
  return curves.steps.map((step, i) => (visible[i] && !outside ? displayed(step, window)[cursor] : null));
}

/**
 * Reads what the style sheet says of the lines in the legend, so that colours and dashes have one home.
 *
 * @param {HTMLElement} place
 * @param {number} count
 * @returns {import("../plot.js").Look}
 */
function readLook(place, count) {
  const style = getComputedStyle(place);
  const series = Array.from({ length: count }, (_, i) => {
    const line = document.querySelector(`.swatch .series-${i}`);
    const { stroke, strokeDasharray, strokeWidth } = line ? getComputedStyle(line) : style;
    const dash = strokeDasharray === "none" ? [] : strokeDasharray.split(/[\s,]+/).map(parseFloat);
    return { stroke, dash, width: parseFloat(strokeWidth) };
  });
  return {
    series,
    text: style.color,
    grid: style.borderTopColor,
    surface: style.backgroundColor,
    font: `${style.fontSize} ${style.fontFamily}`,
  };
}
