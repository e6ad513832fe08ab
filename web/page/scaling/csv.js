/** The trainings of the sweep as comma-separated values: a row for each. */

/** @typedef {import("./grid.js").Run} Run */

/** @type {readonly Exclude<keyof Run, "against_smaller" | "against_fewer">[]} */
const OWN = ["parameters", "names_read", "held_out_loss", "mean_last_100", "n_embd", "n_head", "n_layer", "block_size", "learning_rate", "num_steps"];
/** @type {readonly ("against_smaller" | "against_fewer")[]} */
const DIFFERENCES = ["against_smaller", "against_fewer"];

/**
 * @param {readonly Run[]} runs
 * @returns {string}  Every digit that they have; a cell is empty where there is nothing to compare with; lines
 *   end as RFC 4180 wants.
 */
export function runsToCsv(runs) {
  const header = [...OWN, ...DIFFERENCES.flatMap((name) => [name, `${name}_error`])];
  const rows = runs.map((run) => [...OWN.map((name) => run[name]), ...DIFFERENCES.flatMap((name) => [run[name]?.mean ?? "", run[name]?.error ?? ""])]);
  return [header, ...rows].map((cells) => `${cells.join(",")}\r\n`).join("");
}
