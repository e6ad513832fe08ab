/**
 * Stands in the page itself, before its styles: what must not wait for any other file.
 */
(() => {
  const FAR_MS = 30;

  // The first paint may come before the first script: it must be in the chosen theme, and in the face it will stay in.
  try {
    const { dataset } = document.documentElement;
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") dataset.theme = theme;
    if (localStorage.getItem("face")) dataset.face = "on"; // An earlier visit has loaded it: it is in the browser's cache.
  } catch {
    // Storage may be forbidden; the system's theme serves.
  }

  // Where the server is far, the largest file that the worker will need is asked for before anything else is there.
  // The answer is discarded; the worker finds it in the browser's cache. A near server is not asked, for there the
  // page would only have more to do while it is laid out.
  const { wasm } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (wasm && visit?.responseStart - visit?.requestStart > FAR_MS) fetch(wasm).catch(() => {}); // The worker reports it.
})();
