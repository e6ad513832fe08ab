/** The slice of the state that lists the visitor's own models, in the order made; every feature may read it. */

/**
 * @typedef {{id: string, title: string, parameters: number, look: number}} OwnModel  Open in the worker under its id.
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
function reduce(state, event) {
  const { models } = state;
  switch (event.type) {
    case "own/added":
      return { models: [...models.filter(({ id }) => id !== event.model.id), event.model] };
    case "own/renamed":
      return { models: models.map((model) => (model.id === event.id ? { ...model, title: event.title } : model)) };
    case "own/removed":
      return { models: models.filter(({ id }) => id !== event.id) };
    default:
      throw new Error(`The visitor's models know no event ${/** @type {{type: string}} */ (event).type}.`);
  }
}
