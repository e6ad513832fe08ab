/**
 * Calls of Python that take and give plain data. Every Python object made on the way is destroyed
 * here; what a method's exception says to people is made in Python, by `microgpt.api.jobs`.
 */
import { FaultError, fromFault } from "./protocol.js";

const STOPPED = "Python stopped with an error that this page did not expect.";

/** @typedef {import("pyodide").PyodideAPI} Pyodide */

/**
 * @param {Pyodide} pyodide
 * @param {any} object  A proxy of a Python object.
 * @param {string} method
 * @param {...unknown} args
 * @returns {any}  Plain data, or a proxy where Python returned an object of its own.
 */
export function invoke(pyodide, object, method, ...args) {
  return explained(pyodide, () => {
    const bound = object[method];
    try {
      return bound(...args);
    } finally {
      bound.destroy();
    }
  });
}

/**
 * @param {Pyodide} pyodide
 * @returns {(method: string, params: object) => Generator<object | null, object, void>}  Starts a
 *   method of `microgpt.api` as a job: null where it gave way, its events, and as its result the
 *   reply. An exception of Python's is thrown as the fault that Python made of it.
 */
export function callPython(pyodide) {
  const handles = invoke(pyodide, take(pyodide, "microgpt.handles"), "Handles"); // Lives as long as the worker.
  const jobs = take(pyodide, "microgpt.api.jobs");
  return function* call(method, params) {
    // None is `undefined` on this side: Pyodide keeps JavaScript's null a thing of its own.
    const entries = Object.entries(params).map(([name, value]) => [name, value ?? undefined]);
    const dict = pyodide.toPy(Object.fromEntries(entries));
    const job = invoke(pyodide, jobs, "start", handles, method, dict);
    try {
      for (;;) {
        const { event = null, reply, error } = plain(explained(pyodide, () => job.next()).value) ?? {};
        if (error) throw fromFault(error);
        if (reply) return reply;
        yield event;
      }
    } finally {
      job.return(undefined);
      job.destroy();
      dict.destroy();
    }
  };
}

/**
 * @param {Pyodide} pyodide
 * @param {string} module
 */
function take(pyodide, module) {
  return explained(pyodide, () => pyodide.pyimport(module));
}

/**
 * @template T
 * @param {Generator<object | null, T, void>} job
 * @returns {T}  The reply, without giving way to anybody.
 */
export function finish(job) {
  for (;;) {
    const { done, value } = job.next();
    if (done) return value;
  }
}

/**
 * @param {any} value  A proxy, or something that crossed as plain data already.
 * @returns {any}
 */
export function plain(value) {
  if (typeof value?.toJs !== "function") return value ?? null;
  try {
    return value.toJs({ dict_converter: Object.fromEntries, create_pyproxies: false });
  } finally {
    value.destroy();
  }
}

/**
 * @template T
 * @param {Pyodide} pyodide
 * @param {() => T} action
 * @returns {T}
 */
function explained(pyodide, action) {
  try {
    return action();
  } catch (error) {
    if (error instanceof pyodide.ffi.PythonError) throw new FaultError(error.type, STOPPED, error.message);
    throw error;
  }
}
