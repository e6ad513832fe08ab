/**
 * The page's client of the worker: a request becomes a promise, what streams becomes events.
 *
 * Every request settles: with its reply, its error, a cancellation, or the end of the worker it was
 * sent to. Requests made before the worker is ready wait and are sent when it is. Nothing here
 * knows what a name or a model is, and nothing touches the document.
 */
import { CANCELLED, FaultError, fromFault, toFault } from "../protocol.js";
import { startWatchdog } from "./watchdog.js";

/** @typedef {import("../protocol.js").SitePlace} SitePlace */
/** @typedef {import("../protocol.js").WorkerMessage} WorkerMessage */
/** @typedef {import("../protocol.js").Methods} Methods */

/**
 * @typedef {object} Port  The part of `Worker` that is used.
 * @property {(message: import("../protocol.js").PageMessage) => void} postMessage
 * @property {() => void} terminate
 * @property {((event: MessageEvent) => void) | null} onmessage
 * @property {((event: ErrorEvent) => void) | null} onerror
 * @property {((event: MessageEvent) => void) | null} onmessageerror
 */

/**
 * @typedef {keyof Methods} Method
 * @typedef {object} Pending
 * @property {Method} method
 * @property {object} params
 * @property {(event: any) => void} onEvent
 * @property {(reply: any) => void} resolve
 * @property {(error: FaultError) => void} reject
 * @property {boolean} paused
 * @typedef {{method: Method, params: any}} Kept
 */

const DIED = {
  booting: "The model's program (a web worker) could not be loaded or started.",
  working: "The browser stopped the model's program, perhaps because memory ran out.",
};
const SILENT = {
  booting: (/** @type {number} */ seconds) => `Nothing has arrived for ${seconds} seconds while Python was loading.`,
  working: (/** @type {number} */ seconds) => `The model has not answered for ${seconds} seconds.`,
};

export class Engine {
  /** @type {Port | null} */ #port = null;
  /** @type {import("./watchdog.js").Watchdog | null} */ #watchdog = null;
  /** @type {Map<number, Pending>} */ #pending = new Map();
  /** @type {Set<Kept>} In the order made. */ #kept = new Set();
  /** @type {FaultError | null} */ #failure = null;
  #ready = false;
  #lastId = 0;

  /**
   * @param {object} options
   * @param {() => Port} options.spawn  Gives a worker that nobody else uses.
   * @param {(progress: import("../protocol.js").Progress) => void} options.onProgress
   * @param {(info: import("../protocol.js").Info) => void} options.onReady
   * @param {(error: import("../protocol.js").Fault) => void} options.onFailed  The worker is gone; `start` brings a new one.
   * @param {number} [options.silenceMs]  How long a booting or working worker may say nothing.
   */
  constructor({ spawn, onProgress, onReady, onFailed, silenceMs = 45_000 }) {
    this.#spawn = spawn;
    this.#onProgress = onProgress;
    this.#onReady = onReady;
    this.#onFailed = onFailed;
    this.#silenceMs = silenceMs;
  }

  #spawn;
  #onProgress;
  #onReady;
  #onFailed;
  #silenceMs;

  /**
   * @param {SitePlace} site
   * @param {boolean} [fresh]  Whether its files are asked for anew, whatever the browser keeps.
   */
  start(site, fresh = false) {
    this.#close();
    this.#failure = null;
    try {
      const port = this.#spawn();
      port.onmessage = (event) => this.#receive(event.data);
      port.onerror = (event) => {
        event.preventDefault?.();
        this.#fail(new FaultError("WorkerDied", DIED[this.#phase], event.message ?? ""));
      };
      port.onmessageerror = () => {
        this.#fail(new FaultError("WorkerDied", "An answer of the model arrived damaged."));
      };
      this.#port = port;
      this.#watch();
      port.postMessage({ type: "boot", site, fresh });
    } catch (error) {
      const fault = new FaultError("WorkerDied", DIED.booting, toFault(error).detail);
      this.#fail(error instanceof FaultError ? error : fault);
    }
  }

  /**
   * @template {Method} M
   * @param {M} method
   * @param {Methods[M]["params"]} params  Plain data.
   * @param {(event: Methods[M]["event"]) => void} [onEvent]
   * @returns {{id: number, result: Promise<Methods[M]["reply"]>}}
   */
  request(method, params, onEvent = () => {}) {
    const id = ++this.#lastId;
    if (this.#failure) return { id, result: Promise.reject(this.#failure) };
    /** @type {Promise<Methods[M]["reply"]>} */
    const result = new Promise((resolve, reject) => {
      this.#pending.set(id, { method, params, onEvent, resolve, reject, paused: false });
    });
    if (this.#ready) this.#send(id);
    return { id, result };
  }

  /**
   * A request whose effect outlives the worker, such as loading a model: once it has succeeded, every
   * new worker is sent it first.
   *
   * @template {Method} M
   * @param {M} method
   * @param {Methods[M]["params"]} params
   * @returns {{result: Promise<Methods[M]["reply"]>}}
   */
  keep(method, params) {
    const { result } = this.request(method, params);
    result.then(() => this.remember(method, params), () => {});
    return { result };
  }

  /**
   * Every new worker is sent this first: what this one has by another way.
   *
   * @template {Method} M
   * @param {M} method
   * @param {Methods[M]["params"]} params
   * @returns {() => void}  Forgets it.
   */
  remember(method, params) {
    const kept = { method, params };
    this.#kept.add(kept);
    return () => this.#kept.delete(kept);
  }

  /**
   * The request rests until it is resumed; one that rests is not silent.
   *
   * @param {number} id
   */
  pause(id) {
    this.#setPaused(id, true);
    this.#restIfIdle();
  }

  /** @param {number} id */
  resume(id) {
    this.#setPaused(id, false);
    if (this.#ready && this.#pending.has(id)) this.#watch();
  }

  /**
   * @param {number} id
   * @param {boolean} paused
   */
  #setPaused(id, paused) {
    const pending = this.#pending.get(id);
    if (!pending || pending.paused === paused) return;
    pending.paused = paused;
    if (this.#ready) this.#port?.postMessage({ type: paused ? "pause" : "resume", id });
  }

  /**
   * Settles the request at once; what the worker still says about it is dropped.
   *
   * @param {number} id
   */
  cancel(id) {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    if (this.#ready) this.#port?.postMessage({ type: "cancel", id });
    this.#restIfIdle();
    pending.reject(new FaultError(CANCELLED, "This request was withdrawn."));
  }

  /** @param {number} id */
  #send(id) {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#watch();
    this.#port?.postMessage({ type: "request", id, method: pending.method, params: pending.params });
    if (pending.paused) this.#port?.postMessage({ type: "pause", id });
  }

  /** @param {WorkerMessage} message */
  #receive(message) {
    this.#watchdog?.feed();
    if (message.type === "progress") this.#onProgress(message);
    else if (message.type === "ready") this.#becomeReady(message.info);
    else if (message.type === "failed") this.#fail(fromFault(message.error));
    else if (message.type === "events") for (const event of message.events) this.#pending.get(message.id)?.onEvent(event);
    else this.#settle(message);
  }

  /** @param {Extract<WorkerMessage, {type: "reply" | "error"}>} message */
  #settle(message) {
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    this.#restIfIdle();
    if (message.type === "reply") pending?.resolve(message.reply);
    else pending?.reject(fromFault(message.error));
  }

  /** @param {import("../protocol.js").Info} info */
  #becomeReady(info) {
    const waiting = [...this.#pending.keys()];
    this.#ready = true;
    for (const kept of this.#kept) this.#repeat(kept);
    for (const id of waiting) this.#send(id);
    this.#restIfIdle();
    this.#onReady(info);
  }

  /** @param {Kept} kept */
  #repeat({ method, params }) {
    this.request(method, params).result.catch((error) => console.warn("A new worker could not be brought to where the last one was.", error));
  }

  /** @param {FaultError} error */
  #fail(error) {
    this.#close();
    this.#failure = error;
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    this.#onFailed(toFault(error));
    for (const pending of waiting) pending.reject(error);
  }

  get #phase() {
    return this.#ready ? "working" : "booting";
  }

  #watch() {
    this.#watchdog?.stop();
    this.#watchdog = startWatchdog({
      silenceMs: this.#silenceMs,
      onSilence: () => this.#fail(new FaultError("Silence", SILENT[this.#phase](this.#silenceMs / 1000))),
    });
  }

  #restIfIdle() {
    const awaited = [...this.#pending.values()].some(({ paused }) => !paused);
    if (!this.#ready || awaited) return;
    this.#watchdog?.stop();
    this.#watchdog = null;
  }

  #close() {
    this.#watchdog?.stop();
    this.#watchdog = null;
    this.#ready = false;
    if (!this.#port) return;
    this.#port.onmessage = this.#port.onerror = this.#port.onmessageerror = null;
    this.#port.terminate();
    this.#port = null;
  }
}
