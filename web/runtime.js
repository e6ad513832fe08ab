/**
 * Python in the worker: boots Pyodide, installs our wheel, and offers the package's `Session` as
 * calls of plain data. It knows where the files are and in which order they are needed, and leaves
 * counting to `download.js` and conversion to `python.js`.
 */
import { createDownloads } from "./download.js";
import { lendToPyodide, requireWebAssembly } from "./guard.js";
import { completeOnDemand, fetchLibrary } from "./library.js";
import { DEFAULT_STEP, FaultError } from "./protocol.js";
import { invoke, plain, stream } from "./python.js";

/** @typedef {import("./python.js").Pyodide} Pyodide */
/** @typedef {import("./protocol.js").Site} Site */
/** @typedef {import("./download.js").Downloads} Downloads */

const LOADING = "Loading Python";

const SITE_PACKAGES = "/lib/python3.14/site-packages";

/**
 * @typedef {object} Runtime
 * @property {import("./protocol.js").Info} info
 * @property {(method: string, params: object) => Generator<object, object | null, void>} call
 *   A method of `Session`; see `stream` in `python.js`.
 */

/**
 * @param {Site} site
 * @param {(progress: import("./protocol.js").Progress) => void} onProgress
 * @returns {Promise<Runtime>}
 */
export async function bootRuntime(site, onProgress) {
  requireWebAssembly();
  const progress = { stage: LOADING, loaded: 0, total: 0 };
  /** @param {Partial<typeof progress>} change */
  const report = (change) => onProgress(Object.assign(progress, change));
  const downloads = createDownloads([...site.runtimeFiles, site.wheel], (loaded, total) => {
    const arrived = loaded === total && progress.stage === LOADING;
    report({ loaded, total, stage: arrived ? "Starting Python" : progress.stage });
  });
  const restore = lendToPyodide(downloads, `${site.pyodide}pyodide.asm.wasm`);
  try {
    const assembled = assemble(site, downloads, (stage) => report({ stage }));
    return await Promise.race([downloads.failure, assembled]);
  } finally {
    restore();
  }
}

/**
 * @param {Site} site
 * @param {Downloads} downloads
 * @param {(stage: string) => void} enter  Called at the beginning of each stage.
 * @returns {Promise<Runtime>}
 */
async function assemble(site, downloads, enter) {
  const wheel = downloads.fetch(site.wheel.url).then((response) => response.arrayBuffer());
  wheel.catch(() => {}); // Its failure arrives through `downloads.failure`, perhaps before anyone awaits it.
  const pyodide = await startPython(site, downloads);
  enter("Unpacking the model");
  install(pyodide, new Uint8Array(await wheel), site.wheel.sha256);
  const session = openSession(pyodide);
  enter("Reading the weights");
  const model = plain(invoke(pyodide, session, "describe", DEFAULT_STEP));
  const about = plain(invoke(pyodide, session, "about"));
  return {
    info: { about, model },
    call: (method, params) => stream(pyodide, session, method, params),
  };
}

/**
 * @param {Site} site
 * @param {Downloads} downloads
 * @returns {Promise<Pyodide>}
 */
async function startPython(site, downloads) {
  // All modules are asked for now: the largest would otherwise wait until the smallest asks for it.
  for (const { url } of site.runtimeFiles.filter((file) => file.url.endsWith(".mjs"))) {
    importModule(url).then(() => downloads.credit(url), downloads.fail);
  }
  const library = fetchLibrary(site, downloads);
  const response = library.then(({ bytes }) => new Response(bytes));
  response.catch(() => {}); // Its failure, too, arrives through `downloads.failure`.
  downloads.offer(site.library.url, response);
  const { loadPyodide } = await importModule(`${site.pyodide}pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL: site.pyodide, stdLibURL: site.library.url });
  if (!(await library).complete) completeOnDemand(pyodide, site);
  return pyodide;
}

/**
 * @param {string} url
 * @returns {Promise<any>}
 */
async function importModule(url) {
  try {
    return await import(url);
  } catch (error) {
    throw new FaultError("Network", `${url.split("/").pop()} could not be loaded.`, String(error));
  }
}

/**
 * Refuses a wheel that is not the one the build saw. Python does the hashing because a browser
 * offers `crypto.subtle` only over https and on localhost, and a classroom may have neither.
 *
 * @param {Pyodide} pyodide
 * @param {Uint8Array} bytes
 * @param {string} sha256
 */
function install(pyodide, bytes, sha256) {
  const hashlib = pyodide.pyimport("hashlib");
  const view = pyodide.toPy(bytes);
  const hash = invoke(pyodide, hashlib, "sha256", view);
  const found = invoke(pyodide, hash, "hexdigest");
  for (const proxy of [hash, view, hashlib]) proxy.destroy();
  if (found !== sha256) {
    throw new FaultError(
      "WrongWheel",
      "The package that arrived is not the one this page was built with.",
      `sha256 ${found}, expected ${sha256}`,
    );
  }
  pyodide.unpackArchive(bytes, "wheel", { extractDir: SITE_PACKAGES });
}

/**
 * @param {Pyodide} pyodide
 * @returns {any} A proxy of the one `Session`; it lives as long as the worker.
 */
function openSession(pyodide) {
  const module = pyodide.pyimport("microgpt.session");
  const session = module.Session();
  module.destroy();
  return session;
}
