/** Keeps the files of runs: for the visitor, for a new worker, and for the next visit. */
import { toFault } from "../../protocol.js";
import { drop, keep, keepMoment, kept, momentsOf, REFUSED } from "./shelf.js";

/** @typedef {import("./train-here.js").Engine} Engine */
/** @typedef {import("./train-here.js").Dispatch} Dispatch */
/** @typedef {import("./run.js").Run} Run */

/** Of the time of a training, at most this share goes into keeping it; and not more often than this. */
const SHARE = 0.04;
const PAUSE_MS = 5000;
/** Letters of all moments of one run that are kept: those of the tutorial's models all are, of larger ones every few. */
const ROOM = 10_000_000;
const ABOUT = 20; // moments a run has

export class Keeper {
  /** @type {Map<string, string>} By the id of the run. */ #texts = new Map();
  /** @type {Map<string, () => void>} By which the engine forgets each. */ #forget = new Map();
  /** @type {Map<string, Set<number>>} The moments of each that are kept. */ #moments = new Map();
  /** @type {Map<string, number>} When each may be kept again while it trains. */ #again = new Map();
  #engine;
  #dispatch;
  #find;

  /**
   * @param {{engine: Engine, dispatch: Dispatch, find: (id: string) => Run | undefined}} page
   */
  constructor({ engine, dispatch, find }) {
    this.#engine = engine;
    this.#dispatch = dispatch;
    this.#find = find;
  }

  /** @param {string} id @returns {string | undefined} The file as it was last kept. */
  text(id) {
    return this.#texts.get(id);
  }

  /**
   * The file of a model that is open in the worker: every new one has it again before it is asked for anything.
   *
   * @param {string} id
   * @param {string} text
   * @param {string | null} names
   */
  put(id, text, names) {
    this.#texts.set(id, text);
    this.#forget.get(id)?.();
    this.#forget.set(id, this.#engine.remember("models.load", { id, text, names }));
  }

  /**
   * Keeps a run that trains, at a moment, unless it was kept only just now.
   *
   * @param {string} id
   * @param {number} moment
   */
  async keepNowAndThen(id, moment) {
    if (performance.now() < (this.#again.get(id) ?? 0)) return;
    this.#again.set(id, Infinity);
    const start = performance.now();
    await this.keep(id, moment);
    const end = performance.now();
    this.#again.set(id, end + Math.max(PAUSE_MS, (end - start) / SHARE));
  }

  /**
   * @param {string} id
   * @param {number | null} moment  Null for the present.
   * @returns {Promise<string>}  A sentence where it could not be kept.
   */
  async keep(id, moment) {
    try {
      const { text } = await this.#engine.request("training.file", { id, moment }).result;
      const run = this.#find(id);
      if (!run) return ""; // Removed in the meantime.
      if (moment === null) this.put(id, text, run.names);
      else this.#texts.set(id, text); // The run is taken up from it; the model to choose comes with that.
      const { title, look, about, names, namesTitle, origin, before, elapsedMs, timed } = run;
      const losses = moment === null ? run.losses : run.losses.slice(0, Math.max(0, moment - before));
      const ended = run.phase === "diverged" ? { phase: run.phase, note: run.note } : {};
      const record = { id, title, look, about, names, namesTitle, origin, before, losses, elapsedMs, timed, ...ended, text, savedAt: Date.now() };
      if ((await keep(record)) && (await this.#keepMoments(run, before + losses.length, text.length))) return "";
      this.#dispatch({ type: "train/noticed", text: REFUSED });
      return "";
    } catch (error) {
      return toFault(error).message;
    }
  }

  /**
   * @param {Run} run
   * @param {number} done  Training steps; a moment of so many is the run itself.
   * @param {number} length  Of one moment.
   * @returns {Promise<boolean>}  Whether the browser has kept all that were not kept before.
   */
  async #keepMoments({ id, moments }, done, length) {
    const stride = Math.ceil((ABOUT * length) / ROOM);
    const known = this.#moments.get(id) ?? new Set();
    this.#moments.set(id, known);
    for (const moment of moments.filter((one, place) => one < done && place % stride === 0 && !known.has(one))) {
      const { text } = await this.#engine.request("training.file", { id, moment }).result;
      if (!this.#find(id)) return true; // Removed in the meantime.
      if (!(await keepMoment({ id, moment, text }))) return false;
      known.add(moment);
    }
    return true;
  }

  /**
   * Gives a run that the worker has resumed the moments of its past.
   *
   * @param {string} id
   * @param {number} done  Training steps.
   * @returns {Promise<number[]>}  All moments that it has now.
   */
  async recall(id, done) {
    const past = (await momentsOf(id)).filter(({ moment }) => moment < done);
    this.#moments.set(id, new Set(past.map(({ moment }) => moment)));
    let moments = [done];
    for (const { text } of past) ({ moments } = await this.#engine.request("training.recall", { id, text }).result);
    return moments;
  }

  /** @param {string} id */
  forget(id) {
    this.#texts.delete(id);
    this.#forget.get(id)?.();
    this.#forget.delete(id); // It holds the whole file.
    this.#again.delete(id);
    this.#moments.delete(id);
    return drop(id);
  }

  earlier() {
    return kept();
  }
}
