/** Makes the worker, or says why this browser cannot. */
import { FaultError } from "./protocol.js";

/**
 * @returns {Worker}
 * @throws {FaultError}
 */
export function spawnWorker() {
  if (typeof WebAssembly !== "object") {
    throw new FaultError("NoWebAssembly", "This browser has no WebAssembly, so Python cannot run in it.");
  }
  // A browser that knows modules in workers reads this option; the others never look at it.
  let moduleKnown = false;
  const options = {
    get type() {
      moduleKnown = true;
      return /** @type {"module"} */ ("module");
    },
  };
  const worker = new Worker(new URL("./worker.js", import.meta.url), options);
  if (moduleKnown) return worker;
  worker.terminate();
  throw new FaultError("NoModuleWorkers", "This browser cannot run modules in web workers; a newer one can.");
}
