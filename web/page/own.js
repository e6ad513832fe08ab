/**
 * The slice of the state that lists the models besides those of the steps, in the order in which they came: the
 * visitor's own, and the scaled one that comes with the page once it is wanted. Every feature may read it.
 */

/**
 * @typedef {{id: string, title: string, step: number, learned: number, parameters: number, look: number,
 *   loss: number | null, averaged?: number, heldOut: number | null, given?: boolean}} OwnModel
 *   Of a step's kind, after so many training steps. The loss is the mean of its last training steps, of so many; the
 *   other that on names it never reads; null where it is not known. One that is given has a file on the site; the others are
 *   open in the worker under their id.
 * @typedef {{models: readonly OwnModel[]}} Own
 * @typedef {{type: "own/added", model: OwnModel}
 *   | {type: "own/renamed", id: string, title: string}
 *   | {type: "own/removed", id: string}} OwnEvent
 */

export const own = { initial: /** @type {Own} */ ({ models: [] }), reduce };

/**
 * @param {Own} state
 * @param {OwnEvent} event
 * @returns {Own}
 */
function reduce({ models }, event) {
  switch (event.type) {
    case "own/added":
      return { models: added(models, event.model) };
    case "own/renamed":
      return { models: models.map((model) => (model.id === event.id ? { ...model, title: event.title } : model)) };
    case "own/removed":
      return { models: models.filter(({ id }) => id !== event.id) };
    default:
      throw new Error(`The visitor's models know no event ${/** @type {{type: string}} */ (event).type}.`);
  }
}

/**
 * One that has learned more, or of which more is known, keeps its place.
 *
 * @param {readonly OwnModel[]} models
 * @param {OwnModel} model
 */
function added(models, model) {
  const isKnown = models.some(({ id }) => id === model.id);
  return isKnown ? models.map((one) => (one.id === model.id ? model : one)) : [...models, model];
}
