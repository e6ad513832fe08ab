/** The slice of the state that says which model is chosen, on the whole page; every feature may read it. */

/**
 * @typedef {{name: string, loss: number}} Level  What the model that is chosen, if it is not that of a step, scores on
 *   names it never read.
 * @typedef {{step: number | null, own: string | null, level?: Level | null}} Choice  A step of the tutorial, or the id
 *   of another model. Both are null until one is chosen: the names come from the last step then.
 * @typedef {{type: "choice/step", step: number} | {type: "choice/own", id: string}} ChoiceEvent
 */

const NONE = /** @type {Choice} */ ({ step: null, own: null });

export const choice = { initial: NONE, reduce };

/**
 * The step that is chosen already is let go by choosing it once more.
 *
 * @param {Choice} state
 * @param {ChoiceEvent} event
 * @returns {Choice}
 */
function reduce(state, event) {
  if (event.type === "choice/own") return { step: null, own: event.id };
  return { step: event.step === state.step ? null : event.step, own: null };
}

/**
 * @param {Choice} made
 * @param {import("./own.js").Own} own
 * @returns {Choice}  A model that has been removed is no longer chosen.
 */
export function standing(made, { models }) {
  if (made.own === null) return made;
  const model = models.find(({ id }) => id === made.own);
  if (!model) return NONE;
  return { ...made, level: model.heldOut === null ? null : { name: model.title, loss: model.heldOut } };
}
