/** Watches over what Pyodide does not: WebAssembly that is forbidden, missing or damaged. */
import { FaultError } from "../../protocol.js";

/**
 * Pyodide fetches and compiles through the globals of this thread and keeps failures to itself, so
 * while it boots it uses ours. The WebAssembly is asked for now: Pyodide would do so only after its
 * own program has arrived and run.
 *
 * @param {import("./download.js").Downloads} downloads
 * @param {string} wasm  The address of Pyodide's WebAssembly.
 * @returns {() => void} Puts the globals back.
 */
export function guardPyodide(downloads, wasm) {
  const compiled = WebAssembly.compileStreaming(downloads.fetch(wasm));
  compiled.catch(() => {}); // Reported below, when Pyodide instantiates it.
  downloads.answer(wasm, Promise.resolve(new Response()));
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  globalThis.fetch = downloads.fetch;
  WebAssembly.instantiateStreaming = async (_, imports) => {
    try {
      const module = await compiled;
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    } catch (error) {
      downloads.fail(new FaultError("WebAssembly", "Python could not be started: its program arrived damaged, or this browser cannot run it.", String(error)));
      throw error;
    }
  };
  // Pyodide leaves some promises to themselves; a fault of a download is told already.
  addEventListener("unhandledrejection", (event) => {
    if (event.reason instanceof FaultError) event.preventDefault();
  });
  return () => {
    globalThis.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };
}

/** An empty module compiles wherever WebAssembly exists and the site's policy allows it. */
export function requireWebAssembly() {
  try {
    new WebAssembly.Module(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  } catch (error) {
    throw new FaultError("NoWebAssembly", "This browser, or a rule of this site, does not allow WebAssembly.", String(error));
  }
}
