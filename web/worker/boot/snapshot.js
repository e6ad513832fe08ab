/**
 * Starts Python from the snapshot: what its memory held at build time when the package had made its
 * first names. Pyodide offers snapshots of its whole memory; ours holds only the pages that an empty
 * Pyodide does not have anyway, so it is a quarter of that. `scripts/snapshot/memory.mjs` makes it.
 *
 * Errors thrown here mean that the snapshot does not fit; Python can still start without one.
 */
import { wasmOf } from "../../protocol.js";

/** @typedef {import("../../protocol.js").Site} Site */
/** @typedef {import("../python.js").Pyodide} Pyodide */

/**
 * How much of the WebAssembly comes first. On a slow line the rest of it then shares the line with
 * the snapshot, and is being linked while the last of the snapshot comes.
 */
const SHARE_BEFORE = 0.75;

/** The standard library of a snapshot lies in its memory; Pyodide wants a file all the same. */
const EMPTY_ZIP = Uint8Array.of(0x50, 0x4b, 5, 6, ...new Array(18).fill(0));

/**
 * @param {Site} site
 * @param {import("./download.js").Downloads} downloads
 * @returns {Promise<Pyodide>}
 */
export async function restorePython(site, downloads) {
  const arrived = downloads.received(wasmOf(site), SHARE_BEFORE).then(() => fetchSnapshot(site.snapshot, downloads));
  arrived.catch(() => {}); // Reported where it is awaited, below.
  downloads.answer(site.fullLibrary.url, Promise.resolve(new Response(EMPTY_ZIP)));
  const [{ loadPyodide }, { default: createModule }] = await Promise.all([
    downloads.importModule(`${site.pyodide}pyodide.js`),
    downloads.importModule(`${site.pyodide}pyodide.asm.js`),
  ]);
  return loadPyodide({
    indexURL: site.pyodide,
    stdLibURL: site.fullLibrary.url,
    _loadSnapshot: Uint8Array.from(atob(site.snapshot.header), (letter) => letter.charCodeAt(0)),
    createPyodideModule: async (/** @type {object} */ settings) => {
      const module = await createModule(settings);
      writeMemory(module, await arrived);
      return module;
    },
  });
}

/**
 * @param {Site["snapshot"]} file
 * @param {import("./download.js").Downloads} downloads
 * @param {SubtleCrypto} [subtle]  Browsers hash only over https and on localhost; elsewhere length and id have to do.
 */
export async function fetchSnapshot(file, downloads, subtle = globalThis.crypto?.subtle) {
  const response = await downloads.tryFetch(file.url).catch((fault) => {
    throw new Error(fault.message); // Not a fault of the boot, which can do without the file.
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length !== file.bytes) throw new Error(`${bytes.length} bytes came, ${file.bytes} belong to it.`);
  const id = new TextDecoder().decode(bytes.subarray(-file.id.length));
  if (id !== file.id) throw new Error("It is of another build.");
  if (subtle && (await sha256(bytes, subtle)) !== file.sha256) throw new Error("Its content has changed on the way.");
  return bytes;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {SubtleCrypto} subtle
 */
async function sha256(bytes, subtle) {
  const hash = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The file: four numbers (where the heap begins, how many functions the table has, how many runs
 * there are, where the first one's bytes lie), then address and length of each run, then their bytes.
 *
 * @param {any} module  Emscripten's module, in which nothing has run yet but its own preparations.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export function writeMemory(module, bytes) {
  const [heapBase, tableLength, count, start] = new Uint32Array(bytes.buffer, 0, 4);
  // Pyodide adds one last function, a trampoline, but not on iPhones and iPads; Python knows its number.
  const place = (module.__PyRuntime + module.HEAP32[module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET / 4]) / 4;
  const trampoline = module.HEAP32[place];
  if (trampoline === 0) module.wasmTable.grow(1);
  // Memory refers to functions by their numbers, so both must have been counted alike.
  if (module.wasmTable.length !== tableLength) throw new Error("This browser numbers functions in another way.");
  module.HEAPU8.fill(0, heapBase, module._sbrk(0));
  const runs = new Uint32Array(bytes.buffer, 16, 2 * count);
  for (let i = 0, from = start; i < runs.length; i += 2) {
    const [address, length] = [runs[i], runs[i + 1]];
    module.HEAPU8.set(bytes.subarray(from, from + length), address);
    from += length;
  }
  module.HEAP32[place] = trampoline;
}
