/** The slice of the state for making names: the form, the model, the latest run, the names on screen. */
import { isRepeated } from "./recipe.js";
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
 * @typedef {{id: string, phase: "loading" | "ready" | "failed", loaded: number, total: number, fault: Fault | null}} Chosen
 *   The model that the next names come from; ready as soon as Python is, where it needs no file.
 * @typedef {{params: GenerateParams, learned?: number}} Asked  Learned: after how many training steps a model of the
 *   visitor's own was, which may learn more under the same id.
 * @typedef {Asked & {id: number, seed: number | null, names: Name[]}} Shown  The names of one run; 0 is what the build
 *   made, whose names stand in the page.
 * @typedef {{id: number, phase: "idle" | "asked" | "done" | "failed", params: GenerateParams | null,
 *   learned?: number, reply: GenerateReply | null, fault: Fault | null}} Run  The latest request for names.
 * @typedef {{form: Form, limits: Limits, problems: Problems, model: Chosen, run: Run, shown: Shown, before: Shown | null,
 *   notice: string}} Generate
 */

/**
 * @typedef {{type: "generate/edited", form: Partial<Form>}
 *   | {type: "generate/refused", problems: Problems}
 *   | {type: "generate/model-asked", id: string}
 *   | {type: "generate/model-progress", id: string, loaded: number, total: number}
 *   | {type: "generate/model-chosen", model: Model}
 *   | {type: "generate/model-failed", id: string, fault: Fault}
 *   | {type: "generate/asked", id: number, params: GenerateParams, learned?: number}
 *   | {type: "generate/event", id: number, event: GeneratedEvent}
 *   | {type: "generate/done", id: number, reply: GenerateReply}
 *   | {type: "generate/failed", id: number, fault: Fault}
 *   | {type: "generate/noticed", text: string}} GenerateAction
 */

const AGAIN = "The same names again, because the seed is set.";

/**
 * @param {{limits: Limits, defaults: {model: string, count: number, temperature: number}, builtSeed: number}} site
 * @returns {{initial: Generate, reduce: typeof reduce}}
 */
export function createGenerate({ limits, defaults: { model, count, temperature }, builtSeed }) {
  return {
    initial: {
      form: { temperature: String(temperature), count: String(count), prefix: "", seed: "", topK: "" },
      limits,
      problems: {},
      model: { id: model, phase: "ready", loaded: 0, total: 0, fault: null },
      run: { id: 0, phase: "idle", params: null, reply: null, fault: null },
      shown: { id: 0, params: { model, count, temperature, prefix: "", seed: builtSeed, top_k: null }, seed: builtSeed, names: [] },
      before: null,
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
function reduce(state, action) {
  switch (action.type) {
    case "generate/edited":
      return edit(state, { ...state.form, ...action.form });
    case "generate/refused":
      return { ...state, problems: action.problems };
    case "generate/model-asked":
      return { ...state, model: { id: action.id, phase: "loading", loaded: 0, total: 0, fault: null } };
    case "generate/model-progress":
    case "generate/model-chosen":
    case "generate/model-failed":
      return choose(state, action);
    case "generate/noticed":
      return { ...state, notice: action.text };
    case "generate/asked": { // The names of the run before stay until the first of this one comes.
      const { id, params, learned } = action;
      const notice = isRepeated(action, state.shown) ? AGAIN : "";
      return { ...state, problems: {}, notice, run: { id, phase: "asked", params, learned, reply: null, fault: null } };
    }
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
 * While a run has not begun to answer, names of an older one in its place would pass for the answer; they
 * stand beside it already, and come back should it fail.
 *
 * @param {Generate} state
 * @returns {{current: Shown, before: Shown | null}}  The names to be seen, and those of the run before.
 */
export function onScreen(state) {
  const { run, shown, before } = state;
  if (!isWaiting(state) || run.id === shown.id || !run.params) return { current: shown, before };
  const asked = { params: run.params, learned: run.learned };
  return { current: { id: run.id, ...asked, seed: null, names: [] }, before: earlier(state, asked) };
}

/**
 * @param {Generate} state
 * @param {Asked} next  The run that follows.
 * @returns {Shown | null}  What it is compared with: never the same names.
 */
function earlier({ shown, before }, next) {
  const isEmpty = shown.id !== 0 && shown.names.length === 0; // It was replaced before its first name.
  return isEmpty || isRepeated(next, shown) ? before : shown;
}

/**
 * @param {Generate} state
 * @param {Extract<GenerateAction, {type: "generate/model-progress" | "generate/model-chosen" | "generate/model-failed"}>} action
 * @returns {Generate}
 */
function choose(state, action) {
  const id = action.type === "generate/model-chosen" ? action.model.model : action.id;
  if (id !== state.model.id) return state; // Another one was chosen meanwhile.
  if (action.type === "generate/model-progress") {
    const { loaded, total } = action;
    return { ...state, model: { ...state.model, loaded, total } };
  }
  if (action.type === "generate/model-failed") return { ...state, model: { ...state.model, phase: "failed", fault: action.fault } };
  const { vocabulary, block_size: blockSize } = action.model;
  return { ...state, model: { ...state.model, phase: "ready" }, limits: { ...state.limits, vocabulary, blockSize } };
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
  const { run, shown } = state;
  if (action.type === "generate/done") return { ...state, run: { ...run, phase: "done", reply: action.reply } };
  if (action.type === "generate/failed") return { ...state, run: { ...run, phase: "failed", fault: action.fault } };
  const { id, event } = action;
  if (!("seed" in event)) return { ...state, shown: { ...shown, names: [...shown.names, event] } };
  const asked = { params: run.params ?? shown.params, learned: run.learned };
  return { ...state, before: earlier(state, asked), shown: { id, ...asked, seed: event.seed, names: [] } };
}
