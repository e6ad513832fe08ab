/** The loss curves as comma-separated values: one row per training step, one column per series. */
import { longest } from "../../chart/longest.js";

/** @typedef {import("../../chart/series.js").Series} Series */

/**
 * @param {readonly Series[]} series
 * @returns {string} Every digit that the curves have; a cell is empty where a series has ended; lines
 *   end as RFC 4180 wants.
 */
export function curvesToCsv(series) {
  const header = ["training_step", ...series.map(columnName)];
  const rows = Array.from({ length: longest(series) }, (_, i) => [i + 1, ...series.map(({ losses }) => losses[i] ?? "")]);
  return [header, ...rows].map((cells) => `${cells.join(",")}\r\n`).join("");
}

/** @param {Series} series @returns {string} Letters and digits of any script; the id of a series whose name has none. */
function columnName({ id, name }) {
  return name.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu)?.join("_") ?? id;
}
