/** The views of the loss curves, in a module of their own: the page can make names before they are there. */
import { saveFile } from "./browser.js";
import { fetchCurves } from "./curve-file.js";
import { toFault } from "./protocol.js";
import { createChartTools } from "./views/chart-tools.js";
import { createChart } from "./views/chart.js";
import { createCurveTable } from "./views/curve-table.js";
import { createLegend } from "./views/legend.js";

/** @typedef {import("./chart-state.js").Chart} Chart */
/** @typedef {(event: import("./chart-state.js").ChartEvent) => void} Dispatch */

/**
 * @param {Dispatch} dispatch
 * @returns {(chart: Chart) => void}
 */
export function createChartViews(dispatch) {
  const views = [
    createChart({ dispatch }),
    createLegend({ dispatch }),
    createChartTools({ dispatch, onSave: saveFile }),
    createCurveTable(),
  ];
  return (chart) => views.forEach((view) => view(chart));
}

/**
 * @param {import("./protocol.js").Site} site
 * @param {Dispatch} dispatch
 */
export async function loadCurves(site, dispatch) {
  try {
    dispatch({ type: "chart/loaded", curves: await fetchCurves(site.curves, site.steps) });
  } catch (error) {
    dispatch({ type: "chart/failed", message: toFault(error).message });
  }
}
