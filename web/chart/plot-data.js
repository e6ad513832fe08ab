/** A frame as columns of numbers, which uPlot draws. */

/**
 * In the data of uPlot, x comes first, then the dots (behind everything), the series, and the lead once more.
 *
 * @param {import("./frame.js").Frame} frame
 * @returns {import("uplot").AlignedData}  A series may be shorter than the longest: it ends there.
 */
export function dataOf({ x, dots, shown, lead }) {
  /** @param {readonly number[]} values */
  const column = (values) => x.map((_, i) => values[i] ?? null);
  return /** @type {import("uplot").AlignedData} */ ([[...x], column(dots), ...shown.map(column), column(lead === null ? [] : shown[lead])]);
}
