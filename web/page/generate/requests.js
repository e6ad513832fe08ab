/** What a visitor asks for here: judges the form, asks the engine, and reports what comes of it. */
import { CANCELLED, toFault } from "../../protocol.js";
import { validate } from "./validate.js";

/** @typedef {import("../../protocol.js").GenerateParams} GenerateParams */

/**
 * @param {object} page
 * @param {Pick<import("../engine.js").Engine, "request" | "cancel">} page.engine
 * @param {() => import("./state.js").Generate} page.current
 * @param {(action: import("./state.js").GenerateAction) => void} page.dispatch
 * @param {() => void} page.beforeAsking
 * @returns {{submit: () => void, repeatIfFailed: () => void}}
 */
export function createRequests({ engine, current, dispatch, beforeAsking }) {
  /** @param {GenerateParams} params */
  function generate(params) {
    beforeAsking();
    engine.cancel(current().run.id);
    const { id, result } = engine.request("generation.generate", params, (event) => {
      dispatch({ type: "generate/event", id, event });
    });
    dispatch({ type: "generate/asked", id, params });
    result.then(
      (reply) => dispatch({ type: "generate/done", id, reply }),
      (error) => {
        const fault = toFault(error);
        if (fault.name !== CANCELLED) dispatch({ type: "generate/failed", id, fault });
      },
    );
  }

  return {
    submit() {
      const { form, limits } = current();
      const { params, problems } = validate(form, limits);
      if (Object.keys(problems).length > 0) {
        dispatch({ type: "generate/refused", problems });
        return;
      }
      generate(params);
      const typed = form.prefix.trim();
      if (params.prefix !== typed) dispatch({ type: "generate/noticed", text: `“${typed}” is read as “${params.prefix}”: this model writes small letters.` });
    },
    /** A request that a broken worker left unserved is made again. */
    repeatIfFailed() {
      const { phase, params } = current().run;
      if (phase === "failed" && params) generate(params);
    },
  };
}
