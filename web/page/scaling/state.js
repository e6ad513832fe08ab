/** The slice of the state for the figure of scale: what the loss is drawn against, and what is pointed at. */
import { curvesOf, lowest } from "./grid.js";

/**
 * @typedef {import("./grid.js").By} By
 * @typedef {import("./grid.js").Place} Place
 * @typedef {object} Scaling
 * @property {import("./grid.js").Grid} grid
 * @property {By} by
 * @property {Place} cursor
 * @property {number} keyMoves  How often keys moved the cursor: what is moved by keys is also spoken.
 */

/**
 * @typedef {{type: "scaling/drawn", by: By}
 *   | {type: "scaling/pointed", place: Place}
 *   | {type: "scaling/moved", by: number}
 *   | {type: "scaling/climbed", by: number}} ScalingEvent  Along the curve, in places; up from curve to curve.
 */

/**
 * @param {import("./grid.js").Grid} grid
 * @returns {{initial: Scaling, reduce: typeof reduce}}
 */
export function createScaling(grid) {
  return { initial: { grid, by: "parameters", cursor: lowest(grid), keyMoves: 0 }, reduce };
}

/**
 * @param {Scaling} state
 * @param {ScalingEvent} event
 * @returns {Scaling}
 */
export function reduce(state, event) {
  switch (event.type) {
    case "scaling/drawn":
      return event.by === state.by ? state : { ...state, by: event.by, cursor: turned(state.cursor) };
    case "scaling/pointed":
      return isSame(event.place, state.cursor) ? state : { ...state, cursor: event.place };
    case "scaling/moved":
      return moved(state, along(state, event.by));
    case "scaling/climbed":
      return moved(state, climb(state, event.by));
    default:
      throw new Error(`The figure of scale knows no event ${/** @type {{type: string}} */ (event).type}.`);
  }
}

/** @param {Place} place @returns {Place} The same training in the other view. */
function turned({ curve, index }) {
  return { curve: index, index: curve };
}

/**
 * @param {Place} one
 * @param {Place} other
 */
function isSame(one, other) {
  return one.curve === other.curve && one.index === other.index;
}

/**
 * @param {Scaling} state
 * @param {Place} cursor
 * @returns {Scaling}
 */
function moved(state, cursor) {
  return { ...state, cursor, keyMoves: state.keyMoves + 1 };
}

/**
 * @param {Scaling} state
 * @param {number} by
 * @returns {Place}
 */
function along({ grid, by: view, cursor: { curve, index } }, by) {
  return { curve, index: inside(index + by, curvesOf(grid, view).x.length) };
}

/**
 * By how the curves lie there, whichever they are: up is a greater loss.
 *
 * @param {Scaling} state
 * @param {number} by
 * @returns {Place}
 */
function climb({ grid, by: view, cursor: { curve, index } }, by) {
  const { curves } = curvesOf(grid, view);
  const order = [...curves.keys()].sort((a, b) => curves[a][index].held_out_loss - curves[b][index].held_out_loss);
  return { curve: order[inside(order.indexOf(curve) + by, order.length)], index };
}

/**
 * @param {number} position
 * @param {number} count
 */
function inside(position, count) {
  return Math.max(0, Math.min(count - 1, position));
}
