/** The loss curves on the page: their program loads when they are looked at, or when it is told to. */
import { toFault } from "../../protocol.js";
import { inSight, nextTask } from "../ui/browser.js";
import { byId } from "../ui/dom.js";

/** @typedef {import("./state.js").Compare} Compare */

const NOT_LOADED = "The chart could not be loaded, so the picture stays as it is; reload the page to try again.";

/**
 * @param {object} options
 * @param {{curves: string, steps: number}} options.site
 * @param {(event: import("./state.js").CompareEvent) => void} options.dispatch
 * @returns {{render: (state: Compare) => void, show: () => Promise<void>}}
 */
export function createCompareView({ site, dispatch }) {
  /** @type {(state: Compare) => void} */
  let render = () => {};
  let requested = false;

  async function show() {
    if (requested) return;
    requested = true;
    await nextTask();
    try {
      const { createChartViews, fetchCurves } = await import("./chart-views.js");
      await nextTask();
      render = createChartViews(dispatch);
      await fetchCurves(site.curves, site.steps).then(
        (curves) => dispatch({ type: "compare/loaded", ...curves }),
        (error) => dispatch({ type: "compare/failed", message: toFault(error).message }),
      );
    } catch (error) {
      console.warn(error);
      byId("chart-fault").textContent = NOT_LOADED;
    }
  }

  inSight(byId("curves")).then(show);
  return { render: (state) => render(state), show };
}
