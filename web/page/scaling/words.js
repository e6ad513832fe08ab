/** What the figure of scale says of a training, and how it names its curves. */
import { loss, thousands } from "../ui/format.js";
import { gainOf, isReal } from "./grid.js";

/**
 * @typedef {import("./grid.js").By} By
 * @typedef {import("./grid.js").Run} Run
 * @typedef {import("./grid.js").Grid} Grid
 */

/** @type {Record<By, string>} */
export const AXES = { parameters: "parameters (logarithmic)", names: "names read (logarithmic)" };

/** @param {By} by @param {number} count */
export function amountOf(by, count) {
  return `${thousands(count)} ${by}`;
}

/**
 * @param {Grid} grid
 * @param {By} by
 * @param {Run} run
 * @returns {string}  A sentence.
 */
export function sentenceOf(grid, by, run) {
  const again = run.names_read > grid.trainingNames ? ` (the list ${(run.names_read / grid.trainingNames).toFixed(1)} times)` : "";
  const found = `${loss(run.held_out_loss)} nats per letter on unseen names`;
  return `${amountOf("parameters", run.parameters)}, ${amountOf("names", run.names_read)} read${again}: ${found}${comparison(grid, by, run)}.`;
}

/**
 * With the next smaller number, along the curve.
 *
 * @param {Grid} grid
 * @param {By} by
 * @param {Run} run
 */
function comparison({ sizes, amounts }, by, run) {
  const gain = gainOf(run, by);
  if (!gain) return "";
  const [numbers, own] = by === "parameters" ? [sizes, run.parameters] : [amounts, run.names_read];
  const smaller = amountOf(by, numbers[numbers.indexOf(own) - 1]);
  const size = `${loss(Math.abs(gain.mean))} ± ${loss(gain.error)}`;
  if (!isReal(gain)) return `, not measurably different from that with ${smaller} (${gain.mean < 0 ? "−" : "+"}${size})`;
  return `, ${size} ${gain.mean < 0 ? "less" : "more"} than with ${smaller}`;
}
