/** The slice of the state for names of every step from one seed: a column for each model. */
import { validate } from "./validate.js";

/**
 * @typedef {import("../../protocol.js").NameEvent} Name
 * @typedef {import("../../protocol.js").Nearest} Nearest
 * @typedef {import("../../protocol.js").Limits} Limits
 * @typedef {{seed: string, temperature: string}} Form  As typed.
 * @typedef {{[field in keyof Form]?: string}} Problems
 * @typedef {{seed: number, temperature: number}} Asked
 * @typedef {import("../ui/contenders.js").Contender & {loss: number | null, averaged?: number, heldOut: number | null,
 *   unit: string}} Subject  As of `OwnModel`.
 * @typedef {object} Column
 * @property {"loading" | "making" | "done" | "failed"} phase
 * @property {number} loaded  The share of its model's file that has come.
 * @property {readonly Name[]} names
 * @property {number | null} milliseconds  For one name.
 * @property {string} fault
 * @property {{[name: string]: Nearest}} nearest  By name; those that have been compared.
 * @property {readonly Name[]} sample  Of the larger sample, what has come.
 * @property {string} guess  The id of the model that a visitor takes to have written it.
 * @typedef {Subject & Column} ModelColumn
 * @typedef {"idle" | "asked" | "done" | "stopped" | "failed"} Phase
 * @typedef {object} Columns
 * @property {Form} form
 * @property {Limits} limits
 * @property {Problems} problems
 * @property {number} run  Counts how often names were asked for; what belongs to an earlier run is ignored.
 * @property {Asked | null} asked
 * @property {readonly ModelColumn[]} columns
 * @property {boolean} teach  Whether the columns stand without names, to be guessed.
 * @property {boolean} revealed
 * @property {{phase: Phase, fault: string}} memory  Whether the nearest names were asked for.
 * @property {{phase: Phase, fault: string}} survey  Whether the larger sample was.
 */

/**
 * @typedef {{type: "columns/edited", form: Partial<Form>}
 *   | {type: "columns/refused", problems: Problems}
 *   | {type: "columns/asked", run: number, asked: Asked, subjects: readonly Subject[]}
 *   | {type: "columns/added", run: number, subject: Subject}
 *   | {type: "columns/column", run: number, id: string, change: Partial<ModelColumn>}
 *   | {type: "columns/named", run: number, id: string, name: Name}
 *   | {type: "columns/compared", run: number, id: string, nearest: Nearest}
 *   | {type: "columns/sampled", run: number, id: string, name: Name}
 *   | {type: "columns/memory", run: number, phase: Phase, fault?: string}
 *   | {type: "columns/survey", run: number, phase: Phase, fault?: string}
 *   | {type: "columns/revealed"}} ColumnsEvent
 */

const BLANK = /** @type {Column} */ ({
  phase: "loading",
  loaded: 0,
  names: [],
  milliseconds: null,
  fault: "",
  nearest: {},
  sample: [],
  guess: "",
});
const IDLE = { phase: /** @type {Phase} */ ("idle"), fault: "" };

/**
 * @param {{limits: Limits, defaults: {temperature: number}}} site
 * @param {boolean} teach
 * @returns {{initial: Columns, reduce: typeof reduce}}
 */
export function createColumns({ limits, defaults }, teach) {
  const form = { seed: "", temperature: String(defaults.temperature) };
  const initial = { form, limits, problems: {}, run: 0, asked: null, columns: [], teach, revealed: !teach, memory: IDLE, survey: IDLE };
  return { initial, reduce };
}

/**
 * @param {Columns} state
 * @param {ColumnsEvent} event
 * @returns {Columns}
 */
export function reduce(state, event) {
  if ("run" in event && event.type !== "columns/asked" && event.run !== state.run) return state; // Of a run that was replaced.
  switch (event.type) {
    case "columns/edited":
      return edit(state, { ...state.form, ...event.form });
    case "columns/refused":
      return { ...state, problems: event.problems };
    case "columns/asked":
      return begin(state, event);
    case "columns/added":
      return { ...state, columns: [...state.columns, { ...BLANK, ...event.subject }] };
    case "columns/column":
      return changed(state, event.id, () => event.change);
    case "columns/named":
      return changed(state, event.id, ({ names }) => ({ names: [...names, event.name] }));
    case "columns/compared":
      return changed(state, event.id, ({ nearest }) => ({ nearest: { ...nearest, [event.nearest.name]: event.nearest } }));
    case "columns/sampled":
      return changed(state, event.id, ({ sample }) => ({ sample: [...sample, event.name] }));
    case "columns/memory":
      return { ...state, memory: { phase: event.phase, fault: event.fault ?? "" } };
    case "columns/survey":
      return { ...state, survey: { phase: event.phase, fault: event.fault ?? "" } };
    case "columns/revealed":
      return { ...state, revealed: true };
    default:
      throw new Error(`The columns know no event ${/** @type {{type: string}} */ (event).type}.`);
  }
}

/**
 * @param {Columns} state
 * @param {Form} form
 * @returns {Columns}
 */
function edit(state, form) {
  const pointedOut = Object.keys(state.problems).length > 0;
  return { ...state, form, problems: pointedOut ? validate(form, state.limits).problems : state.problems };
}

/**
 * @param {Columns} state
 * @param {Extract<ColumnsEvent, {type: "columns/asked"}>} event
 * @returns {Columns}
 */
function begin(state, { run, asked, subjects }) {
  const columns = subjects.map((subject) => ({ ...subject, ...BLANK }));
  return { ...state, problems: {}, run, asked, columns, revealed: !state.teach, memory: IDLE, survey: IDLE };
}

/**
 * @param {Columns} state
 * @param {string} id
 * @param {(column: Column) => Partial<ModelColumn>} change
 * @returns {Columns}
 */
function changed(state, id, change) {
  return { ...state, columns: state.columns.map((column) => (column.id === id ? { ...column, ...change(column) } : column)) };
}
