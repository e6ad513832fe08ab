/** Brings the model that is chosen to where it can be asked, and reports how far that is. */
import { toFault } from "../../protocol.js";

/**
 * @param {object} page
 * @param {Pick<import("../models.js").Models, "choose">} page.models
 * @param {() => import("./state.js").Generate} page.current
 * @param {(action: import("./state.js").GenerateAction) => void} page.dispatch
 * @returns {(id: string) => Promise<void>}  Rejects where the model could not be loaded; choosing it again tries again.
 */
export function createChoosing({ models, current, dispatch }) {
  return async function choose(id) {
    const { model } = current();
    if (id === model.id && model.phase === "ready") return;
    dispatch({ type: "generate/model-asked", id });
    try {
      const chosen = await models.choose(id, (loaded, total) => dispatch({ type: "generate/model-progress", id, loaded, total }));
      dispatch({ type: "generate/model-chosen", model: chosen });
    } catch (error) {
      dispatch({ type: "generate/model-failed", id, fault: toFault(error) });
      throw error;
    }
  };
}
