/**
 * Makes the snapshot: what Pyodide's memory holds when Python has started and the package has made
 * its first names, as the pages in which it differs from the memory of an empty Pyodide.
 * `make.py` starts this and keeps the result; `web/worker/boot/snapshot.js` reads it.
 *
 *     node memory.mjs PYODIDE_DIRECTORY LIBRARY FILES BUILD_ID OUT
 *
 * LIBRARY is the standard library as bytecode, FILES a directory to be site-packages.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const PAGE_BYTES = 256;
const STDIN_BYTES = 131072; // What Python's buffer for it takes.

const [directory, library, files, buildId, out] = process.argv.slice(2);
const pyodideDirectory = resolve(directory);
const address = (/** @type {string} */ name) => pathToFileURL(`${pyodideDirectory}/${name}`).href;
const { loadPyodide } = await import(address("pyodide.mjs"));
const { default: createPyodideModule } = await import(address("pyodide.asm.mjs"));

/** @typedef {any} Module  Emscripten's module, of which Pyodide is made. */

// The same inputs give the same bytes: nothing may depend on the machine, the day or chance.
Date.now = () => Date.UTC(2020, 1, 2);
performance.now = () => 0;
crypto.getRandomValues = (array) => array;

const options = {
  indexURL: pyodideDirectory,
  stdLibURL: pathToFileURL(resolve(library)).href,
  env: { PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1", LANG: "en_US.UTF-8" },
  _sysExecutable: "./this.program",
};

/** Pyodide's memory before Python starts: right after instantiation, and after its own preparations. */
async function emptyMemory() {
  /** @type {Uint8Array | undefined} */
  let instantiated;
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = /** @type {any} */ (
    async (/** @type {any} */ source, /** @type {any} */ imports) => {
      const result = await /** @type {any} */ (instantiate)(source, imports);
      const { memory } = result.instance?.exports ?? {};
      if (memory) instantiated = new Uint8Array(memory.buffer).slice();
      return result;
    }
  );
  /** @type {Module} */
  let module;
  const stop = new Error("far enough");
  await loadPyodide({
    ...options,
    createPyodideModule: async (/** @type {object} */ settings) => {
      module = await createPyodideModule({ ...settings, noInitialRun: true });
      throw stop;
    },
  }).catch((/** @type {unknown} */ error) => {
    if (error !== stop) throw error;
  });
  WebAssembly.instantiate = instantiate;
  if (!instantiated) throw new Error("Pyodide's memory was not found.");
  return { instantiated, empty: module.HEAPU8.slice(), heapBase: module.___heap_base, tableLength: module.wasmTable.length };
}

/** Python started, the package used. @returns {Promise<any>} Pyodide. */
async function settledPyodide() {
  const pyodide = await loadPyodide({
    ...options,
    _makeSnapshot: true,
    stdin: () => "\0".repeat(STDIN_BYTES - 1), // A line end is added.
    fsInit: (/** @type {any} */ FS, /** @type {any} */ { sitePackages }) => copyTree(FS, files, sitePackages),
  });
  const settle = readFileSync(new URL("inside/settle.py", import.meta.url), "utf8");
  const [failed, output] = pyodide._api.rawRun(settle);
  if (failed) throw new Error(output);
  return pyodide;
}

/**
 * @param {any} FS  Emscripten's file system.
 * @param {string} from
 * @param {string} to
 */
function copyTree(FS, from, to) {
  FS.mkdirTree(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), `${to}/${entry.name}`];
    if (entry.isDirectory()) copyTree(FS, source, target);
    else FS.writeFile(target, readFileSync(source));
  }
}

/**
 * Fills the memory that nothing uses with zeros, by asking for all of it: what was deleted would
 * otherwise travel along.
 *
 * @param {Module} module
 */
function clearFreeMemory(module) {
  const end = module._sbrk(0);
  const held = [];
  for (let size = 1 << 20; size >= 16; size = size > 4096 ? size / 2 : size - 16) {
    for (let beyond = false; !beyond; ) {
      const place = module._malloc(size);
      module.HEAPU8.fill(0, place, place + size);
      held.push(place);
      beyond = place + size > end; // Memory that was never used: there is no more of this size.
    }
  }
  held.forEach((place) => module._free(place));
}

/**
 * @param {Uint8Array} memory
 * @param {Uint8Array[]} others
 * @param {number} from
 * @param {number} to
 * @returns {[number, number][]} Address and length of each run of pages in which it differs from one of the others.
 */
function differences(memory, others, from, to) {
  /** @type {[number, number][]} */
  const runs = [];
  for (let at = from; at < to; at += PAGE_BYTES) {
    const end = Math.min(at + PAGE_BYTES, to);
    const page = memory.subarray(at, end);
    if (others.every((other) => Buffer.compare(page, other.subarray(at, end)) === 0)) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === at) last[1] += page.length;
    else runs.push([at, page.length]);
  }
  return runs;
}

async function make() {
  const { instantiated, empty, heapBase, tableLength } = await emptyMemory();
  const pyodide = await settledPyodide();
  clearFreeMemory(pyodide._module);
  /** @type {Uint8Array} Pyodide's own format: a header with its length as the second number, then the memory. */
  const whole = pyodide.makeMemorySnapshot();
  const headerBytes = new Uint32Array(whole.buffer, 0, 2)[1];
  const memory = whole.subarray(headerBytes);
  if (memory.length !== instantiated.length) throw new Error("The memory has grown, and a page could not take it in.");
  const runs = [
    // Where the empty Pyodide has written since then, a page will have written too.
    ...differences(memory, [instantiated, empty], 0, heapBase),
    ...differences(memory, [instantiated], heapBase, memory.length),
  ];
  const numbers = [heapBase, tableLength, runs.length, 4 * (4 + 2 * runs.length)];
  const pages = runs.map(([at, length]) => memory.subarray(at, at + length));
  writeFileSync(out, Buffer.concat([bytesOf(Uint32Array.from([...numbers, ...runs.flat()])), ...pages, Buffer.from(buildId)]));
  console.log(Buffer.from(whole.subarray(0, headerBytes)).toString("base64"));
}

/** @param {Uint32Array} numbers */
function bytesOf(numbers) {
  return new Uint8Array(numbers.buffer);
}

try {
  await make();
} catch (error) {
  // Not the stack: Node would print the whole of Pyodide, which is one line.
  console.error(String(error));
  process.exit(1);
}
