/**
 * @param {readonly {losses: readonly number[]}[]} series
 * @returns {number}  The length of the longest.
 */
export function longest(series) {
  return Math.max(0, ...series.map(({ losses }) => losses.length));
}
