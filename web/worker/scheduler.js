/**
 * Runs jobs in turns, so that none keeps another waiting. It knows nothing of what they do.
 *
 * A turn is one slice of a job; after it the message queue runs, so that a pause or a cancellation is
 * heard. Jobs that are new, or go on after a pause, come before those that have had a turn, each in
 * the order in which it was asked for: short jobs pass long ones.
 */
import { toFault } from "../protocol.js";
import { close, newJob, runSlice } from "./job.js";

/** @typedef {import("../protocol.js").WorkerMessage} WorkerMessage */
/** @typedef {import("./job.js").Work} Work */
/** @typedef {import("./job.js").Job} Job */
/** @typedef {import("./job.js").Slice} Slice */

/** How long a job may have nothing to tell: the page takes a worker that says nothing to be dead. */
const SILENT_MS = 1000;

export class Scheduler {
  /** @type {Map<number, Job>} */ #jobs = new Map();
  /** @type {Job[]} */ #fresh = [];
  /** @type {Job[]} Those that have had a turn. */ #long = [];
  /** @type {Job | null} */ #running = null;
  #turning = false;
  #dead = false;
  #post;
  #isFatal;
  #nextTurn;

  /**
   * @param {object} options
   * @param {(message: WorkerMessage) => void} options.post
   * @param {(error: unknown) => boolean} options.isFatal  Whether nothing can be run after this error.
   * @param {() => Promise<void>} [options.nextTurn]  Resolves when the message queue has run.
   */
  constructor({ post, isFatal, nextTurn = messageQueue() }) {
    this.#post = post;
    this.#isFatal = isFatal;
    this.#nextTurn = nextTurn;
  }

  /**
   * @param {number} id
   * @param {() => Work} begin
   */
  start(id, begin) {
    if (this.#dead) return;
    const job = newJob(id, begin);
    this.#jobs.set(id, job);
    this.#enqueue(job);
  }

  /** @param {number} id */
  pause(id) {
    const job = this.#jobs.get(id);
    if (!job) return;
    job.paused = true;
    this.#leaveQueue(job);
  }

  /** @param {number} id */
  resume(id) {
    const job = this.#jobs.get(id);
    if (!job?.paused) return;
    job.paused = false;
    if (job !== this.#running && !job.waits) this.#enqueue(job);
  }

  /**
   * Nothing more is said of the job.
   *
   * @param {number} id
   */
  cancel(id) {
    const job = this.#jobs.get(id);
    if (!job) return;
    this.#end(job);
    this.#leaveQueue(job);
    if (job !== this.#running) close(job); // A running generator cannot be closed: its turn does it.
  }

  /** @param {Job} job */
  #enqueue(job) {
    this.#fresh.push(job);
    if (!this.#turning) this.#takeTurns();
  }

  /** @param {Job} job */
  #leaveQueue(job) {
    this.#fresh = this.#fresh.filter((other) => other !== job);
    this.#long = this.#long.filter((other) => other !== job);
  }

  /** @param {Job} job */
  #end(job) {
    job.ended = true;
    this.#jobs.delete(job.id);
  }

  async #takeTurns() {
    this.#turning = true;
    await this.#nextTurn();
    for (let job = this.#next(); job; job = this.#next()) {
      this.#turn(job);
      await this.#nextTurn();
    }
    this.#turning = false;
  }

  #next() {
    return this.#fresh.shift() ?? this.#long.shift();
  }

  /** @param {Job} job */
  #turn(job) {
    this.#running = job;
    const slice = runSlice(job);
    this.#running = null;
    if (job.ended) return close(job);
    try {
      this.#tell(job, slice);
    } catch (error) {
      this.#fail(job, error); // What it told cannot cross to the page.
    }
    if (job.ended) return;
    if (slice.waitsFor) this.#wait(job, slice.waitsFor);
    else if (!job.paused) this.#long.push(job);
  }

  /**
   * @param {Job} job
   * @param {Promise<unknown>} promise
   */
  async #wait(job, promise) {
    job.waits = true;
    await Promise.allSettled([promise]);
    job.waits = false;
    if (!job.ended && !job.paused) this.#enqueue(job);
  }

  /**
   * All events of a slice are one message.
   *
   * @param {Job} job
   * @param {Slice} slice
   */
  #tell(job, { events, reply, error }) {
    const now = performance.now();
    if (events.length > 0 || now - job.toldAt > SILENT_MS) {
      this.#post({ type: "events", id: job.id, events });
      job.toldAt = now;
    }
    if (error !== undefined) this.#fail(job, error);
    else if (reply) {
      this.#post({ type: "reply", id: job.id, reply });
      this.#end(job);
    }
  }

  /**
   * @param {Job} job
   * @param {unknown} error
   */
  #fail(job, error) {
    this.#end(job);
    if (this.#isFatal(error)) return this.#die(error);
    close(job);
    this.#post({ type: "error", id: job.id, error: toFault(error) });
  }

  /** @param {unknown} error */
  #die(error) {
    this.#dead = true;
    this.#fresh = this.#long = [];
    for (const job of this.#jobs.values()) this.#end(job);
    this.#post({ type: "failed", error: toFault(error) });
  }
}

/** @returns {() => Promise<void>}  A turn of the message queue; a timer would cost 4 ms each time. */
function messageQueue() {
  const { port1, port2 } = new MessageChannel();
  /** @type {(() => void) | null} */
  let wake = null;
  port1.onmessage = () => wake?.();
  return () =>
    new Promise((resolve) => {
      wake = resolve;
      port2.postMessage(null);
    });
}
