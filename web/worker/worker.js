/** The worker: boots Python and runs what the page asks for. What a method does is known elsewhere. */
import { FaultError, readSite, toFault } from "../protocol.js";
import { bootPython } from "./boot/boot.js";
import { isFatal } from "./python.js";
import { Scheduler } from "./scheduler.js";

/** @typedef {import("../protocol.js").PageMessage} PageMessage */

/** @type {import("./boot/boot.js").Booted | null} */
let python = null;
/** @type {Promise<void> | null} */
let booting = null;

/** @param {import("../protocol.js").WorkerMessage} message */
const post = (message) => self.postMessage(message);
const scheduler = new Scheduler({ post, isFatal });

self.addEventListener("message", (/** @type {MessageEvent<PageMessage>} */ { data }) => {
  if (data.type === "boot") booting ??= boot(data.site, data.fresh); // The engine repeats what `early.js` told the first one.
  else if (data.type === "request") scheduler.start(data.id, () => begin(data.method, data.params));
  else scheduler[data.type](data.id);
});

/**
 * @param {import("../protocol.js").SitePlace} place
 * @param {boolean} fresh
 */
async function boot(place, fresh) {
  try {
    python = await bootPython(readSite(place), (progress) => post({ type: "progress", ...progress }), fresh);
    post({ type: "ready", info: python.info });
  } catch (error) {
    post({ type: "failed", error: toFault(error) });
  }
}

/**
 * @param {keyof import("../protocol.js").Methods} method
 * @param {object} params  As the page's end of the table has checked them.
 */
function begin(method, params) {
  if (!python) throw new FaultError("NotReady", "The model is not loaded yet.");
  return method === "library.complete" ? python.completeLibrary() : python.call(method, /** @type {any} */ (params));
}
