/** The views of the loss curves, a program of its own: the page can make names before they are there. */
import { saveFile } from "../ui/browser.js";
import { createAnnouncer } from "./announce.js";
import { createChartTools } from "./chart-tools.js";
import { createChart } from "./chart.js";
import { createCurveTable } from "./curve-table.js";
import { createEnlarge } from "./enlarge.js";
import { createLegend } from "./legend.js";

export { fetchCurves } from "./curve-file.js";

/**
 * @param {(event: import("./state.js").CompareEvent) => void} dispatch
 * @returns {(state: import("./state.js").Compare, choice: import("../choice.js").Choice) => void}
 */
export function createChartViews(dispatch) {
  const views = [
    createChart({ dispatch }),
    createLegend({ dispatch }),
    createChartTools({ dispatch, onSave: saveFile }),
    createEnlarge({ dispatch }),
    createCurveTable(),
    createAnnouncer(),
  ];
  return (state, choice) => views.forEach((view) => view(state, choice));
}
