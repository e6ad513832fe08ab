/**
 * The legend of the loss curves: one toggle per series, with its values at the cursor, and the
 * sentence that says them aloud when keys moved the cursor.
 */
import { displayed } from "../curves.js";
import { byId, setText, whenChanged } from "../dom.js";
import { loss, windowName } from "../format.js";

/** @typedef {import("../chart-state.js").Chart} Chart */
/** @typedef {import("../curves.js").CurveStep} CurveStep */

/** A key held down moves the cursor faster than anything can be read aloud. */
const SPEAK_AFTER_MS = 300;

/**
 * @typedef {{row: HTMLElement, toggle: HTMLInputElement, value: HTMLElement, raw: HTMLElement}} Row
 */

/**
 * @param {{dispatch: (event: import("../chart-state.js").ChartEvent) => void}} intents
 * @returns {(chart: Chart) => void}
 */
export function createLegend({ dispatch }) {
  const rows = [...byId("legend").querySelectorAll("[data-step]")].map(readRow);
  rows.forEach(({ row, toggle }, series) => {
    toggle.addEventListener("change", () => dispatch({ type: "chart/toggled", series }));
    row.addEventListener("pointerenter", () => dispatch({ type: "chart/pointed", series }));
    row.addEventListener("pointerleave", () => dispatch({ type: "chart/pointed", series: null }));
    toggle.addEventListener("focus", () => dispatch({ type: "chart/pointed", series }));
    toggle.addEventListener("blur", () => dispatch({ type: "chart/pointed", series: null }));
  });
  const speak = createSpeaker(byId("chart-spoken"));

  return (chart) => {
    const { curves } = chart;
    if (!curves) return;
    setText(byId("chart-cursor"), `training step ${chart.cursor + 1}`);
    setText(byId("value-name"), windowName(chart.window));
    byId("legend").classList.toggle("raw-only", chart.window === 1);
    curves.steps.forEach((step, i) => showRow(rows[i], step, chart, chart.visible[i]));
    speak(chart);
  };
}

/** @param {Element} element @returns {Row} */
function readRow(element) {
  /** @template {HTMLElement} T @param {string} selector @param {{new (): T}} type */
  const part = (selector, type) => {
    const found = element.querySelector(selector);
    if (!(found instanceof type)) throw new Error(`A row of the legend has no ${selector}.`);
    return found;
  };
  return {
    row: /** @type {HTMLElement} */ (element),
    toggle: part("input", HTMLInputElement),
    value: part(".value", HTMLElement),
    raw: part(".raw", HTMLElement),
  };
}

/**
 * @param {Row} row
 * @param {CurveStep} step
 * @param {Chart} chart
 * @param {boolean} visible
 */
function showRow({ row, toggle, value, raw }, step, { window, cursor }, visible) {
  toggle.checked = visible;
  row.classList.toggle("off", !visible);
  setText(value, visible ? loss(displayed(step, window)[cursor]) : "–");
  setText(raw, visible ? loss(step.losses[cursor]) : "–");
}

/**
 * @param {HTMLElement} region  Live, and empty until there is something to say.
 * @returns {(chart: Chart) => void}
 */
function createSpeaker(region) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Chart | null} */
  let latest = null;
  const speakLater = whenChanged((/** @type {number} */ keyMoves) => {
    if (keyMoves === 0) return;
    clearTimeout(timer);
    timer = setTimeout(() => latest && setText(region, spoken(latest)), SPEAK_AFTER_MS);
  });
  return (chart) => {
    latest = chart;
    speakLater(chart.keyMoves);
  };
}

/** @param {Chart} chart */
function spoken({ curves, visible, window, cursor }) {
  const values = (curves?.steps ?? [])
    .filter((_, i) => visible[i])
    .map((step) => `step ${step.step}, ${step.title}, ${loss(displayed(step, window)[cursor])}`);
  const what = values.length ? values.join("; ") : "no curve is shown";
  return `Training step ${cursor + 1}, ${windowName(window).toLowerCase()}: ${what}.`;
}
