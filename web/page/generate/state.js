/** The slice of the state for making names: the form, the latest run, the names on screen. */
import { validate } from "./validate.js";

/** @typedef {import("../../protocol.js").Fault} Fault */
/** @typedef {import("../../protocol.js").Model} Model */
/** @typedef {import("../../protocol.js").NameEvent} Name */
/** @typedef {import("../../protocol.js").GenerateParams} GenerateParams */
/** @typedef {import("../../protocol.js").GenerateEvent} GeneratedEvent */
/** @typedef {import("../../protocol.js").GenerateReply} GenerateReply */
/** @typedef {import("../../protocol.js").Limits} Limits */

/**
 * @typedef {{temperature: string, count: string, prefix: string, seed: string, topK: string}} Form  As typed.
 * @typedef {{[field in keyof Form]?: string}} Problems  A sentence for each field that cannot be used.
 * @typedef {{id: number, seed: number | null, names: Name[]}} Shown  The names on screen, all of one run.
 * @typedef {{id: number, phase: "idle" | "asked" | "done" | "failed", params: GenerateParams | null,
 *   reply: GenerateReply | null, fault: Fault | null}} Run  The latest request for names.
 * @typedef {{form: Form, limits: Limits, problems: Problems, run: Run, shown: Shown, notice: string}} Generate
 */

/**
 * @typedef {{type: "generate/edited", form: Partial<Form>}
 *   | {type: "generate/refused", problems: Problems}
 *   | {type: "generate/model-chosen", model: Model}
 *   | {type: "generate/asked", id: number, params: GenerateParams}
 *   | {type: "generate/event", id: number, event: GeneratedEvent}
 *   | {type: "generate/done", id: number, reply: GenerateReply}
 *   | {type: "generate/failed", id: number, fault: Fault}
 *   | {type: "generate/noticed", text: string}} GenerateAction
 */

/**
 * @param {{limits: Limits, defaults: {count: number, temperature: number}}} site
 * @returns {{initial: Generate, reduce: typeof reduce}}
 */
export function createGenerate({ limits, defaults }) {
  return {
    initial: {
      form: { temperature: String(defaults.temperature), count: String(defaults.count), prefix: "", seed: "", topK: "" },
      limits,
      problems: {},
      run: { id: 0, phase: "idle", params: null, reply: null, fault: null },
      shown: { id: 0, seed: null, names: [] },
      notice: "",
    },
    reduce,
  };
}

/**
 * @param {Generate} state
 * @param {GenerateAction} action
 * @returns {Generate}
 */
export function reduce(state, action) {
  switch (action.type) {
    case "generate/edited":
      return edit(state, { ...state.form, ...action.form });
    case "generate/refused":
      return { ...state, problems: action.problems };
    case "generate/model-chosen": {
      const { vocabulary, block_size: blockSize } = action.model;
      return { ...state, limits: { ...state.limits, vocabulary, blockSize } };
    }
    case "generate/noticed":
      return { ...state, notice: action.text };
    case "generate/asked": // The names of the run before stay until the first of this one comes.
      return { ...state, problems: {}, notice: "", run: { id: action.id, phase: "asked", params: action.params, reply: null, fault: null } };
    case "generate/event":
    case "generate/done":
    case "generate/failed":
      return action.id === state.run.id ? follow(state, action) : state; // Else it is of a run that was replaced.
    default:
      throw new Error(`Making names knows no event ${/** @type {{type: string}} */ (action).type}.`);
  }
}

/**
 * @param {Generate} state
 * @returns {boolean}  Whether names are awaited.
 */
export function isWaiting({ run }) {
  return run.phase === "asked";
}

/**
 * Problems that were pointed out are judged again while they are being mended.
 *
 * @param {Generate} state
 * @param {Form} form
 * @returns {Generate}
 */
function edit(state, form) {
  const pointedOut = Object.keys(state.problems).length > 0;
  return { ...state, form, problems: pointedOut ? validate(form, state.limits).problems : state.problems };
}

/**
 * @param {Generate} state
 * @param {Extract<GenerateAction, {type: "generate/event" | "generate/done" | "generate/failed"}>} action
 * @returns {Generate}
 */
function follow(state, action) {
  if (action.type === "generate/done") return { ...state, run: { ...state.run, phase: "done", reply: action.reply } };
  if (action.type === "generate/failed") return { ...state, run: { ...state.run, phase: "failed", fault: action.fault } };
  const { id, event } = action;
  if ("seed" in event) return { ...state, shown: { id, seed: event.seed, names: [] } };
  return { ...state, shown: { ...state.shown, names: [...state.shown.names, event] } };
}
