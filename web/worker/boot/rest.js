/**
 * What the snapshot leaves out of Python, brought when it is asked for: modules of the package that
 * no first name needs, and most of the standard library.
 */
import { FaultError } from "../../protocol.js";
import { waitFor } from "../job.js";
import { completePackage, installLibrary, installWheel, lacks, sha256 } from "../python.js";
import { checkResponse } from "./checks.js";
import { abortAfter, PATIENCE_MS } from "./download.js";

/** @typedef {import("../python.js").Pyodide} Pyodide */
/** @typedef {import("../python.js").CallMethod} CallMethod */
/** @typedef {import("../job.js").Work} Work */
/** @typedef {import("../../protocol.js").Site} Site */
/** @typedef {import("../../protocol.js").CheckedFile} CheckedFile */

const MISSING = "A part of Python could not be loaded; try again when the network is back.";
const DAMAGED = "A part of Python arrived damaged; try again, or reload the page.";
const GONE = "A part of Python is no longer on the server: reload the page.";
/** Not "Network": what asks for the weights of a model, too, tells that name as a fault of theirs. */
const INCOMPLETE = "Incomplete";
const SIGN_MS = 1000;

/**
 * @param {Pyodide} pyodide
 * @param {Site} site
 * @param {CallMethod} callMethod
 * @returns {{call: CallMethod, completeLibrary: () => Work}}
 */
export function withRest(pyodide, site, callMethod) {
  const bringPackage = once(async () => completePackage(pyodide, await fetchPart(pyodide, site.package)));
  const bringLibrary = once(async () => {
    const library = await fetchPart(pyodide, site.fullLibrary);
    const wheel = await fetchPart(pyodide, site.wheel);
    installLibrary(pyodide, library);
    installWheel(pyodide, wheel);
  });
  return {
    *call(method, params) {
      if (lacks(pyodide, method)) yield* waitLong(bringPackage());
      return yield* callMethod(method, params);
    },
    *completeLibrary() {
      yield* waitLong(bringLibrary());
      return {};
    },
  };
}

/**
 * @param {() => Promise<void>} work
 * @returns {() => Promise<void>}  Does it for all who ask, whoever of them leaves; once, but again where it failed.
 */
export function once(work) {
  /** @type {Promise<void> | null} */
  let done = null;
  return () => {
    done ??= work().catch((error) => {
      done = null;
      throw error;
    });
    return done;
  };
}

/**
 * Waits, with a sign of life now and then: the page takes a worker that says nothing to be dead.
 *
 * @param {Promise<void>} promise
 * @returns {Generator<Promise<unknown> | null, void, void>}
 */
function* waitLong(promise) {
  let settled = false;
  promise.catch(() => {}).then(() => (settled = true));
  while (!settled) {
    yield Promise.race([promise, new Promise((resolve) => setTimeout(resolve, SIGN_MS))]).catch(() => {});
    yield null;
  }
  yield* waitFor(promise);
}

/**
 * A file that came damaged is asked for once more, past what the browser keeps.
 *
 * @param {Pyodide} pyodide
 * @param {CheckedFile} file
 */
async function fetchPart(pyodide, file) {
  for (const cache of /** @type {const} */ (["default", "reload"])) {
    const content = await receive(file.url, cache);
    if (content.length === file.bytes && sha256(pyodide, content) === file.sha256) return content;
  }
  throw new FaultError(INCOMPLETE, DAMAGED, file.url);
}

/**
 * @param {string} url
 * @param {RequestCache} cache
 */
async function receive(url, cache) {
  const silence = abortAfter(PATIENCE_MS);
  try {
    const response = await fetch(url, { cache, signal: silence.signal });
    checkResponse(response, url);
    const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body).getReader();
    const chunks = [];
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      silence.postpone();
      chunks.push(read.value);
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  } catch (error) {
    if (error instanceof FaultError && error.name === "Gone") throw new FaultError("Gone", GONE, error.detail);
    throw new FaultError(INCOMPLETE, MISSING, `${url}: ${String(error)}`);
  } finally {
    silence.stop();
  }
}
