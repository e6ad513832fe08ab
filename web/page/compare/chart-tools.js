/** What stands around the chart: how it is shown, zoom, the table of numbers and the download. */
import { isolated } from "../../chart/isolate.js";
import { partsOf } from "../../chart/series.js";
import { byId, setText, whenChanged } from "../ui/dom.js";
import { curvesToCsv } from "./csv.js";
import { dottedOf } from "./view-of.js";
import { canZoomIn } from "./zoom.js";

/** @typedef {import("./state.js").Compare} Compare */
/** @typedef {import("../../chart/series.js").Series} Series */

/**
 * @param {{dispatch: (event: import("./state.js").CompareEvent) => void, onSave: (name: string, text: string) => void}} intents
 * @returns {(state: Compare, choice: import("../choice.js").Choice) => void}
 */
export function createChartTools({ dispatch, onSave }) {
  const smoothing = byId("smoothing", HTMLSelectElement);
  const baseline = byId("baseline", HTMLSelectElement);
  const singles = byId("singles", HTMLInputElement);
  const logarithmic = byId("logarithmic", HTMLInputElement);
  const zoom = byId("zoom-in", HTMLButtonElement);
  const reset = byId("zoom-reset", HTMLButtonElement);
  const table = byId("show-table", HTMLButtonElement);
  const csv = byId("download-csv", HTMLButtonElement);
  /** @type {Compare["series"]} */
  let series = [];

  smoothing.addEventListener("change", () => dispatch({ type: "compare/smoothed", window: Number(smoothing.value) }));
  baseline.addEventListener("change", () => dispatch({ type: "compare/baseline-chosen", id: baseline.value || null }));
  singles.addEventListener("change", () => dispatch({ type: "compare/singles-toggled" }));
  logarithmic.addEventListener("change", () => dispatch({ type: "compare/logarithmic-toggled" }));
  zoom.addEventListener("click", () => dispatch({ type: "compare/zoomed-in" }));
  reset.addEventListener("click", () => dispatch({ type: "compare/zoom-reset" }));
  table.addEventListener("click", () => dispatch({ type: "compare/table-toggled" }));
  csv.addEventListener("click", () => onSave("loss-curves.csv", curvesToCsv(series)));

  const enable = whenChanged((/** @type {boolean} */ loaded) => {
    for (const control of byId("figure").querySelectorAll("select, .tools :is(input, button)")) {
      /** @type {HTMLSelectElement | HTMLInputElement | HTMLButtonElement} */ (control).disabled = !loaded;
    }
  });
  const offerBaselines = whenChanged((/** @type {string} */ _offered) => {
    for (const { id, name } of series) {
      const option = optionOf(baseline, id);
      if (option) setText(option, name);
      else baseline.add(Object.assign(new Option(name, id), { dir: "auto" }));
    }
    for (const option of [...baseline.options]) if (option.value && !series.some(({ id }) => id === option.value)) option.remove();
  });

  return (state, choice) => {
    series = state.series;
    enable(state.uniform !== null);
    if (state.uniform) offerBaselines(series.map(({ id, name }) => `${id} ${name}`).join("\n"));
    smoothing.value = String(state.window);
    baseline.value = state.baseline ?? "";
    singles.checked = state.singles;
    const dotted = dottedOf(state, choice);
    if (state.uniform) setText(byId("singles-of"), dotted ? ` of ${briefName(dotted)}` : "");
    logarithmic.checked = state.logarithmic;
    // Not `disabled`: a button that has the focus would lose it by being used.
    zoom.ariaDisabled = String(!canZoomIn(state));
    reset.ariaDisabled = String(state.zoom === null);
    table.ariaExpanded = String(state.tableShown);
    setText(byId("chart-note"), state.refusal);
  };
}

/** @param {Series} series @returns {string} "step 3", or all of a name that the visitor gave. */
function briefName(series) {
  const { number, title } = partsOf(series);
  return title ? `step ${number}` : isolated(number);
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} value
 */
function optionOf(select, value) {
  return [...select.options].find((option) => option.value === value);
}
