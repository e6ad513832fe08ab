/** Starts Python as Pyodide comes, with its whole standard library, and installs our wheel. */
import { FaultError } from "../../protocol.js";
import { installWheel, sha256 } from "../python.js";

/** @typedef {import("../../protocol.js").Site} Site */
/** @typedef {import("../python.js").Pyodide} Pyodide */

/**
 * @param {Site} site
 * @param {import("./download.js").Downloads} downloads
 * @returns {Promise<Pyodide>}
 */
export async function startPython(site, downloads) {
  const arriving = downloads.fetch(site.wheel.url).then((response) => response.arrayBuffer());
  arriving.catch(() => {}); // Reported by `downloads.failure`, perhaps before anything awaits this.
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    downloads.importModule(`${site.pyodide}pyodide.js`),
    downloads.importModule(`${site.pyodide}pyodide.asm.js`),
  ]);
  const pyodide = await loadPyodide({ indexURL: site.pyodide, stdLibURL: site.fullLibrary.url, createPyodideModule });
  const wheel = new Uint8Array(await arriving);
  const found = sha256(pyodide, wheel);
  if (found !== site.wheel.sha256) {
    throw new FaultError(
      "WrongWheel",
      "The package that arrived is not the one this page was built with.",
      `sha256 ${found}, expected ${site.wheel.sha256}`,
    );
  }
  installWheel(pyodide, wheel);
  return pyodide;
}
