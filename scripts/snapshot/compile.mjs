/**
 * Compiles the modules of a zip, in the very Pyodide that will read them.
 *
 *     node compile.mjs PYODIDE_DIRECTORY ARCHIVE PLACE OUT LEVEL
 *
 * PLACE is where a traceback says that the modules lie.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [directory, archive, place, out, level] = process.argv.slice(2);
const indexURL = resolve(directory);

try {
  const { loadPyodide } = await import(pathToFileURL(`${indexURL}/pyodide.mjs`).href);
  // Code without columns is a fifth smaller; a traceback still has its lines.
  const pyodide = await loadPyodide({ indexURL, env: { PYTHONNODEBUGRANGES: "1" } });
  pyodide.FS.writeFile("archive.zip", readFileSync(archive));
  pyodide.runPython(readFileSync(new URL("inside/bytecode.py", import.meta.url), "utf8"));
  writeFileSync(out, pyodide.globals.get("compiled")("archive.zip", place, Number(level)).toJs());
} catch (error) {
  // Not the stack: Node would print the whole of Pyodide, which is one line.
  console.error(String(error));
  process.exit(1);
}
