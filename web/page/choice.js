/** The slice of the state that says which step of the tutorial is chosen; every feature may read it. */

/**
 * @typedef {{step: number}} Choice  The last step until another is chosen.
 * @typedef {{type: "choice/step", step: number}} ChoiceEvent
 */

/**
 * @param {{steps: number}} site
 * @returns {{initial: Choice, reduce: (state: Choice, event: ChoiceEvent) => Choice}}
 */
export function createChoice({ steps }) {
  return { initial: { step: steps - 1 }, reduce: (_, { step }) => ({ step }) };
}
