/** One frame of the chart: everything that is drawn, computed from what is to be seen. */
import { longest } from "./longest.js";
import { displayed } from "./series.js";

/** @typedef {import("./series.js").Series} Series */

/**
 * @typedef {[number, number]} Span  First and last index shown, both included.
 * @typedef {object} View  What is to be seen.
 * @property {readonly Series[]} series
 * @property {readonly string[]} hidden  The ids of series that are switched off.
 * @property {string | null} pointed  The id of the series under the pointer or the focus in the legend.
 * @property {number} window  How many training steps a displayed value is the mean of; 1 shows them raw.
 * @property {Span} span
 * @property {number} uniformLoss  The loss of random guessing.
 */

/**
 * @typedef {object} Frame  Everything the chart draws.
 * @property {number[]} x  Training steps, counted from 1; as many as the longest series has.
 * @property {readonly Series[]} series
 * @property {number[][]} shown  A displayed curve per series, hidden ones included.
 * @property {boolean[]} visible  By position in `series`.
 * @property {number | null} emphasised  The position of the series whose single losses stand behind its mean.
 * @property {readonly number[]} raw  Those losses; none when the curves themselves are raw.
 * @property {[number, number]} xRange
 * @property {[number, number]} yRange
 */

/** How many training steps at the beginning do not count for the range of the chart. */
const UNSETTLED = 20;

/** Room around the curves, as a part of their height. */
const MARGIN = 0.06;
/** Single losses scatter to both sides of their mean, and above it there is room already. */
const ROOM_FOR_DOTS = 0.4;

/**
 * The series of which the single losses are shown too: the one pointed at, otherwise the last one visible.
 *
 * @param {Pick<View, "series" | "hidden" | "pointed">} view
 * @returns {number | null}
 */
export function emphasised({ series, hidden, pointed }) {
  const visible = series.map(({ id }) => !hidden.includes(id));
  const index = series.findIndex(({ id }) => id === pointed);
  if (visible[index]) return index;
  const last = visible.lastIndexOf(true);
  return last < 0 ? null : last;
}

/**
 * @param {View} view
 * @returns {Frame}
 */
export function frameOf(view) {
  const { series, hidden, window, span: [first, last], uniformLoss } = view;
  const shown = series.map((one) => displayed(one, window));
  const visible = series.map(({ id }) => !hidden.includes(id));
  const chosen = emphasised(view);
  return {
    x: Array.from({ length: longest(series) }, (_, i) => i + 1),
    series,
    shown,
    visible,
    emphasised: chosen,
    raw: chosen === null || window === 1 ? [] : series[chosen].losses,
    xRange: [first + 1, last + 1],
    yRange: rangeOf(shown.filter((_, i) => visible[i]), [first, last], uniformLoss, window === 1 ? MARGIN : ROOM_FOR_DOTS),
  };
}

/**
 * Room for the curves shown and for the line of random guessing. A mean over a long window starts as
 * a mean of a few values and jumps about: the first of them do not stretch the chart.
 *
 * @param {number[][]} curves
 * @param {Span} span
 * @param {number} uniform
 * @param {number} below  Room left under the curves, as a part of their height.
 * @returns {[number, number]}
 */
function rangeOf(curves, [first, last], uniform, below) {
  const settled = first === 0 ? Math.min(UNSETTLED, last) : first;
  let [low, high] = [uniform, uniform];
  for (const curve of curves) {
    for (const value of curve.slice(settled, last + 1)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const height = Math.max(0.5, high - low);
  return [low - height * below, high + height * MARGIN];
}
