/** Asks every model for its opinion of one name or two; whoever asks again withdraws what is under way. */
import { CANCELLED, toFault } from "../../protocol.js";
import { contendersOf } from "../ui/contenders.js";
import { validate } from "./validate.js";

const NOT_LOADED = "Its model could not be loaded.";

/**
 * @param {object} page
 * @param {import("../ui/door.js").House} page.house
 * @param {import("../ui/tutorial.js").Tutorial} page.tutorial
 * @param {() => import("./state.js").Score} page.current
 * @param {(event: import("./state.js").ScoreEvent) => void} page.dispatch
 */
export function createRequests({ house, tutorial, current, dispatch }) {
  const { engine, models, site } = house;
  /** @type {Set<number>} */
  const pending = new Set();

  /** @param {string} model @param {string} name */
  async function score(model, name) {
    const { id, result } = engine.request("scoring.score", { model, name });
    pending.add(id);
    try {
      return { score: await result, fault: "" };
    } catch (error) {
      const fault = toFault(error);
      if (!["ValueError", "Failure"].includes(fault.name)) throw error;
      return { score: null, fault: fault.message }; // The model has no opinion of this name, and says why.
    } finally {
      pending.delete(id);
    }
  }

  /** @param {import("../ui/contenders.js").Contender} contender @param {number} run */
  async function fill({ id, baked }, run) {
    /** @param {Partial<import("./state.js").Row>} change */
    const tell = (change) => dispatch({ type: "score/row", run, id, change });
    tell({ phase: "loading", loaded: 0, fault: "" });
    try {
      if (baked) await models.choose(id, (loaded, total) => tell({ loaded: loaded / total }));
      for (const [place, name] of current().names.entries()) {
        if (run !== current().run) return;
        dispatch({ type: "score/result", run, id, name: place, result: await score(id, name) });
      }
      tell({ phase: "done" });
    } catch (error) {
      const { name, message } = toFault(error);
      if (name !== CANCELLED) tell({ phase: "failed", fault: name === "Network" ? NOT_LOADED : message });
    }
  }

  return {
    submit() {
      const { form, run } = current();
      const { models: own } = house.state().own;
      const vocabulary = own.length === 0 ? site.limits.vocabulary : null;
      const { names, problems } = validate(form, vocabulary);
      if (Object.keys(problems).length > 0) return dispatch({ type: "score/refused", problems, vocabulary });
      house.beforeAsking();
      for (const id of pending) engine.cancel(id);
      const contenders = contendersOf(tutorial.steps, own);
      dispatch({ type: "score/asked", run: run + 1, names, contenders });
      for (const contender of contenders) fill(contender, run + 1);
    },
    /** @param {string} id  Of a model that has failed. */
    again(id) {
      const { rows, run } = current();
      const row = rows.find((one) => one.id === id);
      house.beforeAsking();
      if (row) fill(row, run);
    },
  };
}
