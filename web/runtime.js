/**
 * Python in the worker: starts it, from the snapshot or else as Pyodide comes, and offers the
 * methods of the package's `api` as calls of plain data. Counting is left to `download.js`, conversion to
 * `python.js`.
 */
import { createDownloads, importModule } from "./download.js";
import { lendToPyodide, requireWebAssembly } from "./guard.js";
import { startPython } from "./plain.js";
import { DEFAULT_STEP, FaultError } from "./protocol.js";
import { callPython, finish } from "./python.js";
import { wasmOf } from "./site.js";
import { restorePython } from "./snapshot.js";

/** @typedef {import("./python.js").Pyodide} Pyodide */
/** @typedef {import("./protocol.js").Site} Site */
/** @typedef {import("./protocol.js").SiteFile} SiteFile */
/** @typedef {(progress: import("./protocol.js").Progress) => void} OnProgress */
/** @typedef {(site: Site, downloads: import("./download.js").Downloads) => Promise<Pyodide>} Start */

/** Faults of what both ways of starting need: the other one would meet them too. */
const COMMON = ["Network", "WebAssembly"];

/**
 * @typedef {object} Runtime
 * @property {import("./protocol.js").Info} info
 * @property {(method: string, params: object) => Generator<object | null, object, void>} call
 *   A method of `microgpt.api`; see `callPython` in `python.js`.
 */

/**
 * @param {Site} site
 * @param {OnProgress} onProgress
 * @returns {Promise<Runtime>}
 */
export async function bootRuntime(site, onProgress) {
  requireWebAssembly();
  try {
    return await boot(site, [site.snapshot], restorePython, onProgress);
  } catch (error) {
    if (error instanceof FaultError && COMMON.includes(error.name)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    console.info(`Python starts without its snapshot. ${reason}`);
    return boot(site, [site.fullLibrary, site.wheel], startPython, onProgress);
  }
}

/**
 * @param {Site} site
 * @param {SiteFile[]} files  What this way of starting fetches besides the runtime.
 * @param {Start} start
 * @param {OnProgress} onProgress
 * @returns {Promise<Runtime>}
 */
async function boot(site, files, start, onProgress) {
  const downloads = createDownloads([...site.runtimeFiles, ...files], (loaded, total) => {
    onProgress({ loaded, total, stage: loaded < total ? "Loading Python" : "Starting Python" });
  });
  const giveBack = lendToPyodide(downloads, wasmOf(site));
  // All modules are asked for now: the largest would otherwise wait until the smallest asks for it.
  for (const { url } of site.runtimeFiles.filter((file) => file.url.endsWith(".mjs"))) {
    importModule(url).then(() => downloads.credit(url), downloads.fail);
  }
  try {
    return open(await Promise.race([downloads.failure, start(site, downloads)]));
  } finally {
    giveBack();
  }
}

/**
 * @param {Pyodide} pyodide
 * @returns {Runtime}
 */
function open(pyodide) {
  const call = callPython(pyodide);
  const about = finish(call("models.about", {}));
  const model = finish(call("models.describe", { step: DEFAULT_STEP }));
  return { info: /** @type {import("./protocol.js").Info} */ ({ about, model }), call };
}
