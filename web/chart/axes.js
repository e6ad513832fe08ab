/** The two axes of the plot, as uPlot wants them. */
import { fontOf } from "./pen.js";

/** @typedef {import("uplot")} uPlot */
/** @typedef {import("./look.js").Look} Look */

const FEWEST_TICKS = 3;

/**
 * @param {() => Look} look
 * @param {{logarithmic: boolean, tickLabels: (ticks: number[]) => string[]}} options
 * @returns {uPlot.Axis[]}
 */
export function axesOf(look, { logarithmic, tickLabels }) {
  const { size } = look().face;
  const label = logarithmic ? "training step (logarithmic)" : "training step";
  const ticks = logarithmic ? { splits: logarithmicTicks, filter: (/** @type {uPlot} */ _, /** @type {number[]} */ splits) => splits } : {};
  return [
    axis(look, { label, labelSize: size * 1.8, size: size * 2.2, space: size * 5, values: (_, splits) => splits.map(String), ...ticks }),
    axis(look, { size: size * 3.4, space: size * 3, values: (_, splits) => tickLabels(splits) }),
  ];
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
