/** What a chart draws: any number of series, each with its own length, name, source and look. */

/**
 * @typedef {object} Series
 * @property {string} id
 * @property {string} name  Such as "Step 3 · Attention".
 * @property {"baked" | "trained"} source
 * @property {readonly number[]} losses  One for each training step; a series may be shorter than others.
 * @property {number} look  Which colour and line style, by `lookOf`.
 */

/** The style sheet has so many colours, each with a line style of its own: `.series-0` to `.series-5`. */
export const COLOURS = 6;
/**
 * Beyond them the colours come again in the same order, told apart by these line styles, which none
 * of the first has: sets of six by their dashes, the six of a set by their colours.
 */
const FURTHER_DASHES = ["1 3", "12 3 1 3", "6 2 1 2 1 2", "16 6"];

/**
 * @param {number} look
 * @returns {{className: string, dash: string | null}}  The class of the line; the dash where it is not
 *   that of the class.
 */
export function lookOf(look) {
  const set = Math.floor(look / COLOURS);
  return { className: `series-${look % COLOURS}`, dash: set === 0 ? null : FURTHER_DASHES[(set - 1) % FURTHER_DASHES.length] };
}

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

/** @type {WeakMap<readonly number[], Map<number, number[]>>} By losses and window: a mean is computed once. */
const means = new WeakMap();

/**
 * @param {Series} series
 * @param {number} window
 * @returns {number[]}  The values that the chart shows.
 */
export function displayed({ losses }, window) {
  const byWindow = means.get(losses) ?? new Map();
  means.set(losses, byWindow);
  if (!byWindow.has(window)) byWindow.set(window, trailingMean(losses, window));
  return byWindow.get(window);
}
