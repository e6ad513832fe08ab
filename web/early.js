/**
 * The only classic script: it runs before the first paint and where modules never run.
 * It starts the worker, which takes longest, and asks for the program when there is something to see: before, it
 * would only delay that. It sets the chosen theme, keeps a press of Generate that comes before the program, and
 * marks what is wrong when the program cannot come at all. The sentences stand in the page; the style sheet shows
 * the marked one.
 */
(() => {
  const PAINT_MS = 1000;
  const FAR_MS = 30;
  const root = document.documentElement;
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  root.dataset.script = "on";

  try {
    const worker = new Worker(new URL("worker.js", here), { type: "module" });
    /** @type {Event[]} What it says before the program takes it over, in `spawn.js`. */
    const heard = [];
    worker.onmessage = worker.onerror = worker.onmessageerror = (/** @type {Event} */ event) => {
      heard.push(event);
    };
    worker.postMessage({ type: "boot", site: { json: root.dataset.site, base: document.baseURI } });
    globalThis.firstWorker = { worker, heard };
    if (isFar()) askAhead();
  } catch {
    // The program will try once more, and tell.
  }

  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage may be forbidden; the system's theme serves.
  }

  /** Whether the answer of the server takes so long that asking ahead is worth the trouble. */
  function isFar() {
    const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    return visit.responseStart - visit.requestStart > FAR_MS;
  }

  /**
   * Nobody reads this answer: the first bytes of the largest file travel while the worker starts, and
   * it finds them in the cache when it asks for the same.
   */
  function askAhead() {
    const { pyodide } = JSON.parse(root.dataset.site ?? "");
    fetch(new URL(`${pyodide}pyodide.asm.wasm`, document.baseURI)).catch(() => {}); // The worker will tell.
  }

  let asked = false;
  function askForProgram() {
    if (asked) return;
    asked = true;
    const program = document.createElement("script");
    program.type = "module";
    program.src = String(new URL("main.js", here));
    document.head.append(program);
  }
  try {
    // An animation frame would be too early: the first ones come before there is anything to paint.
    const observer = new PerformanceObserver((list) => {
      if (list.getEntriesByName("first-contentful-paint").length > 0) askForProgram();
    });
    observer.observe({ type: "paint", buffered: true });
  } catch {
    // This browser does not tell.
  }
  setTimeout(askForProgram, PAINT_MS); // Nothing is painted in a tab that was opened in the background.

  document.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!root.dataset.running) root.dataset.wanted = "names";
  });

  if (location.protocol === "file:") root.dataset.fault = "file";
  else if (!("noModule" in HTMLScriptElement.prototype)) root.dataset.fault = "old";
  addEventListener(
    "error",
    () => {
      if (!root.dataset.running) root.dataset.fault ??= "program";
    },
    true, // A script that fails to load tells only its own element.
  );
})();
