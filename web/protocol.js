/**
 * The vocabulary of messages between the page and its worker. Both sides import this file and
 * it imports nothing, so that neither can drift from what the other understands.
 *
 * page → worker: boot, request, cancel. worker → page: progress, ready, event, reply, error, failed.
 * A request is answered by any number of `event`s and then exactly one `reply` or `error`.
 */

/**
 * @typedef {{url: string, bytes: number}} SiteFile  A file and its uncompressed size.
 * @typedef {{low: number, high: number}} Bounds  Both are allowed.
 * @typedef {{count: Bounds, temperature: Bounds, seed: Bounds, vocabulary: string[], blockSize: number}} Limits
 *   What the model takes; the build reads it from the package, so that the page need not wait to judge the form.
 * @typedef {{json: string, base: string}} SitePlace  The page's `data-site` attribute and its address.
 * @typedef {object} Site  Where everything lies; the build writes it, `site.js` reads it.
 * @property {string} pyodide  The directory of the Pyodide files, with a slash at its end.
 * @property {{url: string, bytes: number, sha256: string}} wheel
 * @property {number} steps  How many steps of the tutorial the curves show.
 * @property {string} curves
 * @property {SiteFile[]} runtimeFiles  The files of Pyodide that every boot fetches.
 * @property {{url: string, bytes: number, sha256: string, id: string, header: string}} snapshot  What Python
 *   starts from; `header` is Pyodide's own, in base64.
 * @property {SiteFile & {sha256: string}} fullLibrary  What it starts from, with the wheel, if that does not fit.
 * @property {{package: string, pyodide: string}} versions
 * @property {Limits} limits
 */

/**
 * @typedef {{name: string, message: string, detail: string}} Fault  `message` is one sentence for the
 *   visitor, `detail` is for the console: a stack or a Python traceback.
 * @typedef {{version: string, python: string}} About
 * @typedef {{step: number, title: string, parameters: number, vocabulary: string[], block_size: number}} Model
 * @typedef {{about: About, model: Model}} Info  What the worker knows once it is ready.
 * @typedef {{stage: string, loaded: number, total: number}} Progress  Bytes, uncompressed.
 */

/**
 * @typedef {{type: "boot", site: SitePlace}
 *   | {type: "request", id: number, method: string, params: object}
 *   | {type: "cancel", id: number}} PageMessage
 * @typedef {{type: "progress"} & Progress
 *   | {type: "ready", info: Info}
 *   | {type: "event", run: number, event: object}
 *   | {type: "reply", id: number, result: object}
 *   | {type: "error", id: number, error: Fault}
 *   | {type: "failed", error: Fault}} WorkerMessage
 */

/**
 * @typedef {{step: number, count: number, temperature: number, prefix: string, seed: number | null}} GenerateParams
 * @typedef {{name: string, known: boolean}} NameEvent
 * @typedef {{seed: number} | NameEvent} GenerateEvent
 * @typedef {{seed: number, count: number, milliseconds: number}} GenerateReply  The time that drawing them took.
 */

/** The step whose model answers unless a request names another: the last one of the tutorial. */
export const DEFAULT_STEP = 5;

/** The name of the fault that settles a request its own page withdrew. */
export const CANCELLED = "Cancelled";

/**
 * An error that can cross between threads without losing its sentence.
 */
export class FaultError extends Error {
  /**
   * @param {string} name
   * @param {string} message
   * @param {string} [detail]
   */
  constructor(name, message, detail = "") {
    super(message);
    this.name = name;
    this.detail = detail;
  }
}

/**
 * @param {unknown} error  Anything that was thrown.
 * @returns {Fault}
 */
export function toFault(error) {
  if (error instanceof FaultError) {
    return { name: error.name, message: error.message, detail: error.detail || (error.stack ?? "") };
  }
  if (error instanceof Error) {
    return { name: error.name, message: error.message, detail: error.stack ?? "" };
  }
  return { name: "Error", message: String(error), detail: "" };
}

/**
 * @param {Fault} fault
 * @returns {FaultError}
 */
export function fromFault(fault) {
  return new FaultError(fault.name, fault.message, fault.detail);
}
