/** The trainings of the sweep, as a grid of sizes and amounts of names, and as the curves of either view. */

/**
 * @typedef {{mean: number, error: number}} Difference  In nats per letter; negative where more is better.
 * @typedef {{n_embd: number, n_head: number, n_layer: number, block_size: number, parameters: number,
 *   learning_rate: number, num_steps: number, names_read: number, mean_last_100: number, held_out_loss: number,
 *   against_smaller: Difference | null, against_fewer: Difference | null}} Run
 * @typedef {"parameters" | "names"} By  What the loss is drawn against.
 * @typedef {{step: number, loss: number}} Tutorial  The step that all the models are, as the tutorial trains it.
 * @typedef {object} Grid
 * @property {readonly Run[]} runs
 * @property {readonly number[]} sizes  In parameters, ascending.
 * @property {readonly number[]} amounts  Of names read, ascending.
 * @property {readonly (readonly Run[])[]} bySize  Those of a size, by the amount of names.
 * @property {number} trainingNames  How many the list has to learn from.
 * @property {Tutorial} tutorial
 * @typedef {object} Curves  The grid in one of its views.
 * @property {readonly number[]} x
 * @property {readonly number[]} of  What each curve has of the other: names read, or parameters.
 * @property {readonly (readonly Run[])[]} curves
 * @typedef {{curve: number, index: number}} Place  Counted from 0.
 */

/** How far from nothing a difference has to be, in standard errors. */
const REAL = 2;

/**
 * @param {readonly Run[]} runs
 * @param {number} trainingNames
 * @param {Tutorial} tutorial
 * @returns {Grid | null}  Null where one is missing.
 */
export function gridOf(runs, trainingNames, tutorial) {
  const sizes = ascending(runs.map(({ parameters }) => parameters));
  const amounts = ascending(runs.map(({ names_read: names }) => names));
  const bySize = sizes.map((size) => amounts.map((amount) => runs.find((run) => run.parameters === size && run.names_read === amount)));
  if (bySize.flat().includes(undefined)) return null;
  return { runs, sizes, amounts, bySize: /** @type {Run[][]} */ (bySize), trainingNames, tutorial };
}

/** @param {readonly number[]} numbers */
function ascending(numbers) {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/**
 * @param {Grid} grid
 * @param {By} by
 * @returns {Curves}
 */
export function curvesOf({ sizes, amounts, bySize }, by) {
  if (by === "names") return { x: amounts, of: sizes, curves: bySize };
  return { x: sizes, of: amounts, curves: amounts.map((_, i) => bySize.map((runs) => runs[i])) };
}

/**
 * @param {Grid} grid
 * @returns {Place}  Of the lowest held-out loss, in the view by parameters.
 */
export function lowest(grid) {
  const losses = curvesOf(grid, "parameters").curves.map((runs) => runs.map((run) => run.held_out_loss));
  const least = Math.min(...losses.flat());
  const curve = losses.findIndex((each) => each.includes(least));
  return { curve, index: losses[curve].indexOf(least) };
}

/** @param {Run} run @param {By} by @returns {Difference | null}  To the next smaller number; the smallest has none. */
export function gainOf(run, by) {
  return by === "parameters" ? run.against_smaller : run.against_fewer;
}

/** @param {Difference} difference @returns {boolean} Whether it can be told from nothing. */
export function isReal({ mean, error }) {
  return Math.abs(mean) > REAL * error;
}

/** @param {Run} run @param {By} by @returns {boolean} Whether that much has helped; the smallest has nothing to be held against. */
export function helps(run, by) {
  const gain = gainOf(run, by);
  return gain === null || (isReal(gain) && gain.mean < 0);
}
