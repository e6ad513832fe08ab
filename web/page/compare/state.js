/** The loss curves' slice of the state. Positions are indices, counted from 0. */
import { addSeries, extendSeries, loadSeries, removeSeries } from "./series-list.js";
import { clamp, lastIndex, moveByKey, zoomIn, zoomTo } from "./zoom.js";

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
 * @property {string | null} baseline  The id of the series that is subtracted from all others.
 * @property {boolean} singles  Whether the losses of single names are shown too.
 * @property {boolean} logarithmic  Whether the axis of training steps is.
 * @property {number} cursor
 * @property {number} keyMoves  How often keys moved the cursor: what is moved by keys is also spoken.
 * @property {Span | null} zoom  Null shows everything.
 * @property {string} refusal  A sentence when the last zoom that was asked for could not be.
 * @property {number} refusals  How often that was so: each is spoken, the same sentence too.
 * @property {string | null} pointed  The id of the series under the pointer or the focus in the legend.
 * @property {boolean} tableShown
 * @property {boolean} enlarged
 * @property {string} theme
 */

/**
 * @typedef {{type: "compare/loaded", series: readonly Series[], uniform: Uniform}
 *   | {type: "compare/asked"}
 *   | {type: "compare/failed", message: string}
 *   | {type: "compare/series-added", series: Series}
 *   | {type: "compare/series-extended", id: string, losses: readonly number[]}
 *   | {type: "compare/series-renamed", id: string, name: string}
 *   | {type: "compare/series-removed", id: string}
 *   | {type: "compare/toggled", id: string}
 *   | {type: "compare/all-shown"}
 *   | {type: "compare/smoothed", window: number}
 *   | {type: "compare/baseline-chosen", id: string | null}
 *   | {type: "compare/singles-toggled"}
 *   | {type: "compare/logarithmic-toggled"}
 *   | {type: "compare/hovered", index: number}
 *   | {type: "compare/moved", by: number}
 *   | {type: "compare/zoomed", span: Span}
 *   | {type: "compare/zoomed-in"}
 *   | {type: "compare/zoom-reset"}
 *   | {type: "compare/pointed", id: string | null}
 *   | {type: "compare/table-toggled"}
 *   | {type: "compare/enlarged", on: boolean}
 *   | {type: "compare/theme", theme: string}} CompareEvent
 */

/**
 * @param {{window: number}} defaults
 * @returns {{initial: Compare, reduce: typeof reduce}}
 */
export function createCompare({ window }) {
  return {
    initial: {
      series: [],
      uniform: null,
      fault: "",
      hidden: [],
      window,
      baseline: null,
      singles: false,
      logarithmic: false,
      cursor: 0,
      keyMoves: 0,
      zoom: null,
      refusal: "",
      refusals: 0,
      pointed: null,
      tableShown: false,
      enlarged: false,
      theme: "",
    },
    reduce,
  };
}

/**
 * @param {Compare} state
 * @param {CompareEvent} event
 * @returns {Compare}
 */
function reduce(state, event) {
  switch (event.type) {
    case "compare/loaded":
      return loadSeries(state, event);
    case "compare/asked":
      return { ...state, fault: "" };
    case "compare/failed":
      return { ...state, fault: event.message };
    case "compare/series-added":
      return addSeries(state, event.series);
    case "compare/series-extended":
      return extendSeries(state, event);
    case "compare/series-renamed":
      return { ...state, series: state.series.map((one) => (one.id === event.id ? { ...one, name: event.name } : one)) };
    case "compare/series-removed":
      return removeSeries(state, event.id);
    case "compare/toggled":
      return { ...state, hidden: toggled(state.hidden, event.id) };
    case "compare/all-shown":
      return { ...state, hidden: [] };
    case "compare/smoothed":
      return { ...state, window: event.window };
    case "compare/baseline-chosen":
      return { ...state, baseline: event.id };
    case "compare/singles-toggled":
      return { ...state, singles: !state.singles };
    case "compare/logarithmic-toggled":
      return { ...state, logarithmic: !state.logarithmic };
    case "compare/hovered":
      return { ...state, cursor: clamp(event.index, 0, lastIndex(state)) };
    case "compare/moved":
      return moveByKey(state, event.by);
    case "compare/zoomed":
      return zoomTo(state, event.span);
    case "compare/zoomed-in":
      return zoomIn(state);
    case "compare/zoom-reset":
      return { ...state, zoom: null, refusal: "" };
    case "compare/pointed":
      return { ...state, pointed: event.id };
    case "compare/table-toggled":
      return { ...state, tableShown: !state.tableShown };
    case "compare/enlarged":
      return { ...state, enlarged: event.on };
    case "compare/theme":
      return { ...state, theme: event.theme };
    default:
      throw new Error(`The loss curves know no event ${/** @type {{type: string}} */ (event).type}.`);
  }
}

/**
 * @param {readonly string[]} ids
 * @param {string} id
 */
function toggled(ids, id) {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}
