/** The scaled model, which comes with the page: it is one of the others once a visitor wants it. */

/** That of step 5, whose kind it is, in another line style. */
const LOOK = 17;

/**
 * @param {import("../protocol.js").ScaledModel} scaled
 * @returns {import("./own.js").OwnModel}
 */
export function scaledModel({ id, title, step, learned, parameters, heldOut }) {
  return { id, title, step, learned, parameters, look: LOOK, loss: null, heldOut, given: true };
}
