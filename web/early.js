/**
 * The only file that is a classic script: it runs when the page has been read, and where modules never run.
 * It starts the worker, which takes longest, and asks for the program when there is something to see: before, it
 * would only delay that. It lets Enter press the button of a field, keeps a press that comes before the program,
 * and marks what is wrong when the program cannot come at all. The sentences stand in the page; the style sheet
 * shows the marked one.
 */
(() => {
  const PAINT_MS = 1000;
  const LAYOUT_MS = 500;
  const PROGRAM_MS = 20_000;
  const COMPOSING = 229; // The key code of an Enter that only ends a composition, in Safari.
  const root = document.documentElement;
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  root.dataset.script = "on";

  try {
    const worker = new Worker(new URL("worker.js", here), { type: "module" });
    /** @type {Event[]} Its messages until the program takes it over, in `spawn.js`. */
    const heard = [];
    worker.onmessage = worker.onerror = worker.onmessageerror = (/** @type {Event} */ event) => {
      heard.push(event);
    };
    worker.postMessage({ type: "boot", site: { json: document.body.dataset.site, base: document.baseURI }, fresh: false });
    globalThis.firstWorker = { worker, heard };
  } catch {
    // The program tries again, and reports it.
  }

  const { theme } = root.dataset;
  if (theme) /** @type {HTMLSelectElement} */ (document.getElementById("theme")).value = theme;

  function navigationEntry() {
    return /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"))[0];
  }

  let asked = false;
  function askForProgram() {
    if (asked) return;
    asked = true;
    const program = document.createElement("script");
    program.type = "module";
    program.src = String(new URL("main.js", here));
    program.integrity = files().find(({ url }) => url.endsWith("/main.js"))?.integrity ?? "";
    document.head.append(program);
  }
  /** Ends the style sheet's `content-visibility: auto` below the first screen: with real heights, scrolling does not jump. */
  function layOutAll() {
    root.dataset.painted = "yes";
  }
  // Who comes to a section, or back to a place, is led there by the heights above it.
  if (location.hash || navigationEntry()?.type !== "navigate") layOutAll();

  function go() {
    askForProgram();
    globalThis.requestIdleCallback?.(layOutAll);
    setTimeout(layOutAll, LAYOUT_MS); // Where a busy browser is never idle, or does not say so.
  }
  try {
    // An animation frame would be too early: the first ones come before there is anything to paint.
    const observer = new PerformanceObserver((list) => {
      if (list.getEntriesByName("first-contentful-paint").length > 0) go();
    });
    observer.observe({ type: "paint", buffered: true });
  } catch {
    // This browser does not report its first paint.
  }
  setTimeout(go, PAINT_MS); // Nothing is painted in a tab that was opened in the background.

  // Enter in a field presses the button it belongs to. A frame may forbid the submission of forms, so it is a plain one.
  document.addEventListener("keydown", ({ key, target, isComposing, keyCode }) => {
    if (key !== "Enter" || isComposing || keyCode === COMPOSING || !(target instanceof HTMLInputElement)) return;
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-enter]"))?.dataset.enter;
    if (button) document.getElementById(button)?.click();
  });

  document.addEventListener("click", ({ target }) => {
    if (root.dataset.running || !(target instanceof HTMLElement)) return;
    if (target.id === "make") root.dataset.wanted = "names";
    else if ("scaled" in target.dataset) root.dataset.wanted = "scaled";
    else if (target.id.endsWith("-go")) root.dataset.pressed = target.id;
  });

  document.getElementById("renew")?.addEventListener("click", renewProgram);
  setTimeout(() => {
    if (!root.dataset.running) root.dataset.fault ??= "program";
  }, PROGRAM_MS);

  /** Reloads the page, once its files have been asked for anew: what the browser keeps of them may be damaged. */
  function renewProgram() {
    setTimeout(() => location.reload(), PROGRAM_MS); // Whatever has come by then.
    const renewed = files().map(async ({ url }) => (await fetch(new URL(url, document.baseURI), { cache: "reload" })).arrayBuffer());
    Promise.allSettled(renewed).then(() => location.reload());
  }

  /** @returns {{url: string, integrity: string}[]} */
  function files() {
    return JSON.parse(document.body.dataset.site ?? "").program;
  }

  if (location.protocol === "file:") root.dataset.fault = "file";
  else if (!("noModule" in HTMLScriptElement.prototype)) root.dataset.fault = "old";
  addEventListener(
    "error",
    (event) => {
      const ours = event.target instanceof HTMLScriptElement || event instanceof ErrorEvent;
      if (ours && !root.dataset.running) root.dataset.fault ??= "program";
    },
    true, // The error of a script that fails to load does not bubble.
  );
})();
