/** The loss curves as a table: every 50th training step, with the values the chart shows. */
import { longest } from "../../chart/longest.js";
import { displayed } from "../../chart/means.js";
import { partsOf, spokenName } from "../../chart/series.js";
import { byId, whenChanged } from "../ui/dom.js";
import { baselineOf } from "./view-of.js";
import { valueName, valueText } from "./words.js";

/** @typedef {import("./state.js").Compare} Compare */
/** @typedef {import("../../chart/series.js").Series} Series */

const EVERY = 50;

/**
 * @returns {(state: Compare) => void}
 */
export function createCurveTable() {
  const place = byId("curve-table");
  const fill = whenChanged((/** @type {boolean} */ shown, /** @type {readonly Series[]} */ series, /** @type {number} */ window, /** @type {Series | null} */ baseline) => {
    place.hidden = !shown;
    place.replaceChildren(...(shown ? [table(series, window, baseline)] : []));
  });
  return (state) => fill(state.tableShown && state.series.length > 0, state.series, state.window, baselineOf(state));
}

/**
 * @param {readonly Series[]} series
 * @param {number} window
 * @param {Series | null} baseline
 */
function table(series, window, baseline) {
  const element = document.createElement("table");
  element.createCaption().textContent = captionOf(window, baseline);
  const head = element.createTHead().insertRow();
  head.append(...["Training step", ...series.map(columnName)].map((text) => header(text, "col")));
  const body = element.createTBody();
  const columns = series.map((one) => displayed(one, window, baseline));
  for (let index = EVERY - 1; index < longest(series); index += EVERY) {
    const row = body.insertRow();
    row.append(header(String(index + 1), "row"));
    for (const column of columns) row.insertCell().textContent = valueText(column[index], baseline !== null);
  }
  return element;
}

/**
 * @param {number} window
 * @param {Series | null} baseline
 */
function captionOf(window, baseline) {
  const values = window === 1 ? "Single losses" : `Mean of ${window} losses`;
  const first = EVERY < window ? `; at training step ${EVERY}, ${valueName({ window }, EVERY - 1).toLowerCase()}` : "";
  const less = baseline ? `, minus ${spokenName(baseline)}` : "";
  return `${values}${less}, every ${EVERY} training steps${first}`;
}

/** @param {Series} series */
function columnName(series) {
  const { number, title } = partsOf(series);
  return title ? `${number} ${title}` : number;
}

/**
 * @param {string} text
 * @param {"row" | "col"} scope
 */
function header(text, scope) {
  const cell = document.createElement("th");
  cell.scope = scope;
  cell.dir = "auto";
  cell.textContent = text;
  return cell;
}
