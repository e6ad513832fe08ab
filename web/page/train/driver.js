/**
 * Drives runs in the worker: trains them on, lets them rest, ends them. What they learn is told in
 * batches, ten a second, for the page has better to do than to draw each training step.
 */
import { CANCELLED, toFault } from "../../protocol.js";

/** @typedef {import("./train-here.js").Engine} Engine */
/** @typedef {import("./train-here.js").Dispatch} Dispatch */
/** @typedef {import("../../protocol.js").Trained} Trained */

/**
 * @typedef {object} Job
 * @property {number} request  The engine's number of it.
 * @property {number | null} count  Training steps that were asked for; null for all that are left.
 * @property {number[]} losses  Not told yet.
 * @property {number[]} moments
 * @property {number | null} since  When the time that is not told yet began; null while it rests.
 * @property {Promise<unknown> | null} quiet  While it rests: resolves when the worker has nothing more to tell of it.
 * @property {ReturnType<typeof setTimeout> | undefined} timer
 */

const TELL_MS = 100;

export class Driver {
  /** @type {Map<string, Job>} By the id of the run. */ #jobs = new Map();
  #queue = Promise.resolve();
  #engine;
  #dispatch;
  #onMoment;
  #onHalted;

  /**
   * @param {object} options
   * @param {Engine} options.engine
   * @param {Dispatch} options.dispatch
   * @param {(id: string, moment: number) => void} options.onMoment  The run was kept, and goes on.
   * @param {(id: string) => void} options.onHalted  It rests or has ended, and all of it has been told.
   */
  constructor({ engine, dispatch, onMoment, onHalted }) {
    this.#engine = engine;
    this.#dispatch = dispatch;
    this.#onMoment = onMoment;
    this.#onHalted = onHalted;
  }

  /**
   * @param {string} id
   * @param {number | null} [count]  Training steps; null for all that are left.
   * @returns {Promise<void>}
   */
  start(id, count = null) {
    const job = /** @type {Job} */ ({ request: 0, count, losses: [], moments: [], since: performance.now(), quiet: null, timer: undefined });
    const { id: request, result } = this.#engine.request("training.train", { id, count }, ({ loss, moment }) => {
      job.losses.push(loss);
      if (moment !== undefined) job.moments.push(moment);
      job.timer ??= setTimeout(() => this.#tell(id, job), TELL_MS);
    });
    job.request = request;
    this.#jobs.set(id, job);
    this.#dispatch({ type: "train/phase", id, phase: "training" });
    return result.then((reply) => this.#ended(id, job, reply), (error) => this.#failed(id, job, error));
  }

  /** @param {string} id  Of a single training step nothing is left to go on with: it ends here. */
  async pause(id) {
    if (this.#jobs.get(id)?.count != null) {
      if (await this.#end(id, "paused")) this.#onHalted(id);
      return;
    }
    const job = this.#rest(id, "paused");
    if (!job) return;
    await this.#settled(id, job);
    if (this.#jobs.get(id) === job && job.since === null) this.#onHalted(id);
  }

  /** @param {string} id */
  goOn(id) {
    const job = this.#jobs.get(id);
    if (!job) return void this.start(id);
    job.since = performance.now();
    job.quiet = null;
    this.#engine.resume(job.request);
    this.#dispatch({ type: "train/phase", id, phase: "training" });
  }

  /**
   * A single training step, after which the run rests; one after another, however fast they are asked for.
   *
   * @param {string} id
   * @param {() => boolean} possible  Asked when it is its turn.
   */
  step(id, possible) {
    this.#queue = this.#queue.then(async () => {
      await this.#end(id, "paused");
      if (possible()) await this.start(id, 1);
    });
  }

  /** @param {string} id */
  async stop(id) {
    this.#dispatch({ type: "train/phase", id, phase: "stopped" });
    await this.#end(id, "stopped");
    this.#onHalted(id);
  }

  /** @param {string} id  Of a run that has been removed: nothing more is told of it. */
  drop(id) {
    const job = this.#jobs.get(id);
    if (!job) return;
    clearTimeout(job.timer);
    job.losses = [];
    this.#jobs.delete(id);
    this.#engine.cancel(job.request);
  }

  /**
   * @param {string} id
   * @param {"paused" | "stopped"} phase
   * @returns {Promise<boolean>}  False where there was nothing to end, or it came to its end by itself.
   */
  async #end(id, phase) {
    const job = this.#rest(id, phase);
    if (!job) return false;
    await this.#settled(id, job);
    if (this.#jobs.get(id) !== job) return false;
    this.#jobs.delete(id);
    this.#engine.cancel(job.request);
    return true;
  }

  /**
   * @param {string} id
   * @param {"paused" | "stopped"} phase
   */
  #rest(id, phase) {
    const job = this.#jobs.get(id);
    if (!job) return null;
    this.#engine.pause(job.request);
    this.#tell(id, job);
    job.since = null;
    this.#dispatch({ type: "train/phase", id, phase });
    return job;
  }

  /**
   * What is asked for after a pause is answered after all that the run had to tell before it.
   *
   * @param {string} id
   * @param {Job} job
   */
  async #settled(id, job) {
    await (job.quiet ??= this.#engine.request("models.about", {}).result.catch(() => {}));
    this.#tell(id, job);
  }

  /**
   * @param {string} id
   * @param {Job} job
   */
  #tell(id, job) {
    clearTimeout(job.timer);
    job.timer = undefined;
    const { losses, moments } = job;
    if (losses.length === 0) return;
    const now = performance.now();
    const milliseconds = job.since === null ? 0 : now - job.since;
    if (job.since !== null) job.since = now;
    [job.losses, job.moments] = [[], []];
    this.#dispatch({ type: "train/learned", id, losses, moments, milliseconds });
    this.#dispatch({ type: "compare/series-extended", id, losses });
    const moment = moments.at(-1);
    if (moment !== undefined && this.#jobs.get(id) === job) this.#onMoment(id, moment);
  }

  /**
   * @param {string} id
   * @param {Job} job
   * @param {Trained} reply
   */
  #ended(id, job, { moments, diverged }) {
    this.#forget(id, job);
    this.#tell(id, job);
    this.#dispatch({ type: "train/phase", id, phase: diverged ? "diverged" : "paused", moments, note: diverged ?? "" });
    this.#onHalted(id);
  }

  /**
   * @param {string} id
   * @param {Job} job
   * @param {unknown} error
   */
  #failed(id, job, error) {
    this.#forget(id, job);
    this.#tell(id, job);
    const fault = toFault(error);
    if (fault.name === CANCELLED || job.since === null) return; // What rests goes on resting.
    // Of a single training step nothing is left to go on with.
    this.#dispatch({ type: "train/phase", id, phase: job.count === null ? "lost" : "paused", note: fault.message });
  }

  /**
   * @param {string} id
   * @param {Job} job
   */
  #forget(id, job) {
    if (this.#jobs.get(id) === job) this.#jobs.delete(id);
  }
}
