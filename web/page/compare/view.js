/** The loss curves on the page: their program loads when they are looked at, or when it is told to. */
import { FaultError, toFault } from "../../protocol.js";
import { inSight, nextTask } from "../ui/browser.js";
import { byId, setText } from "../ui/dom.js";
import { preload } from "../ui/whole.js";

/** @typedef {import("./state.js").Compare} Compare */
/** @typedef {import("../choice.js").Choice} Choice */

const PATIENCE_MS = 20_000;
const NOT_LOADED = "The chart could not be loaded, so the picture stays as it is.";

/**
 * @param {object} options
 * @param {Pick<import("../../protocol.js").Site, "curves" | "steps" | "program">} options.site
 * @param {(event: import("./state.js").CompareEvent) => void} options.dispatch
 * @param {() => void} options.onReload  The page is wanted anew.
 * @returns {{render: (state: Compare, choice: Choice) => void, show: () => Promise<void>}}
 */
export function createCompareView({ site, dispatch, onReload }) {
  /** @type {((state: Compare, choice: Choice) => void) | null} */
  let renderChart = null;
  let asked = false;
  let tries = 0;
  const retry = byId("chart-retry", HTMLButtonElement);
  // A module that could not be loaded is not asked for again in the life of a page.
  retry.addEventListener("click", () => (renderChart && tries < 2 ? load() : onReload()));

  async function load() {
    tries += 1;
    dispatch({ type: "compare/asked" });
    try {
      const { createChartViews, fetchCurves } = await within(PATIENCE_MS, preload(site.program, "chart-views.js").then(() => import("./chart-views.js")));
      await nextTask();
      renderChart ??= createChartViews(dispatch);
      const curves = await within(PATIENCE_MS, fetchCurves(site.curves, site.steps, tries > 1));
      dispatch({ type: "compare/loaded", ...curves });
    } catch (error) {
      console.warn(error);
      dispatch({ type: "compare/failed", message: error instanceof FaultError ? toFault(error).message : NOT_LOADED });
    }
  }

  async function show() {
    if (asked) return;
    asked = true;
    await nextTask();
    await load();
  }

  inSight(byId("curves")).then(show);
  return {
    render(state, choice) {
      renderChart?.(state, choice);
      setText(byId("chart-fault"), state.fault);
      const hidden = state.fault === "";
      if (hidden && document.activeElement === retry) focus(byId("plot"));
      retry.hidden = hidden;
      setText(retry, renderChart && tries < 2 ? "Try again" : "Reload the page");
    },
    show,
  };
}

/** @param {HTMLElement} element  One that may not be reached by keyboard yet. */
function focus(element) {
  if (element.tabIndex < 0) element.setAttribute("tabindex", "-1");
  element.focus();
}

/**
 * @template T
 * @param {number} milliseconds
 * @param {Promise<T>} promise
 * @returns {Promise<T>}  Rejects where nothing has come by then.
 */
function within(milliseconds, promise) {
  const late = new FaultError("Silence", `The loss curves have not come for ${milliseconds / 1000} seconds, so the picture stays as it is.`);
  return Promise.race([promise, new Promise((_, reject) => setTimeout(reject, milliseconds, late))]);
}
