/**
 * Boots Python, from the snapshot or else as Pyodide comes, and offers the methods of the package's
 * `api` as jobs.
 */
import { FaultError, wasmOf } from "../../protocol.js";
import { call, callPython, finish } from "../python.js";
import { createDownloads } from "./download.js";
import { guardPyodide, requireWebAssembly } from "./guard.js";
import { withRest } from "./rest.js";
import { restorePython } from "./snapshot.js";
import { startPython } from "./stock.js";

/** @typedef {import("../python.js").Pyodide} Pyodide */
/** @typedef {import("../job.js").Work} Work */
/** @typedef {import("../../protocol.js").Site} Site */
/** @typedef {import("../../protocol.js").SiteFile} SiteFile */
/** @typedef {(progress: import("../../protocol.js").Progress) => void} OnProgress */
/** @typedef {(site: Site, downloads: import("./download.js").Downloads) => Promise<Pyodide>} Start */

/** Faults of what both ways of starting need: the other one would meet them too. */
const COMMON = ["Network", "Gone", "WebAssembly", "NoWebAssembly"];

/**
 * @typedef {object} Booted
 * @property {import("../../protocol.js").Info} info
 * @property {import("../python.js").CallMethod} call  A method of `microgpt.api`, as a job.
 * @property {() => Work} completeLibrary  See "library.complete" in the table of methods.
 */

/**
 * @param {Site} site
 * @param {OnProgress} onProgress
 * @param {boolean} fresh  Whether all files are asked for anew, for what the browser keeps may be damaged.
 * @returns {Promise<Booted>}
 */
export async function bootPython(site, onProgress, fresh) {
  requireWebAssembly();
  const { fetch } = globalThis;
  const plainFetch = fresh ? anew(fetch) : fetch;
  try {
    const pyodide = await boot(site, [site.snapshot], restorePython, onProgress, plainFetch);
    call(pyodide, "random", "seed"); // The snapshot froze its state.
    return booted(withRest(pyodide, site, callPython(pyodide)));
  } catch (error) {
    if (error instanceof FaultError && COMMON.includes(error.name)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    console.info(`Python starts without its snapshot. ${reason}`, error instanceof FaultError ? error.detail : "");
    const pyodide = await boot(site, [site.fullLibrary, site.wheel], startPython, onProgress, plainFetch);
    return booted({ call: callPython(pyodide), completeLibrary: nothingToDo });
  }
}

/**
 * @param {Site} site
 * @param {SiteFile[]} files  What this way of starting fetches besides the runtime.
 * @param {Start} start
 * @param {OnProgress} onProgress
 * @param {typeof fetch} plainFetch
 * @returns {Promise<Pyodide>}
 */
async function boot(site, files, start, onProgress, plainFetch) {
  const downloads = createDownloads([...site.runtimeFiles, ...files], (loaded, total) => {
    onProgress({ loaded, total, stage: loaded < total ? "Loading Python" : "Starting Python" });
  }, plainFetch);
  const restoreGlobals = guardPyodide(downloads, wasmOf(site));
  // All modules are requested now: the largest would otherwise wait until the smallest imports it.
  for (const { url } of site.runtimeFiles.filter((file) => file.url.endsWith(".js"))) {
    downloads.importModule(url).catch(downloads.fail);
  }
  try {
    return await Promise.race([downloads.failure, start(site, downloads)]);
  } finally {
    restoreGlobals();
  }
}

/**
 * @param {typeof fetch} plain
 * @returns {typeof fetch}  One that passes by what the browser keeps, and has it keep what comes.
 */
function anew(plain) {
  return (input, init) => plain(input, { ...init, cache: "reload" });
}

/**
 * @param {Omit<Booted, "info">} python
 * @returns {Booted}
 */
function booted(python) {
  const about = finish(python.call("models.about", {}));
  const model = finish(python.call("models.describe", {}));
  return { ...python, info: { about, model } };
}

/** @returns {Work} */
function* nothingToDo() {
  yield null;
  return {};
}
