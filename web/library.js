/**
 * The standard library that Python boots with. The build compiles the small part of it that the
 * page needs; whatever is wrong with that, the full one of Pyodide takes its place. The full one
 * also comes later, should somebody import what the small one leaves out.
 */

/** @typedef {import("./protocol.js").Site} Site */
/** @typedef {{bytes: Uint8Array<ArrayBuffer>, complete: boolean}} Library */

/**
 * @param {Site} site
 * @param {import("./download.js").Downloads} downloads
 * @returns {Promise<Library>}
 */
export async function fetchLibrary(site, downloads) {
  try {
    const bytes = await read(await downloads.attempt(site.library.url));
    await check(bytes, site.library);
    downloads.credit(site.library.url);
    return { bytes, complete: false };
  } catch (error) {
    console.info(`The small standard library cannot be used (${reason(error)}), so Python starts with the full one.`);
    downloads.replace(site.library.url, site.fullLibrary);
    return { bytes: await read(await downloads.fetch(site.fullLibrary.url)), complete: true };
  }
}

/** @param {Response} response */
async function read(response) {
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Site["library"]} expected
 */
async function check(bytes, expected) {
  if (bytes.length !== expected.bytes) throw new Error(`${bytes.length} bytes came, ${expected.bytes} belong to it`);
  const id = new TextDecoder().decode(bytes.subarray(-expected.id.length));
  if (id !== expected.id) throw new Error("it is of another build");
  // Browsers hash only over https and on localhost; elsewhere length and id have to do.
  if (!globalThis.crypto?.subtle) return;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== expected.sha256) throw new Error("its content has changed on the way");
}

/** @param {unknown} error */
function reason(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Python's own import asks for the full library, and an import cannot wait for a promise: this is
 * the one request that blocks, in the worker, once.
 *
 * @param {import("pyodide").PyodideAPI} pyodide
 * @param {Site} site
 */
export function completeOnDemand(pyodide, site) {
  const module = pyodide.pyimport("full_library");
  module.install(() => {
    const request = new XMLHttpRequest();
    request.open("GET", site.fullLibrary.url, false);
    request.responseType = "arraybuffer";
    request.send();
    const bytes = new Uint8Array(request.response ?? []);
    if (request.status !== 200 || bytes.length !== site.fullLibrary.bytes) {
      throw new Error("The full standard library could not be loaded.");
    }
    return bytes;
  });
  module.destroy();
}
