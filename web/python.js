/**
 * Calls of Python that take and give plain data. Every Python object made on the way is destroyed
 * here, and a Python exception becomes an error whose message is its last sentence.
 */
import { FaultError } from "./protocol.js";

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
 * Calls a method that takes one dict. What a Python generator yields is yielded, one item at a
 * time and only when asked for; anything else is returned. Closing this generator closes Python's.
 *
 * @param {Pyodide} pyodide
 * @param {any} object
 * @param {string} method
 * @param {object} params
 * @returns {Generator<object, object | null, void>}
 */
export function* stream(pyodide, object, method, params) {
  // None is `undefined` on this side: Pyodide keeps JavaScript's null a thing of its own.
  const entries = Object.entries(params).map(([name, value]) => [name, value ?? undefined]);
  const dict = pyodide.toPy(Object.fromEntries(entries));
  const result = callWith(pyodide, object, method, dict);
  if (!(result instanceof pyodide.ffi.PyGenerator)) return plain(result);
  try {
    for (;;) {
      const { done, value } = explained(pyodide, () => result.next());
      if (done) return null;
      yield plain(value);
    }
  } finally {
    result.return(undefined);
    result.destroy();
  }
}

/**
 * @param {Pyodide} pyodide
 * @param {any} object
 * @param {string} method
 * @param {any} dict  Destroyed afterwards; Python keeps what it needs.
 */
function callWith(pyodide, object, method, dict) {
  try {
    return invoke(pyodide, object, method, dict);
  } finally {
    dict.destroy();
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
    if (error instanceof pyodide.ffi.PythonError) throw pythonFault(error.type, error.message);
    throw error;
  }
}

/**
 * @param {string} type  The name of the exception's class.
 * @param {string} traceback
 */
export function pythonFault(type, traceback) {
  const lastLine = traceback.trimEnd().split("\n").pop() ?? "";
  const sentence = lastLine.replace(/^[\w.]+(: |$)/, "");
  return new FaultError(type, sentence || `The Python program stopped with ${type}.`, traceback);
}
