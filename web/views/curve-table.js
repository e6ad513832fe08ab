/** The loss curves as a table: every 50th training step, with the values the chart shows. */
import { displayed } from "../curves.js";
import { byId, whenChanged } from "../dom.js";
import { loss, windowName } from "../format.js";

/** @typedef {import("../chart-state.js").Chart} Chart */
/** @typedef {import("../curves.js").Curves} Curves */

const EVERY = 50;

/**
 * @returns {(chart: Chart) => void}
 */
export function createCurveTable() {
  const place = byId("curve-table");
  const fill = whenChanged((/** @type {boolean} */ shown, /** @type {Curves | null} */ curves, /** @type {number} */ window) => {
    place.hidden = !shown || !curves;
    place.replaceChildren(...(shown && curves ? [table(curves, window)] : []));
  });
  return ({ tableShown, curves, window }) => fill(tableShown, curves, window);
}

/**
 * @param {Curves} curves
 * @param {number} window
 */
function table(curves, window) {
  const element = document.createElement("table");
  element.createCaption().textContent = `${windowName(window)}${window > 1 ? " losses" : ""}, every ${EVERY} training steps`;
  const head = element.createTHead().insertRow();
  head.append(...["Training step", ...curves.steps.map(({ step, title }) => `${step} ${title}`)].map((text) => header(text, "col")));
  const body = element.createTBody();
  const columns = curves.steps.map((step) => displayed(step, window));
  for (let index = EVERY - 1; index < columns[0].length; index += EVERY) {
    const row = body.insertRow();
    row.append(header(String(index + 1), "row"));
    for (const column of columns) row.insertCell().textContent = loss(column[index]);
  }
  return element;
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
