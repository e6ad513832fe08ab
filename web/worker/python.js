/**
 * Calls of Python that take and give plain data; no other file touches an object of Python's. Every
 * proxy made on the way is destroyed here; what a method's exception says to people is made in Python,
 * by `microgpt.jobs`.
 */
import { FaultError, fromFault } from "../protocol.js";

const STOPPED = "Python stopped with an error that this page did not expect.";
const LIBRARY = "/lib/python314.zip";
const SITE_PACKAGES = "/lib/python3.14/site-packages";
const PACKAGE = "/lib/microgpt.zip";

/** @typedef {import("pyodide").PyodideAPI} Pyodide */
/** @typedef {import("../protocol.js").Methods} Methods */
/**
 * @typedef {<M extends keyof Methods>(method: M, params: Methods[M]["params"]) =>
 *   Generator<object | null, Methods[M]["reply"], void>} CallMethod
 */

/**
 * @param {Pyodide} pyodide
 * @returns {CallMethod}  Starts a method of `microgpt.api` as a job. An exception of Python's is thrown as
 *   the fault that Python made of it.
 */
export function callPython(pyodide) {
  // These two live as long as the worker.
  const handles = call(pyodide, "microgpt.handles", "Handles");
  const start = explained(pyodide, () => pyodide.pyimport("microgpt.jobs.start"));
  return function* startJob(method, params) {
    // None is `undefined` on this side: Pyodide keeps JavaScript's null a thing of its own.
    const entries = Object.entries(params).map(([name, value]) => [name, value ?? undefined]);
    const dict = pyodide.toPy(Object.fromEntries(entries));
    let [job, dead] = [/** @type {any} */ (null), false];
    try {
      job = explained(pyodide, () => start(handles, method, dict));
      for (;;) {
        const { done, value } = explained(pyodide, () => job.next());
        if (done) throw new FaultError("NoReply", STOPPED);
        const said = plain(value) ?? { event: null };
        if (said.error) throw fromFault(said.error);
        if ("reply" in said) return said.reply;
        yield said.event;
      }
    } catch (error) {
      dead = isFatal(error);
      throw error;
    } finally {
      if (!dead) { // Else nothing of Python can be touched any more.
        job?.return(undefined);
        job?.destroy();
        dict.destroy();
      }
    }
  };
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
 * @param {Pyodide} pyodide
 * @param {string} module
 * @param {string} name  A function of the module, or a class.
 * @param {...unknown} args
 * @returns {any}  Plain data, or a proxy where Python returned an object of its own.
 */
export function call(pyodide, module, name, ...args) {
  return explained(pyodide, () => {
    const imported = pyodide.pyimport(module);
    const called = imported[name];
    try {
      return called(...args);
    } finally {
      called.destroy();
      imported.destroy();
    }
  });
}

/**
 * Python does the hashing because a browser offers `crypto.subtle` only over https and on localhost,
 * and a classroom may have neither.
 *
 * @param {Pyodide} pyodide
 * @param {Uint8Array} bytes
 * @returns {string}  In hexadecimal.
 */
export function sha256(pyodide, bytes) {
  const view = pyodide.toPy(bytes);
  const hash = call(pyodide, "hashlib", "sha256", view);
  try {
    return hash.hexdigest();
  } finally {
    hash.destroy();
    view.destroy();
  }
}

/**
 * @param {Pyodide} pyodide
 * @param {Uint8Array} wheel
 */
export function installWheel(pyodide, wheel) {
  explained(pyodide, () => pyodide.unpackArchive(wheel, "wheel", { extractDir: SITE_PACKAGES }));
}

/**
 * @param {Pyodide} pyodide  As the snapshot left it.
 * @param {string} method
 * @returns {boolean}  Whether the method's module is one that the snapshot left out.
 */
export function lacks(pyodide, method) {
  return call(pyodide, "absent", "lacks", method);
}

/**
 * Has Python find what the snapshot left out of the package.
 *
 * @param {Pyodide} pyodide
 * @param {Uint8Array} modules  A zip of all its modules.
 */
export function completePackage(pyodide, modules) {
  pyodide.FS.writeFile(PACKAGE, modules);
  call(pyodide, "absent", "bring", PACKAGE);
}

/**
 * Puts the full standard library where Python looks for it, in place of what the snapshot has.
 *
 * @param {Pyodide} pyodide
 * @param {Uint8Array} library
 */
export function installLibrary(pyodide, library) {
  pyodide.FS.writeFile(LIBRARY, library);
  call(pyodide, "shells", "fill");
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
    if (!isFatal(error) && error instanceof pyodide.ffi.PythonError) throw new FaultError(error.type, STOPPED, error.message);
    throw error;
  }
}

/**
 * After a fatal error Pyodide cannot be used again; the page then starts a new worker.
 *
 * @param {unknown} error
 */
export function isFatal(error) {
  return error instanceof Error && "pyodide_fatal_error" in error;
}
