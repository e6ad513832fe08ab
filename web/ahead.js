/**
 * Stands in the page itself, before its styles: where the server is far, the largest file that the worker will need is
 * asked for before anything else is there. The answer is discarded; the worker finds it in the browser's cache. A near
 * server is not asked, for there the page would only have more to do while it is laid out.
 */
(() => {
  const FAR_MS = 30;
  const { wasm } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (wasm && visit?.responseStart - visit?.requestStart > FAR_MS) fetch(wasm).catch(() => {}); // The worker reports it.
})();
