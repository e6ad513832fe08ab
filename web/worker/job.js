/**
 * A job: a generator that is run slice by slice. `yield null` gave way, `yield object` is an event,
 * `return object` the reply. Here in JavaScript, a job may also yield a promise, and goes on when it
 * has settled.
 */
import { FaultError } from "../protocol.js";

/**
 * @typedef {Generator<object | null, object, void>} Work
 * @typedef {{id: number, work: Work, paused: boolean, waits: boolean,
 *   ended: boolean, begun: boolean, toldAt: number}} Job
 * @typedef {{events: object[], reply?: object, error?: unknown, waitsFor?: Promise<unknown>}} Slice
 */

/** How long a slice is at most; one step, where a step takes longer. */
const SLICE_MS = 16;
const FIRST_EVENTS = 2;
const NO_REPLY = "The program ended without an answer.";

/**
 * @param {number} id
 * @param {() => Work} begin  What fails here fails in the first slice.
 * @returns {Job}
 */
export function newJob(id, begin) {
  return { id, work: lazily(begin), paused: false, waits: false, ended: false, begun: false, toldAt: performance.now() };
}

/**
 * The first slice ends with the first events, so that they are told at once.
 *
 * @param {Job} job
 * @returns {Slice}
 */
export function runSlice(job) {
  const end = performance.now() + SLICE_MS;
  const most = job.begun ? Infinity : FIRST_EVENTS;
  job.begun = true;
  /** @type {object[]} */
  const events = [];
  try {
    do {
      const { done, value } = job.work.next();
      if (done) return isObject(value) ? { events, reply: value } : { events, error: new FaultError("NoReply", NO_REPLY) };
      if (value instanceof Promise) return { events, waitsFor: value };
      if (value) events.push(value);
    } while (performance.now() < end && events.length < most && !job.paused && !job.ended);
    return { events };
  } catch (error) {
    return { events, error };
  }
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === "object" && value !== null;
}

/**
 * @param {() => Work} begin
 * @returns {Work}
 */
function* lazily(begin) {
  return yield* begin();
}

/** @param {Job} job */
export function close(job) {
  try {
    job.work.return({});
  } catch (error) {
    console.warn("A job that was withdrawn did not end well.", error);
  }
}

/**
 * A part of a job: waits without keeping the others waiting.
 *
 * @template T
 * @param {Promise<T>} promise
 * @returns {Generator<Promise<unknown>, T, void>}
 */
export function* waitFor(promise) {
  /** @type {PromiseSettledResult<T>[]} */
  let settled = [];
  yield Promise.allSettled([promise]).then((results) => (settled = results));
  const [result] = settled;
  if (result.status === "rejected") throw result.reason;
  return result.value;
}
