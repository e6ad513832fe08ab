/** The two axes of the plot, as uPlot wants them. */
import { fontOf, widthOf } from "./pen.js";

/** @typedef {import("uplot")} uPlot */
/** @typedef {import("./look.js").Look} Look */

const FEWEST_TICKS = 3;

/** Least room between two numbers at the axis of x, in sizes of the type. */
const APART = 0.75;

/**
 * @param {() => Look} look
 * @param {{logarithmic: boolean, axis: import("./frame.js").Axis, tickLabels: (ticks: number[]) => string[]}} options
 * @returns {uPlot.Axis[]}
 */
export function axesOf(look, { logarithmic, axis: { label, ticks }, tickLabels }) {
  const { size } = look().face;
  const own = ticks ? given(ticks, look) : { values: (/** @type {uPlot} */ _, /** @type {number[]} */ splits) => splits.map(String), ...(logarithmic ? { splits: logarithmicTicks, filter: all } : {}) };
  return [
    axis(look, { label, labelSize: size * 1.8, size: size * 2.2, space: size * 5, ...own }),
    axis(look, { size: size * 3.4, space: size * 3, values: (_, splits) => tickLabels(splits) }),
  ];
}

/**
 * Lines of the grid in all these places, and numbers where there is room for them: the last has its own always.
 *
 * @param {readonly {at: number, text: string}[]} ticks
 * @param {() => Look} look
 * @returns {uPlot.Axis}
 */
function given(ticks, look) {
  return {
    splits: () => ticks.map(({ at }) => at),
    filter: all,
    values: (plot) => {
      const { face } = look();
      let free = Infinity;
      return ticks.reduceRight((/** @type {string[]} */ texts, { at, text }) => {
        const middle = plot.valToPos(at, "x");
        const half = widthOf(plot.ctx, text, face) / 2;
        const fits = middle + half <= free;
        if (fits) free = middle - half - APART * face.size;
        return [fits ? text : "", ...texts];
      }, []);
    },
  };
}

/** @param {uPlot} _plot @param {number[]} splits */
function all(_plot, splits) {
  return splits;
}

/**
 * @param {() => Look} look
 * @param {uPlot.Axis} own
 * @returns {uPlot.Axis}
 */
function axis(look, own) {
  const font = fontOf(look().face);
  return { stroke: () => look().text, grid: { stroke: () => look().grid, width: 1 }, ticks: { show: false }, font, labelFont: font, gap: 6, ...own };
}

/**
 * One, two and five in every power of ten, where a part of the axis has enough of them; else evenly.
 *
 * @param {unknown} _plot
 * @param {unknown} _axis
 * @param {number} low
 * @param {number} high
 */
export function logarithmicTicks(_plot, _axis, low, high) {
  const powers = Array.from({ length: Math.ceil(Math.log10(high)) + 1 }, (_, i) => 10 ** i);
  const ticks = powers.flatMap((power) => [1, 2, 5].map((digit) => digit * power)).filter((tick) => tick >= low && tick <= high);
  if (ticks.length >= FEWEST_TICKS) return ticks;
  const step = Math.max(1, Math.round((high - low) / 4));
  return Array.from({ length: 5 }, (_, i) => low + i * step).filter((tick) => tick <= high);
}
