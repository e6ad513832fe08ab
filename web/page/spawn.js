/** The worker: the one that `early.js` started, then fresh ones; or why this browser cannot have any. */
import { FaultError } from "../protocol.js";

let tries = 0;

/**
 * Whoever takes the worker sets its handlers at once: what the first one has said so far is told
 * to them right after.
 *
 * @returns {Worker}
 * @throws {FaultError}
 */
export function takeWorker() {
  requireSupport();
  const { firstWorker } = globalThis;
  tries += 1; // Under an address of its own: what the browser keeps of the last one may be damaged.
  if (!firstWorker) return new Worker(new URL(`./worker.js?${tries}`, import.meta.url), { type: "module" });
  delete globalThis.firstWorker;
  const { worker, heard } = firstWorker;
  queueMicrotask(() => {
    for (const event of heard) {
      if (event.type === "message") worker.onmessage?.(/** @type {MessageEvent} */ (event));
      else if (event.type === "messageerror") worker.onmessageerror?.(/** @type {MessageEvent} */ (event));
      else worker.onerror?.(/** @type {ErrorEvent} */ (event)); // A plain event where the worker could not be loaded.
    }
  });
  return worker;
}

function requireSupport() {
  if (typeof WebAssembly !== "object") {
    throw new FaultError("NoWebAssembly", "This browser has no WebAssembly, so Python cannot run in it.");
  }
  // A browser that knows modules in workers reads this option before it refuses the address.
  let moduleKnown = false;
  const options = {
    get type() {
      moduleKnown = true;
      return /** @type {"module"} */ ("module");
    },
  };
  try {
    new Worker("https://", options).terminate();
  } catch {
    // As it should be: there is no such address.
  }
  if (moduleKnown) return;
  throw new FaultError("NoModuleWorkers", "This browser cannot run modules in web workers; a newer one can.");
}
