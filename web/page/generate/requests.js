/** What a visitor asks for here: judges the form, asks the engine, and reports what comes of it. */
import { CANCELLED, toFault } from "../../protocol.js";
import { validate } from "./validate.js";

/** @typedef {import("../../protocol.js").GenerateParams} GenerateParams */

/**
 * @param {object} page
 * @param {Pick<import("../engine.js").Engine, "request" | "cancel">} page.engine
 * @param {(model: string) => Promise<void>} page.choose  Makes a model one that can be asked.
 * @param {() => import("./state.js").Generate} page.current
 * @param {(action: import("./state.js").GenerateAction) => void} page.dispatch
 * @param {() => import("../own.js").Own} page.own
 * @param {() => void} page.beforeAsking
 * @returns {{submit: () => void, repeatIfFailed: () => void}}
 */
export function createRequests({ engine, choose, current, own, dispatch, beforeAsking }) {
  let [lastRun, underway] = [0, 0];

  /** @param {GenerateParams} params */
  async function generate(params) {
    beforeAsking();
    engine.cancel(underway);
    const run = ++lastRun;
    const learned = own().models.find(({ id }) => id === params.model)?.learned;
    dispatch({ type: "generate/asked", id: run, params, learned });
    try {
      // Not even a moment later where the model is there: the first names come the sooner.
      if (current().model.phase !== "ready") await choose(current().model.id);
      if (run !== lastRun) return;
      const { id, result } = engine.request("generation.generate", params, (event) => {
        dispatch({ type: "generate/event", id: run, event });
      });
      underway = id;
      dispatch({ type: "generate/done", id: run, reply: await result });
    } catch (error) {
      const fault = toFault(error);
      if (fault.name !== CANCELLED) dispatch({ type: "generate/failed", id: run, fault });
    }
  }

  return {
    submit() {
      const { form, limits, model } = current();
      const { params, problems } = validate(form, limits);
      if (Object.keys(problems).length > 0) {
        dispatch({ type: "generate/refused", problems });
        return;
      }
      generate({ ...params, model: model.id });
      const typed = form.prefix.trim();
      if (params.prefix === typed) return;
      // Said once: from now on the field holds what is read.
      dispatch({ type: "generate/edited", form: { prefix: params.prefix } });
      dispatch({ type: "generate/noticed", text: `“${typed}” is read as “${params.prefix}”: this model writes small letters.` });
    },
    /** A request that a broken worker left unserved is made again. */
    repeatIfFailed() {
      const { phase, params } = current().run;
      if (phase === "failed" && params) generate({ ...params, model: current().model.id });
    },
  };
}
