/** The legend of the loss curves: one toggle per series, with its look and its values at the cursor. */
import { applyLook } from "../../chart/look.js";
import { displayed } from "../../chart/means.js";
import { byId, setText, whenChanged } from "../ui/dom.js";
import { subtraction, valueName, valueText } from "./words.js";
import { baselineOf, leadOf } from "./view-of.js";

/** @typedef {import("./state.js").Compare} Compare */
/** @typedef {import("../choice.js").Choice} Choice */
/** @typedef {import("../../chart/series.js").Series} Series */
/** @typedef {(event: import("./state.js").CompareEvent) => void} Dispatch */

/**
 * @typedef {{row: HTMLElement, toggle: HTMLInputElement, line: SVGLineElement, value: HTMLElement, raw: HTMLElement}} Row
 */

/**
 * @param {{dispatch: Dispatch}} intents
 * @returns {(state: Compare, choice: Choice) => void}
 */
export function createLegend({ dispatch }) {
  const legend = byId("legend");
  const body = legend.querySelector("tbody") ?? legend;
  /** @type {Map<string, Row>} By the id of the series; those of the tutorial's steps stand in the page. */
  const rows = new Map();
  for (const row of body.querySelectorAll("[data-series]")) {
    if (row instanceof HTMLElement) rows.set(row.dataset.series ?? "", listen(readRow(row), row.dataset.series ?? "", dispatch));
  }
  const followSeries = whenChanged((/** @type {readonly Series[]} */ series) => {
    for (const one of series) if (!rows.has(one.id)) rows.set(one.id, listen(furtherRow(body, one), one.id, dispatch));
    for (const [id, { row }] of rows) if (row.dataset.further && !series.some((one) => one.id === id)) remove(id);
  });
  /** @param {string} id */
  const remove = (id) => {
    rows.get(id)?.row.remove();
    rows.delete(id);
  };

  return (state, choice) => {
    if (!state.uniform) return;
    followSeries(state.series);
    setText(byId("chart-cursor"), `training step ${state.cursor + 1}`);
    setText(byId("chart-less"), subtraction(state));
    setText(byId("value-name"), valueName(state, state.cursor));
    legend.classList.toggle("singles", state.singles && state.window > 1);
    const lead = leadOf(state, choice);
    for (const one of state.series) showRow(/** @type {Row} */ (rows.get(one.id)), one, state, lead);
  };
}

/**
 * @param {Row} parts
 * @param {string} id
 * @param {Dispatch} dispatch
 */
function listen(parts, id, dispatch) {
  const { row, toggle } = parts;
  toggle.addEventListener("change", () => dispatch({ type: "compare/toggled", id }));
  row.addEventListener("pointerenter", () => dispatch({ type: "compare/pointed", id }));
  row.addEventListener("pointerleave", () => dispatch({ type: "compare/pointed", id: null }));
  toggle.addEventListener("focus", () => dispatch({ type: "compare/pointed", id }));
  toggle.addEventListener("blur", () => dispatch({ type: "compare/pointed", id: null }));
  return parts;
}

/** @param {HTMLElement} row @returns {Row} */
function readRow(row) {
  /** @template {Element} T @param {string} selector @param {{new (): T}} type */
  const part = (selector, type) => {
    const found = row.querySelector(selector);
    if (!(found instanceof type)) throw new Error(`A row of the legend has no ${selector}.`);
    return found;
  };
  return {
    row,
    toggle: part("input", HTMLInputElement),
    line: part("line", SVGLineElement),
    value: part(".value", HTMLElement),
    raw: part(".raw", HTMLElement),
  };
}

/**
 * The row of a series that the page was not built with, made after the last one of those.
 *
 * @param {Element} body
 * @param {Series} series
 */
function furtherRow(body, { id, name }) {
  const row = /** @type {HTMLElement} */ (body.querySelector("[data-series]:last-of-type")?.cloneNode(true));
  row.dataset.series = id;
  row.dataset.further = "yes";
  const label = /** @type {HTMLElement} */ (row.querySelector("label span"));
  label.dir = "auto"; // Whoever named it may write from right to left.
  setText(label, name);
  body.append(row);
  return readRow(row);
}

/**
 * @param {Row} row
 * @param {Series} series
 * @param {Compare} state
 * @param {string | null} lead
 */
function showRow({ row, toggle, line, value, raw }, series, state, lead) {
  const { window, cursor, hidden } = state;
  const visible = !hidden.includes(series.id);
  setText(/** @type {Element} */ (row.querySelector("label span")), series.name);
  const baseline = baselineOf(state);
  /** @param {number} mean  Of how many. */
  const text = (mean) => (visible ? valueText(displayed(series, mean, baseline)[cursor], baseline !== null) : "–");
  toggle.checked = visible;
  row.classList.toggle("off", !visible);
  applyLook(line, series.look, lead === null ? "plain" : lead === series.id ? "lead" : "quiet", window === 1);
  setText(value, text(window));
  setText(raw, text(1));
}
