/** What stands around the chart: smoothing, zoom, the table of numbers and the download. */
import { byId, whenChanged } from "../ui/dom.js";
import { curvesToCsv } from "./csv.js";

/** @typedef {import("./state.js").Compare} Compare */

/**
 * @param {{dispatch: (event: import("./state.js").CompareEvent) => void, onSave: (name: string, text: string) => void}} intents
 * @returns {(state: Compare) => void}
 */
export function createChartTools({ dispatch, onSave }) {
  const smoothing = byId("smoothing", HTMLSelectElement);
  const reset = byId("zoom-reset", HTMLButtonElement);
  const table = byId("show-table", HTMLButtonElement);
  const csv = byId("download-csv", HTMLButtonElement);
  /** @type {Compare["series"]} */
  let series = [];

  smoothing.addEventListener("change", () => dispatch({ type: "compare/smoothed", window: Number(smoothing.value) }));
  byId("zoom-in").addEventListener("click", () => dispatch({ type: "compare/zoomed-in" }));
  reset.addEventListener("click", () => dispatch({ type: "compare/zoom-reset" }));
  table.addEventListener("click", () => dispatch({ type: "compare/table-toggled" }));
  csv.addEventListener("click", () => onSave("loss-curves.csv", curvesToCsv(series)));

  const enable = whenChanged((/** @type {boolean} */ loaded) => {
    for (const control of byId("chart-tools").querySelectorAll("select, button")) {
      /** @type {HTMLSelectElement | HTMLButtonElement} */ (control).disabled = !loaded;
    }
    table.disabled = csv.disabled = !loaded;
  });

  return (state) => {
    series = state.series;
    enable(state.uniform !== null);
    smoothing.value = String(state.window);
    // Not `disabled`: a button that has the focus would lose it by being used.
    reset.ariaDisabled = String(state.zoom === null);
    table.ariaExpanded = String(state.tableShown);
  };
}
