/**
 * What the snapshot leaves out of Python, brought when it is asked for: modules of the package that
 * no first name needs, and most of the standard library.
 */
import { FaultError } from "../../protocol.js";
import { waitFor } from "../job.js";
import { completePackage, installLibrary, installWheel, lacks, sha256 } from "../python.js";
import { abortAfter } from "./download.js";

/** @typedef {import("../python.js").Pyodide} Pyodide */
/** @typedef {import("../python.js").CallMethod} CallMethod */
/** @typedef {import("../job.js").Work} Work */
/** @typedef {import("../../protocol.js").Site} Site */
/** @typedef {import("../../protocol.js").CheckedFile} CheckedFile */

const MISSING = "A part of Python could not be loaded; try again when the network is back.";
const DAMAGED = "A part of Python could not be loaded as it should be; try again, or reload the page.";
const PATIENCE_MS = 15_000;

/**
 * @param {Pyodide} pyodide
 * @param {Site} site
 * @param {CallMethod} callMethod
 * @returns {{call: CallMethod, completeLibrary: () => Work}}
 */
export function withRest(pyodide, site, callMethod) {
  const { fullLibrary, wheel } = site;
  const inTurn = createTurns();
  let complete = false;
  /** @type {CallMethod} */
  function* call(method, params) {
    if (lacks(pyodide, method)) yield* inTurn(() => bringPackage(method));
    return yield* callMethod(method, params);
  }

  /** @param {string} method @returns {Generator<object | null, void, void>} */
  function* bringPackage(method) {
    if (lacks(pyodide, method)) completePackage(pyodide, yield* download(pyodide, site.package, () => null));
  }

  /** @returns {Generator<object | null, void, void>} */
  function* bringLibrary() {
    if (complete) return;
    const total = fullLibrary.bytes + wheel.bytes;
    const library = yield* download(pyodide, fullLibrary, (loaded) => ({ loaded, total }));
    const ours = yield* download(pyodide, wheel, (loaded) => ({ loaded: fullLibrary.bytes + loaded, total }));
    installLibrary(pyodide, library);
    installWheel(pyodide, ours);
    complete = true;
  }

  return {
    call,
    *completeLibrary() {
      yield* inTurn(bringLibrary);
      return {};
    },
  };
}

/**
 * @returns {(work: () => Generator<object | null, void, void>) => Generator<object | null, void, void>}
 *   Does one work after another, however many jobs ask.
 */
function createTurns() {
  let last = Promise.resolve();
  return function* inTurn(work) {
    const before = last;
    let leave = () => {};
    last = new Promise((resolve) => (leave = resolve));
    try {
      yield* waitFor(before);
      yield* work();
    } finally {
      leave();
    }
  };
}

/**
 * A file that came damaged is asked for once more, past what the browser keeps.
 *
 * @param {Pyodide} pyodide
 * @param {CheckedFile} file
 * @param {(loaded: number) => object | null} progress  What is told of bytes that have come.
 * @returns {Generator<object | null, Uint8Array, void>}
 */
function* download(pyodide, file, progress) {
  for (const cache of /** @type {const} */ (["default", "reload"])) {
    const content = yield* receive(file, cache, progress);
    if (content.length === file.bytes && sha256(pyodide, content) === file.sha256) return content;
  }
  throw new FaultError("Incomplete", DAMAGED, file.url);
}

/**
 * @param {CheckedFile} file
 * @param {RequestCache} cache
 * @param {(loaded: number) => object | null} progress
 * @returns {Generator<object | null, Uint8Array, void>}  What came of it, and nothing where it was more.
 */
function* receive({ url, bytes }, cache, progress) {
  const content = new Uint8Array(bytes);
  const silence = abortAfter(PATIENCE_MS);
  let length = 0;
  try {
    const response = yield* waitFor(fetch(url, { cache, signal: silence.signal }));
    if (!response.ok || !response.body) throw new Error(`The server answered ${response.status}.`);
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = yield* waitFor(reader.read());
      if (done) return content.subarray(0, length);
      if (length + value.length > bytes) return new Uint8Array();
      content.set(value, length);
      length += value.length;
      silence.postpone();
      yield progress(length);
    }
  } catch (error) {
    throw new FaultError("Incomplete", MISSING, `${url}: ${String(error)}`);
  } finally {
    silence.stop();
  }
}
