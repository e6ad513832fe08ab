/** The loss curves' slice of the state. Positions are indices, counted from 0. */
import { clamp, lastIndex, moveByKey, shownSpan, zoomIn, zoomTo } from "./zoom.js";

/** @typedef {import("../../chart/series.js").Series} Series */
/** @typedef {import("../../chart/frame.js").Span} Span */

/**
 * @typedef {{loss: number, choices: number}} Uniform  Random guessing: ln of the number of choices.
 * @typedef {object} Compare
 * @property {readonly Series[]} series
 * @property {Uniform | null} uniform  Null until the curves are there.
 * @property {string} fault  A sentence when the curves could not be loaded.
 * @property {readonly string[]} hidden  The ids of series that are switched off.
 * @property {number} window  How many training steps a displayed value is the mean of; 1 shows them raw.
 * @property {number} cursor
 * @property {number} keyMoves  How often keys moved the cursor: what is moved by keys is also spoken.
 * @property {Span | null} zoom  Null shows everything.
 * @property {string | null} pointed  The id of the series under the pointer or the focus in the legend.
 * @property {boolean} tableShown
 * @property {string} theme
 */

/**
 * @typedef {{type: "compare/loaded", series: readonly Series[], uniform: Uniform}
 *   | {type: "compare/asked"}
 *   | {type: "compare/failed", message: string}
 *   | {type: "compare/series-added", series: Series}
 *   | {type: "compare/series-extended", id: string, losses: readonly number[]}
 *   | {type: "compare/series-removed", id: string}
 *   | {type: "compare/toggled", id: string}
 *   | {type: "compare/smoothed", window: number}
 *   | {type: "compare/hovered", index: number}
 *   | {type: "compare/moved", by: number}
 *   | {type: "compare/zoomed", span: Span}
 *   | {type: "compare/zoomed-in"}
 *   | {type: "compare/zoom-reset"}
 *   | {type: "compare/pointed", id: string | null}
 *   | {type: "compare/table-toggled"}
 *   | {type: "compare/theme", theme: string}} CompareEvent
 */

/**
 * @param {{window: number}} defaults
 * @returns {{initial: Compare, reduce: typeof reduceCompare}}
 */
export function createCompare({ window }) {
  return {
    initial: {
      series: [],
      uniform: null,
      fault: "",
      hidden: [],
      window,
      cursor: 0,
      keyMoves: 0,
      zoom: null,
      pointed: null,
      tableShown: false,
      theme: "",
    },
    reduce: reduceCompare,
  };
}

/**
 * @param {Compare} state
 * @param {CompareEvent} event
 * @returns {Compare}
 */
export function reduceCompare(state, event) {
  switch (event.type) {
    case "compare/loaded":
      return load(state, event);
    case "compare/asked":
      return { ...state, fault: "" };
    case "compare/failed":
      return { ...state, fault: event.message };
    case "compare/series-added":
      return { ...state, series: [...state.series, event.series] };
    case "compare/series-extended":
      return { ...state, series: state.series.map((one) => (one.id === event.id ? { ...one, losses: [...one.losses, ...event.losses] } : one)) };
    case "compare/series-removed":
      return remove(state, event.id);
    case "compare/toggled":
      return { ...state, hidden: toggled(state.hidden, event.id) };
    case "compare/smoothed":
      return { ...state, window: event.window };
    case "compare/hovered":
      return { ...state, cursor: clamp(event.index, 0, lastIndex(state)) };
    case "compare/moved":
      return moveByKey(state, event.by);
    case "compare/zoomed":
      return zoomTo(state, event.span);
    case "compare/zoomed-in":
      return zoomIn(state);
    case "compare/zoom-reset":
      return { ...state, zoom: null };
    case "compare/pointed":
      return { ...state, pointed: event.id };
    case "compare/table-toggled":
      return { ...state, tableShown: !state.tableShown };
    case "compare/theme":
      return { ...state, theme: event.theme };
    default:
      throw new Error(`The loss curves know no event ${/** @type {{type: string}} */ (event).type}.`);
  }
}

/**
 * @param {Compare} state
 * @returns {import("../../chart/frame.js").View}
 */
export function viewOf(state) {
  const { series, hidden, pointed, window, uniform } = state;
  return { series, hidden, pointed, window, span: shownSpan(state), uniformLoss: uniform?.loss ?? 0 };
}

/**
 * The curves of the tutorial's steps come first, before any that were there already.
 *
 * @param {Compare} state
 * @param {{series: readonly Series[], uniform: Uniform}} loaded
 * @returns {Compare}
 */
function load(state, { series, uniform }) {
  const others = state.series.filter(({ source }) => source !== "baked");
  const loaded = { ...state, series: [...series, ...others], uniform, fault: "" };
  return { ...loaded, cursor: lastIndex(loaded) };
}

/**
 * @param {Compare} state
 * @param {string} id
 * @returns {Compare}
 */
function remove(state, id) {
  const without = {
    ...state,
    series: state.series.filter((one) => one.id !== id),
    hidden: state.hidden.filter((other) => other !== id),
    pointed: state.pointed === id ? null : state.pointed,
  };
  const end = lastIndex(without);
  const zoom = without.zoom && without.zoom[1] > end ? null : without.zoom;
  return { ...without, zoom, cursor: clamp(without.cursor, 0, end) };
}

/**
 * @param {readonly string[]} ids
 * @param {string} id
 */
function toggled(ids, id) {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}
