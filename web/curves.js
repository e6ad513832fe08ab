/** The loss curves as data: their shape, their trailing mean, and what a chart shows of them. */
import { shownSpan } from "./chart-state.js";

/**
 * @typedef {object} CurveStep  One step of the tutorial; `losses` has one number per training step.
 * @property {number} step
 * @property {string} title
 * @property {number[]} losses
 * @typedef {{format: number, vocabulary_size: number, uniform_loss: number, steps: CurveStep[]}} Curves
 */

/**
 * @typedef {object} Frame  Everything the chart draws.
 * @property {number[]} x  Training steps, counted from 1.
 * @property {number[][]} shown  A displayed curve per series, hidden ones included.
 * @property {boolean[]} visible
 * @property {number | null} emphasised  The series whose single losses stand behind its mean.
 * @property {number[]} raw  Those losses; none when the curves themselves are raw.
 * @property {[number, number]} xRange
 * @property {[number, number]} yRange
 */

/**
 * Each value becomes the mean of itself and the `window - 1` values before it; near the beginning,
 * of as many as there are.
 *
 * @param {readonly number[]} values
 * @param {number} window
 * @returns {number[]}
 */
export function trailingMean(values, window) {
  if (window <= 1) return [...values];
  let sum = 0;
  return values.map((value, i) => {
    sum += value;
    if (i >= window) sum -= values[i - window];
    return sum / Math.min(i + 1, window);
  });
}

/** How many training steps at the beginning do not count for the range of the chart. */
const UNSETTLED = 20;

/** Room around the curves, as a part of their height. */
const MARGIN = 0.06;
/** Single losses scatter to both sides of their mean, and above it there is room already. */
const ROOM_FOR_DOTS = 0.4;

/** @type {WeakMap<CurveStep, Map<number, number[]>>} Means do not change; computing them twice would. */
const means = new WeakMap();

/**
 * @param {CurveStep} step
 * @param {number} window
 * @returns {number[]}
 */
export function displayed(step, window) {
  const byWindow = means.get(step) ?? new Map();
  means.set(step, byWindow);
  if (!byWindow.has(window)) byWindow.set(window, trailingMean(step.losses, window));
  return byWindow.get(window);
}

/**
 * The series of which the single losses are shown too: the one pointed at, otherwise the last one visible.
 *
 * @param {import("./chart-state.js").Chart} chart
 */
export function emphasised({ visible, pointed }) {
  if (pointed !== null && visible[pointed]) return pointed;
  const last = visible.lastIndexOf(true);
  return last < 0 ? null : last;
}

/**
 * @param {import("./chart-state.js").Chart} chart
 * @returns {Frame | null}
 */
export function frameOf(chart) {
  const { curves, visible, window } = chart;
  if (!curves) return null;
  const shown = curves.steps.map((step) => displayed(step, window));
  const chosen = emphasised(chart);
  const [first, last] = shownSpan(chart);
  return {
    x: curves.steps[0].losses.map((_, i) => i + 1),
    shown,
    visible,
    emphasised: chosen,
    raw: chosen === null || window === 1 ? [] : curves.steps[chosen].losses,
    xRange: [first + 1, last + 1],
    yRange: rangeOf(shown.filter((_, i) => visible[i]), [first, last], curves.uniform_loss, window === 1 ? MARGIN : ROOM_FOR_DOTS),
  };
}

/**
 * Room for the curves shown and for the line of random guessing. A mean over a long window starts as
 * a mean of a few values and jumps about: the first of them do not stretch the chart.
 *
 * @param {number[][]} curves
 * @param {[number, number]} span
 * @param {number} uniform
 * @param {number} below  Room left under the curves, as a part of their height.
 * @returns {[number, number]}
 */
function rangeOf(curves, [first, last], uniform, below) {
  const settled = first === 0 ? Math.min(UNSETTLED, last) : first;
  let [low, high] = [uniform, uniform];
  for (const curve of curves) {
    for (let i = settled; i <= last; i++) {
      low = Math.min(low, curve[i]);
      high = Math.max(high, curve[i]);
    }
  }
  const height = Math.max(0.5, high - low);
  return [low - height * below, high + height * MARGIN];
}
