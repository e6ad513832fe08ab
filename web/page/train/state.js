/** The slice of the state for training here: the form, the names to learn from, the visitor's runs. */
import { reduceRuns } from "./run.js";

/** @typedef {import("../../protocol.js").ModelSizes} ModelSizes */
/** @typedef {import("../../protocol.js").Survey} Survey */
/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./run.js").RunEvent} RunEvent */

/**
 * @typedef {"step" | "numSteps" | "learningRate" | "seed" | "engine" | "nEmbd" | "nHead" | "nLayer" | "blockSize"} Field
 * @typedef {{[field in Field]: string}} Form  As typed.
 * @typedef {{[field in Field]?: string}} Problems  A sentence for each field that cannot be used.
 * @typedef {{given: string | null, text: string | null, once: boolean, title: string, survey: Survey | null,
 *   problem: string, busy: boolean}} Names  As given, and as they are learned from: each once, where that is wanted.
 *   Null is the page's own list. Without a survey they cannot be learned from yet.
 * @typedef {{id: string, title: string, told: string}} Kept  A run of an earlier visit.
 */

/**
 * @typedef {object} Train
 * @property {Form} form
 * @property {Problems} problems
 * @property {ModelSizes | null} sizes  Null where the numbers make no model.
 * @property {string} sizesProblem
 * @property {Names} names
 * @property {Run | null} like  The run whose start the next one shares.
 * @property {readonly Run[]} runs  In the order made.
 * @property {string | null} chosen  The id of a run.
 * @property {readonly Kept[]} kept
 * @property {string} notice
 * @property {string} problem
 */

/**
 * @typedef {{type: "train/edited", form: Partial<Form>}
 *   | {type: "train/refused", problems: Problems}
 *   | {type: "train/sized", sizes: ModelSizes | null, problem: string}
 *   | {type: "train/names-chosen", names: Names}
 *   | {type: "train/like-chosen", run: Run | null, form: Partial<Form>}
 *   | {type: "train/run-chosen", id: string}
 *   | {type: "train/kept-found", kept: readonly Kept[]}
 *   | {type: "train/noticed", text: string}
 *   | {type: "train/failed", message: string}
 *   | RunEvent} TrainEvent
 */

export const OWN_LIST = "The list of this page";
/** What the next run has in common with the one whose start it shares. */
export const START = /** @type {Field[]} */ (["step", "seed", "nEmbd", "nHead", "nLayer", "blockSize"]);

export const train = {
  initial: /** @type {Train} */ ({
    form: { step: "5", numSteps: "1000", learningRate: "0.01", seed: "42", engine: "row", nEmbd: "16", nHead: "4", nLayer: "1", blockSize: "16" },
    problems: {},
    sizes: null,
    sizesProblem: "",
    names: { given: null, text: null, once: false, title: OWN_LIST, survey: null, problem: "", busy: true },
    like: null,
    runs: [],
    chosen: null,
    kept: [],
    notice: "",
    problem: "",
  }),
  reduce,
};

/**
 * @param {Train} state
 * @param {TrainEvent} event
 * @returns {Train}
 */
function reduce(state, event) {
  switch (event.type) {
    case "train/edited":
      return { ...state, form: { ...state.form, ...event.form }, problems: without(state.problems, Object.keys(event.form)) };
    case "train/refused":
      return { ...state, problems: event.problems };
    case "train/sized":
      return { ...state, sizes: event.sizes, sizesProblem: event.problem };
    case "train/names-chosen":
      return { ...state, names: event.names };
    case "train/like-chosen":
      return { ...state, like: event.run, form: { ...state.form, ...event.form }, problems: {} };
    case "train/run-chosen":
      return { ...state, chosen: event.id };
    case "train/kept-found":
      return { ...state, kept: event.kept };
    case "train/noticed":
      return { ...state, notice: event.text, problem: "" };
    case "train/failed":
      return { ...state, problem: event.message };
    default:
      return reduceRuns(state, event);
  }
}

/**
 * @param {Problems} problems
 * @param {string[]} fields
 * @returns {Problems}
 */
function without(problems, fields) {
  if (!fields.some((field) => field in problems)) return problems;
  return Object.fromEntries(Object.entries(problems).filter(([field]) => !fields.includes(field)));
}

/**
 * @param {Train} state
 * @returns {Run | null}
 */
export function chosenRun({ runs, chosen }) {
  return runs.find(({ id }) => id === chosen) ?? null;
}

/**
 * @param {Train} state
 * @returns {Run | null}  The one that the buttons drive: whichever trains, though another is looked at.
 */
export function drivenRun(state) {
  return state.runs.find(({ phase }) => phase === "training") ?? chosenRun(state);
}

/**
 * @param {Names} names
 * @param {string} step
 * @param {string} blockSize
 * @returns {number}  How many names are longer than the model sees; steps before 3 see all of any name.
 */
export function cutNames({ survey }, step, blockSize) {
  const seen = Number(blockSize) - 1;
  if (!survey || Number(step) < 3 || !(seen >= 0)) return 0;
  return survey.lengths.reduce((sum, [letters, count]) => (letters > seen ? sum + count : sum), 0);
}
