/** The lines of the table below the names: one fact about each model, in the order in which they are shown. */
import { setText } from "../ui/dom.js";
import { duration, loss, thousands } from "../ui/format.js";
import { leftOutText, shareText, tallyOf } from "./tally.js";

/**
 * @typedef {import("./state.js").Columns} Columns
 * @typedef {import("./state.js").ModelColumn} ModelColumn
 * @typedef {{label: string, isShown?: (state: Columns) => boolean, text: (column: ModelColumn) => string,
 *   note?: (column: ModelColumn) => string}} Line
 */

/**
 * @param {{window: number, count: number}} sizes  Of how many training steps a loss is the mean, and how
 *   many names the larger sample has.
 * @returns {Line[]}
 */
export function linesOf({ window, count }) {
  return [
    { label: `Loss, mean of the last ${window}`, text: (column) => loss(column.loss ?? undefined), note: ({ averaged }) => fewer(averaged, window) },
    { label: "Held-out loss", text: (column) => loss(column.heldOut ?? undefined) },
    { label: "New, of the different names", text: ({ phase, names }) => (phase === "done" ? shareText(tallyOf(names)) : "–"), note: ({ names }) => leftOutText(tallyOf(names)) },
    {
      label: `The same, of ${count} names`,
      isShown: ({ survey }) => survey.phase !== "idle",
      text: ({ sample }) => sampleText(sample, count),
      note: ({ sample }) => (sample.length === count ? leftOutText(tallyOf(sample)) : ""),
    },
    { label: "Parameters", text: ({ parameters, unit }) => `${thousands(parameters)}${unit}` },
    { label: "Time per name", text: ({ milliseconds }) => (milliseconds === null ? "–" : duration(milliseconds)) },
  ];
}

/**
 * @param {number | undefined} averaged
 * @param {number} window
 */
function fewer(averaged, window) {
  return averaged && averaged < window ? `it has only ${averaged}` : "";
}

/**
 * @param {readonly import("../../protocol.js").NameEvent[]} sample
 * @param {number} count
 */
function sampleText(sample, count) {
  if (sample.length === count) return shareText(tallyOf(sample));
  return sample.length === 0 ? "–" : `${sample.length} made`;
}

/**
 * @param {HTMLElement} cell
 * @param {Line} line
 * @param {ModelColumn} column
 */
export function showLine(cell, { text, note }, column) {
  const [main, further] = cell.children;
  setText(main, text(column));
  setText(further, note?.(column) ?? "");
}
