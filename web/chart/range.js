/** Which losses the chart has room for, and what lies outside. */
import { isolated } from "./isolate.js";
import { partsOf } from "./series.js";

/** @typedef {import("./frame.js").Span} Span */
/** @typedef {import("./series.js").Series} Series */

/**
 * A mean over a long window starts as a mean of a few values and jumps about: over the whole training
 * so many training steps at the beginning do not stretch the chart.
 */
const UNSETTLED = 20;
/** Room around the curves, as a part of their height; random guessing has no caption above it. */
const MARGIN = 0.06;
const ROOM_FOR_CAPTION = 0.1;
/** Single losses scatter to both sides of their mean, and above it there is room already. */
const ROOM_FOR_DOTS = 0.4;
/** Where curves are as good as level, the axis still has numbers on it. */
const LEAST_HEIGHT = 0.02;

/**
 * @param {number[][]} curves  Those that are to be seen.
 * @param {{span: Span, whole: boolean, dots: boolean, levels: readonly number[]}} view  A zoomed chart fits
 *   its curves; the whole one has room for the level lines too.
 * @returns {[number, number]}
 */
export function rangeOf(curves, { span: [first, last], whole, dots, levels }) {
  const settled = whole ? Math.min(UNSETTLED, last) : first;
  const reference = [Math.min(...levels), Math.max(...levels)];
  let [low, high] = whole || curves.length === 0 ? reference : [Infinity, -Infinity];
  for (const curve of curves) {
    for (const value of curve.slice(settled, last + 1)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) [low, high] = reference; // Every curve has ended before.
  const height = Math.max(LEAST_HEIGHT, high - low);
  return [low - height * (dots ? ROOM_FOR_DOTS : ROOM_FOR_CAPTION), high + height * (whole ? MARGIN : ROOM_FOR_CAPTION)];
}

/**
 * @typedef {{above: string, below: string}} Outside  In words; empty where nothing is.
 * @param {{series: readonly Series[], shown: number[][], visible: boolean[], dots: readonly number[], yRange: [number, number]}} frame
 * @param {Span} span
 * @returns {Outside}
 */
export function outsideOf({ series, shown, visible, dots, yRange: [low, high] }, [first, last]) {
  /** @param {(value: number) => boolean} isOutside @param {string} where */
  const words = (isOutside, where) => {
    const singles = dots.slice(first, last + 1).filter(isOutside).length;
    const curves = series.filter((_, i) => visible[i] && shown[i].slice(first, last + 1).some(isOutside));
    const parts = [];
    if (singles > 0) parts.push(singles === 1 ? "1 single loss" : `${singles} single losses`);
    if (curves.length > 0) parts.push(`the start of ${namesOf(curves)}`);
    const verb = singles + curves.length === 1 || (singles === 0 && curves.length > 0) ? "lies" : "lie";
    return parts.length ? `${parts.join(" and ")} ${verb} ${where}` : "";
  };
  return { above: words((value) => value > high, "above"), below: words((value) => value < low, "below") };
}

/** @param {readonly Series[]} series */
function namesOf(series) {
  const names = series.map((one) => isolated(partsOf(one).number));
  if (names.length > 3) return `${names.length} curves`;
  const steps = names.every((name) => /^\d+$/.test(name));
  const list = [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");
  return steps ? `step${names.length > 1 ? "s" : ""} ${list}` : list;
}
