/** What is wrong with a file that came, or did not: a sentence for people, with the detail behind it. */
import { FaultError } from "../../protocol.js";

const PART = "A part of Python";

/**
 * @param {string} url
 * @returns {(error: unknown) => never}
 */
export function connectionFailed(url) {
  return (error) => {
    if (error instanceof FaultError) throw error;
    throw new FaultError("Network", `${PART} could not be loaded: the connection failed.`, `${fileName(url)}: ${String(error)}`);
  };
}

/**
 * @param {Response} response
 * @param {string} url
 */
export function checkResponse(response, url) {
  if (response.status === 404 || response.status === 410) {
    throw new FaultError("Gone", `${PART} is no longer on the server, which may hold a newer version of this page.`, `${url}: ${response.status}`);
  }
  if (!response.ok) {
    throw new FaultError("Network", `${PART} could not be loaded: the server answered ${response.status}.`, url);
  }
  if (response.headers.get("content-type")?.startsWith("text/html")) {
    throw new FaultError("Gone", `${PART} is not on the server, which sent a web page in its place.`, url);
  }
}

/**
 * @param {number} received
 * @param {number} expected
 * @param {string} url
 */
export function checkLength(received, expected, url) {
  if (received === expected) return;
  throw new FaultError("Network", `${PART} arrived damaged.`, `${fileName(url)}: ${received} bytes came, ${expected} belong to it.`);
}

/**
 * @param {string} url
 * @returns {number}  How many bytes of it the browser has seen; 0 where it does not say.
 */
export function sizeOf(url) {
  const entries = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByName(url));
  return entries.at(-1)?.decodedBodySize ?? 0;
}

/**
 * WebAssembly compiles while it arrives only under its own type, which not every server knows.
 *
 * @param {Response} response
 * @param {string} url
 */
export function typed(response, url) {
  const type = "application/wasm";
  if (!url.split("?")[0].endsWith(".wasm") || response.headers.get("content-type") === type) return response;
  return new Response(response.body, { status: response.status, headers: { "content-type": type } });
}

/** @param {string} url */
function fileName(url) {
  return url.split("?")[0].split("/").pop() ?? url;
}

/**
 * @param {string} url
 * @param {unknown} error
 * @returns {FaultError}
 */
export function importFailed(url, error) {
  if (error instanceof FaultError) return error;
  return new FaultError("Network", `${PART} could not be loaded, or arrived damaged.`, `${fileName(url)}: ${String(error)}`);
}
