/**
 * The worker's message loop: one job at a time, in the order asked. Between two names it lets the
 * message queue run, so that a cancellation is heard while a long job is under way.
 */
import { CANCELLED, FaultError, toFault } from "./protocol.js";
import { bootRuntime } from "./runtime.js";
import { readSite } from "./site.js";

/** @typedef {import("./protocol.js").PageMessage} PageMessage */
/** @typedef {Extract<PageMessage, {type: "request"}>} Job */

/** @type {import("./runtime.js").Runtime | null} */
let runtime = null;
/** @type {Promise<void> | null} */
let booting = null;
/** @type {Set<number>} Jobs asked for and not settled. */
const open = new Set();
/** @type {Promise<void>} Ends when every job asked for so far has ended. */
let lastJob = Promise.resolve();

/** @param {import("./protocol.js").WorkerMessage} message */
const post = (message) => self.postMessage(message);

self.addEventListener("message", (/** @type {MessageEvent<PageMessage>} */ { data }) => {
  if (data.type === "boot") booting ??= boot(data.site); // The engine repeats what `early.js` told the first one.
  else if (data.type === "cancel") open.delete(data.id);
  else {
    open.add(data.id);
    lastJob = lastJob.then(() => settle(data));
  }
});

/** @param {import("./protocol.js").SitePlace} place */
async function boot(place) {
  try {
    runtime = await bootRuntime(readSite(place), (progress) => post({ type: "progress", ...progress }));
    post({ type: "ready", info: runtime.info });
  } catch (error) {
    post({ type: "failed", error: toFault(error) });
  }
}

/** @param {Job} job */
async function settle(job) {
  try {
    const result = await perform(job);
    post({ type: "reply", id: job.id, result });
  } catch (error) {
    if (isFatal(error)) post({ type: "failed", error: toFault(error) });
    else post({ type: "error", id: job.id, error: toFault(error) });
  } finally {
    open.delete(job.id);
  }
}

/**
 * Steps one call to its end and posts its events.
 *
 * @param {Job} job
 * @returns {Promise<object>}
 */
async function perform({ id, method, params }) {
  if (!runtime) throw new FaultError("NotReady", "The model is not loaded yet.");
  requireOpen(id);
  const steps = runtime.call(method, params);
  try {
    for (;;) {
      requireOpen(id);
      const { done, value } = steps.next();
      if (done) return value;
      if (value) post({ type: "event", run: id, event: value });
      await nextMessage();
    }
  } finally {
    steps.return({});
  }
}

/** @param {number} id */
function requireOpen(id) {
  if (!open.has(id)) throw new FaultError(CANCELLED, "This request was withdrawn.");
}

/**
 * After a fatal error Pyodide cannot be used again; the page then starts a new worker.
 *
 * @param {unknown} error
 */
function isFatal(error) {
  return error instanceof Error && "pyodide_fatal_error" in error;
}

const { port1, port2 } = new MessageChannel();
/** @type {(() => void) | null} */
let wake = null;
port1.onmessage = () => wake?.();

/** A turn of the message queue; a timer would cost 4 ms each time. */
function nextMessage() {
  return new Promise((/** @type {(value: void) => void} */ resolve) => {
    wake = resolve;
    port2.postMessage(null);
  });
}
