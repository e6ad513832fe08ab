/** The slice of the state for scoring names: what is typed, and what each model finds. */
import { validate } from "./validate.js";

/**
 * @typedef {import("../../protocol.js").Score} Scored
 * @typedef {import("./validate.js").Form} Form
 * @typedef {import("./validate.js").Problems} Problems
 * @typedef {import("../ui/contenders.js").Contender} Contender
 * @typedef {{score: Scored | null, fault: string}} Result  Neither while it is awaited.
 * @typedef {Contender & {phase: "loading" | "done" | "failed", loaded: number, fault: string, results: readonly Result[]}} Row
 *   The results by name.
 * @typedef {{name: number, row: number, letter: number}} Cell  Places, counted from 0.
 * @typedef {object} Score
 * @property {Form} form
 * @property {readonly string[] | null} vocabulary  What every model knows; null where they do not agree.
 * @property {Problems} problems
 * @property {number} run
 * @property {readonly string[]} names
 * @property {readonly Row[]} rows
 * @property {Cell | null} pointed  Under the pointer or the focus.
 */

/**
 * @typedef {{type: "score/edited", form: Partial<Form>}
 *   | {type: "score/refused", problems: Problems, vocabulary: readonly string[] | null}
 *   | {type: "score/asked", run: number, names: readonly string[], contenders: readonly Contender[]}
 *   | {type: "score/row", run: number, id: string, change: Partial<Row>}
 *   | {type: "score/result", run: number, id: string, name: number, result: Result}
 *   | {type: "score/pointed", cell: Cell | null}} ScoreEvent
 */

/**
 * @param {string} typed  What stood in the field before this came.
 * @returns {{initial: Score, reduce: typeof reduce}}
 */
export function createScore(typed) {
  const form = { first: typed, second: "" };
  return { initial: { form, vocabulary: null, problems: {}, run: 0, names: [], rows: [], pointed: null }, reduce };
}

/**
 * @param {Score} state
 * @param {ScoreEvent} event
 * @returns {Score}
 */
export function reduce(state, event) {
  switch (event.type) {
    case "score/edited":
      return edit(state, { ...state.form, ...event.form });
    case "score/refused":
      return { ...state, problems: event.problems, vocabulary: event.vocabulary };
    case "score/asked":
      return { ...state, run: event.run, names: event.names, rows: event.contenders.map((one) => rowOf(one, event.names)), problems: {}, pointed: null };
    case "score/row":
      return event.run === state.run ? changed(state, event.id, () => event.change) : state;
    case "score/result":
      return event.run === state.run ? changed(state, event.id, ({ results }) => ({ results: results.map((result, name) => (name === event.name ? event.result : result)) })) : state;
    case "score/pointed":
      return { ...state, pointed: event.cell };
    default:
      throw new Error(`Scoring names knows no event ${/** @type {{type: string}} */ (event).type}.`);
  }
}

/**
 * @param {Contender} contender
 * @param {readonly string[]} names
 * @returns {Row}
 */
function rowOf(contender, names) {
  return { ...contender, phase: "loading", loaded: 0, fault: "", results: names.map(() => ({ score: null, fault: "" })) };
}

/**
 * @param {Score} state
 * @param {Form} form
 * @returns {Score}
 */
function edit(state, form) {
  const pointedOut = Object.keys(state.problems).length > 0;
  return { ...state, form, problems: pointedOut ? validate(form, state.vocabulary).problems : state.problems };
}

/**
 * @param {Score} state
 * @param {string} id
 * @param {(row: Row) => Partial<Row>} change
 * @returns {Score}
 */
function changed(state, id, change) {
  return { ...state, rows: state.rows.map((row) => (row.id === id ? { ...row, ...change(row) } : row)) };
}
