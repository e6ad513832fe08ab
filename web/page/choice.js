/** The slice of the state that says which step of the tutorial is chosen; every feature may read it. */

/**
 * @typedef {{step: number | null}} Choice  Null until a step is chosen: the names come from the last one then.
 * @typedef {{type: "choice/step", step: number}} ChoiceEvent
 */

export const choice = { initial: /** @type {Choice} */ ({ step: null }), reduce };

/**
 * The step that is chosen already is let go by choosing it once more.
 *
 * @param {Choice} state
 * @param {ChoiceEvent} event
 * @returns {Choice}
 */
function reduce(state, { step }) {
  return { step: step === state.step ? null : step };
}
