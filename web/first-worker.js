/**
 * Starts the first worker while the rest of the program is still on its way: this module needs only
 * three others. What the worker says before the engine takes it over is kept.
 */
import { afterFirstPaint } from "./browser.js";
import { readSite } from "./site.js";
import { spawnWorker } from "./spawn.js";

export const site = readSite(document.documentElement.dataset.site ?? "", document.baseURI);

/** @type {{worker: Worker, heard: Event[]} | null} */
let first = null;
let taken = false;

afterFirstPaint(() => {
  if (taken) return; // The engine was faster; a second worker would only be in its way.
  try {
    const worker = spawnWorker();
    /** @type {Event[]} */
    const heard = [];
    worker.onmessage = worker.onerror = worker.onmessageerror = (/** @type {Event} */ event) => {
      heard.push(event);
    };
    worker.postMessage({ type: "boot", site });
    first = { worker, heard };
  } catch {
    // The engine will try once more, and tell.
  }
});

/**
 * @returns {Worker} The first worker, once; a new one from then on. Whoever takes it sets its
 *   handlers at once: what was heard is told to them right after.
 */
export function takeWorker() {
  taken = true;
  if (!first) return spawnWorker();
  const { worker, heard } = first;
  first = null;
  queueMicrotask(() => {
    for (const event of heard) {
      if (event instanceof MessageEvent) worker.onmessage?.(event);
      else if (event instanceof ErrorEvent) worker.onerror?.(event);
    }
  });
  return worker;
}
