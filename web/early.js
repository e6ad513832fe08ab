/**
 * The only classic script: it runs before the first paint and where modules never run.
 * It starts the worker, sets the chosen theme, keeps a press of Generate that comes before the program, and marks
 * what is wrong when the program cannot come at all. The sentences stand in the page; the style sheet shows the
 * marked one.
 */
(() => {
  const root = document.documentElement;
  const script = document.currentScript;
  root.dataset.script = "on";

  try {
    if (!(script instanceof HTMLScriptElement)) throw new Error("Nobody knows where the worker lies.");
    const worker = new Worker(new URL("worker.js", script.src), { type: "module" });
    /** @type {Event[]} What it says before the program takes it over, in `spawn.js`. */
    const heard = [];
    worker.onmessage = worker.onerror = worker.onmessageerror = (/** @type {Event} */ event) => {
      heard.push(event);
    };
    worker.postMessage({ type: "boot", site: { json: root.dataset.site, base: document.baseURI } });
    globalThis.firstWorker = { worker, heard };
  } catch {
    // The program will try once more, and tell.
  }

  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage may be forbidden; the system's theme serves.
  }

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
