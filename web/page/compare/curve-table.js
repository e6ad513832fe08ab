/** The loss curves as a table: every 50th training step, with the values the chart shows. */
import { longest } from "../../chart/longest.js";
import { displayed } from "../../chart/series.js";
import { byId, whenChanged } from "../ui/dom.js";
import { loss, windowName } from "../ui/format.js";

/** @typedef {import("./state.js").Compare} Compare */
/** @typedef {import("../../chart/series.js").Series} Series */

const EVERY = 50;

/**
 * @returns {(state: Compare) => void}
 */
export function createCurveTable() {
  const place = byId("curve-table");
  const fill = whenChanged((/** @type {boolean} */ shown, /** @type {readonly Series[]} */ series, /** @type {number} */ window) => {
    place.hidden = !shown;
    place.replaceChildren(...(shown ? [table(series, window)] : []));
  });
  return ({ tableShown, series, window }) => fill(tableShown && series.length > 0, series, window);
}

/**
 * @param {readonly Series[]} series
 * @param {number} window
 */
function table(series, window) {
  const element = document.createElement("table");
  element.createCaption().textContent = `${windowName(window)}${window > 1 ? " losses" : ""}, every ${EVERY} training steps`;
  const head = element.createTHead().insertRow();
  head.append(...["Training step", ...series.map(shortName)].map((text) => header(text, "col")));
  const body = element.createTBody();
  const columns = series.map((one) => displayed(one, window));
  for (let index = EVERY - 1; index < longest(series); index += EVERY) {
    const row = body.insertRow();
    row.append(header(String(index + 1), "row"));
    for (const column of columns) row.insertCell().textContent = loss(column[index]);
  }
  return element;
}

/** @param {Series} series */
function shortName({ name }) {
  return name.replace(/^Step /, "").replace(" · ", " ");
}

/**
 * @param {string} text
 * @param {"row" | "col"} scope
 */
function header(text, scope) {
  const cell = document.createElement("th");
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}
