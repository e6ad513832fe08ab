/**
 * The legend of the loss curves: one toggle per series, with its values at the cursor, and the
 * sentence that says them aloud when keys moved the cursor.
 */
import { applyLook } from "../../chart/look.js";
import { displayed } from "../../chart/series.js";
import { byId, setText, whenChanged } from "../ui/dom.js";
import { loss, windowName } from "../ui/format.js";

/** @typedef {import("./state.js").Compare} Compare */
/** @typedef {import("../../chart/series.js").Series} Series */
/** @typedef {(event: import("./state.js").CompareEvent) => void} Dispatch */

/** A key held down moves the cursor faster than anything can be read aloud. */
const SPEAK_AFTER_MS = 300;

/**
 * @typedef {{row: HTMLElement, toggle: HTMLInputElement, value: HTMLElement, raw: HTMLElement}} Row
 */

/**
 * @param {{dispatch: Dispatch}} intents
 * @returns {(state: Compare) => void}
 */
export function createLegend({ dispatch }) {
  const body = byId("legend").querySelector("tbody") ?? byId("legend");
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
  const speak = createSpeaker(byId("chart-spoken"));

  return (state) => {
    if (!state.uniform) return;
    followSeries(state.series);
    setText(byId("chart-cursor"), `training step ${state.cursor + 1}`);
    setText(byId("value-name"), windowName(state.window));
    byId("legend").classList.toggle("raw-only", state.window === 1);
    for (const one of state.series) showRow(/** @type {Row} */ (rows.get(one.id)), one, state);
    speak(state);
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
  /** @template {HTMLElement} T @param {string} selector @param {{new (): T}} type */
  const part = (selector, type) => {
    const found = row.querySelector(selector);
    if (!(found instanceof type)) throw new Error(`A row of the legend has no ${selector}.`);
    return found;
  };
  return { row, toggle: part("input", HTMLInputElement), value: part(".value", HTMLElement), raw: part(".raw", HTMLElement) };
}

/**
 * The row of a series that the page was not built with, made after the last one of those.
 *
 * @param {Element} body
 * @param {Series} series
 */
function furtherRow(body, { id, name, look }) {
  const row = /** @type {HTMLElement} */ (body.querySelector("[data-series]:last-of-type")?.cloneNode(true));
  row.dataset.series = id;
  row.dataset.further = "yes";
  const line = row.querySelector("line");
  if (line) applyLook(line, look);
  setText(/** @type {Element} */ (row.querySelector("label span")), name);
  body.append(row);
  return readRow(row);
}

/**
 * @param {Row} row
 * @param {Series} series
 * @param {Compare} state
 */
function showRow({ row, toggle, value, raw }, series, { window, cursor, hidden }) {
  const visible = !hidden.includes(series.id);
  toggle.checked = visible;
  row.classList.toggle("off", !visible);
  setText(value, visible ? loss(displayed(series, window)[cursor]) : "–");
  setText(raw, visible ? loss(series.losses[cursor]) : "–");
}

/**
 * @param {HTMLElement} region  Live, and empty until there is something to say.
 * @returns {(state: Compare) => void}
 */
function createSpeaker(region) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Compare | null} */
  let latest = null;
  const speakLater = whenChanged((/** @type {number} */ keyMoves) => {
    if (keyMoves === 0) return;
    clearTimeout(timer);
    timer = setTimeout(() => latest && setText(region, spoken(latest)), SPEAK_AFTER_MS);
  });
  return (state) => {
    latest = state;
    speakLater(state.keyMoves);
  };
}

/** @param {Compare} state */
function spoken({ series, hidden, window, cursor }) {
  const values = series
    .filter(({ id, losses }) => !hidden.includes(id) && cursor < losses.length)
    .map((one) => `${one.name.replace(/^Step/, "step").replace(" · ", ", ")}, ${loss(displayed(one, window)[cursor])}`);
  const what = values.length ? values.join("; ") : "no curve is shown";
  return `Training step ${cursor + 1}, ${windowName(window).toLowerCase()}: ${what}.`;
}
