/**
 * Makes the small standard library: the modules that Python and the package import on their way
 * to the first name, compiled. Pyodide itself does the compiling, so the bytecode is of the very
 * Python that will read it. `library.py` starts this and keeps the result.
 *
 *     node library.mjs PYODIDE_DIRECTORY WHEEL BUILD_ID OUT
 */
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [directory, wheel, buildId, out] = process.argv.slice(2);
const pyodideDirectory = resolve(directory);

/** @param {string} name  A file beside this one. */
const source = (name) => readFile(new URL(name, import.meta.url), "utf8");

/** @returns {Promise<Uint8Array>} */
async function make() {
  const { loadPyodide } = await import(pathToFileURL(`${pyodideDirectory}/pyodide.mjs`).href);
  const pyodide = await loadPyodide({ indexURL: pyodideDirectory });
  pyodide.unpackArchive(new Uint8Array(await readFile(wheel)), "wheel");
  pyodide.runPython(await source("library_in_pyodide.py"));
  return pyodide.globals.get("small_library")(buildId, await source("full_library.py")).toJs();
}

try {
  await writeFile(out, await make());
} catch (error) {
  // Not the stack: Node would print the whole of Pyodide, which is one line.
  console.error(String(error));
  process.exit(1);
}
