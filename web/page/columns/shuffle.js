/** An order that nobody can guess from the names of the steps, the same wherever the seed is the same. */

/**
 * @template T
 * @param {readonly T[]} items
 * @param {number} seed  So that a whole class sees the same columns.
 * @returns {T[]}
 */
export function shuffled(items, seed) {
  const draw = mulberry32(seed);
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(draw() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/**
 * Source: Tommy Ettinger's mulberry32 (2017), public domain.
 *
 * @param {number} seed
 * @returns {() => number}  From 0 to below 1.
 */
function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
