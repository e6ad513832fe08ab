/** Reads where everything lies. The build writes it into the page, relative to the page. */

/** @typedef {import("./protocol.js").Site} Site */

/**
 * @param {import("./protocol.js").SitePlace} place
 * @returns {Site} With absolute addresses.
 */
export function readSite({ json, base }) {
  const site = /** @type {Site} */ (JSON.parse(json));
  /** @param {string} url */
  const absolute = (url) => new URL(url, base).href;
  /** @template {{url: string}} F @param {F} file @returns {F} */
  const resolved = (file) => ({ ...file, url: absolute(file.url) });
  return {
    ...site,
    pyodide: absolute(site.pyodide),
    curves: absolute(site.curves),
    wheel: resolved(site.wheel),
    snapshot: resolved(site.snapshot),
    fullLibrary: resolved(site.fullLibrary),
    runtimeFiles: site.runtimeFiles.map(resolved),
  };
}

/**
 * @param {{pyodide: string}} site
 * @returns {string} The address of Pyodide's WebAssembly, by far its largest file.
 */
export function wasmOf({ pyodide }) {
  return `${pyodide}pyodide.asm.wasm`;
}
