/** What stands around the chart: smoothing, zoom, the table of numbers and the download. */
import { curvesToCsv } from "../csv.js";
import { byId, setText, whenChanged } from "../dom.js";

/** @typedef {import("../chart-state.js").Chart} Chart */

/**
 * @param {{dispatch: (event: import("../chart-state.js").ChartEvent) => void, onSave: (name: string, text: string) => void}} intents
 * @returns {(chart: Chart) => void}
 */
export function createChartTools({ dispatch, onSave }) {
  const smoothing = byId("smoothing", HTMLSelectElement);
  const reset = byId("zoom-reset", HTMLButtonElement);
  const table = byId("show-table", HTMLButtonElement);
  const csv = byId("download-csv", HTMLButtonElement);
  /** @type {Chart["curves"]} */
  let curves = null;

  smoothing.addEventListener("change", () => dispatch({ type: "chart/smoothed", window: Number(smoothing.value) }));
  byId("zoom-in").addEventListener("click", () => dispatch({ type: "chart/zoomed-in" }));
  reset.addEventListener("click", () => dispatch({ type: "chart/zoom-reset" }));
  table.addEventListener("click", () => dispatch({ type: "chart/table-toggled" }));
  csv.addEventListener("click", () => curves && onSave("loss-curves.csv", curvesToCsv(curves)));

  const enable = whenChanged((/** @type {Chart["curves"]} */ loaded) => {
    curves = loaded;
    for (const control of byId("chart-tools").querySelectorAll("select, button")) {
      /** @type {HTMLSelectElement | HTMLButtonElement} */ (control).disabled = !loaded;
    }
    table.disabled = csv.disabled = !loaded;
  });

  return (chart) => {
    enable(chart.curves);
    smoothing.value = String(chart.window);
    // Not `disabled`: a button that has the focus would lose it by being used.
    reset.ariaDisabled = String(chart.zoom === null);
    table.ariaExpanded = String(chart.tableShown);
    setText(byId("chart-fault"), chart.fault);
  };
}
