/** The values that a chart shows of its losses: their trailing means, or those of their differences. */

/** @typedef {import("./series.js").Series} Series */
/** @typedef {readonly number[]} Losses */

/**
 * Each value becomes the mean of itself and the `window - 1` values before it; near the beginning,
 * of as many as there are.
 *
 * @param {Losses} values
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

/** @type {WeakMap<Losses, Map<number, number[]>>} By losses and window: a mean is computed once. */
const means = new WeakMap();
/** @type {WeakMap<Losses, WeakMap<Losses, number[]>>} By losses and the losses that are subtracted. */
const gaps = new WeakMap();

/**
 * @param {Series} series
 * @param {number} window
 * @param {Series | null} [baseline]  Its losses are subtracted first, training step by training step.
 * @returns {number[]}
 */
export function displayed({ losses }, window, baseline = null) {
  const values = baseline ? differences(losses, baseline.losses) : losses;
  const byWindow = entry(means, values, () => new Map());
  if (!byWindow.has(window)) byWindow.set(window, trailingMean(values, window));
  return /** @type {number[]} */ (byWindow.get(window));
}

/**
 * All series read the same names in the same order, so at each training step two losses are those of
 * one name: what makes a name hard or easy goes, what the steps do differently stays.
 *
 * @param {Losses} losses
 * @param {Losses} baseline
 * @returns {number[]}  As long as the shorter of the two.
 */
export function differences(losses, baseline) {
  const byBaseline = entry(gaps, losses, () => new WeakMap());
  return entry(byBaseline, baseline, () => losses.slice(0, baseline.length).map((loss, i) => loss - baseline[i]));
}

/**
 * @template {object} K, V
 * @param {WeakMap<K, V>} cache
 * @param {K} key
 * @param {() => V} make
 * @returns {V}
 */
function entry(cache, key, make) {
  const found = cache.get(key) ?? make();
  cache.set(key, found);
  return found;
}
