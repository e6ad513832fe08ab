/** Starts Python as Pyodide comes, with its whole standard library, and installs our wheel. */
import { importModule } from "./download.js";
import { FaultError } from "./protocol.js";
import { invoke } from "./python.js";

/** @typedef {import("./protocol.js").Site} Site */
/** @typedef {import("./python.js").Pyodide} Pyodide */

const SITE_PACKAGES = "/lib/python3.14/site-packages";

/**
 * @param {Site} site
 * @param {import("./download.js").Downloads} downloads
 * @returns {Promise<Pyodide>}
 */
export async function startPython(site, downloads) {
  const wheel = downloads.fetch(site.wheel.url).then((response) => response.arrayBuffer());
  wheel.catch(() => {}); // Its failure arrives through `downloads.failure`, perhaps before anyone awaits it.
  const { loadPyodide } = await importModule(`${site.pyodide}pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL: site.pyodide, stdLibURL: site.fullLibrary.url });
  install(pyodide, new Uint8Array(await wheel), site.wheel.sha256);
  return pyodide;
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
