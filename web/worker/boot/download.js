/**
 * Fetches whose bytes are counted and whose failures become a sentence.
 *
 * Pyodide never settles when its WebAssembly cannot be loaded: it writes a warning and waits. So while
 * it boots, the global `fetch` is the one made here, and the boot listens to `failure` as well.
 */
import { FaultError } from "../../protocol.js";

/** @typedef {import("../../protocol.js").SiteFile} SiteFile */

/**
 * @typedef {object} Downloads
 * @property {typeof fetch} fetch  As the built-in one, with counting and checks for the files listed.
 * @property {typeof fetch} tryFetch  The same for an optional file: a failure rejects this call only.
 * @property {(url: string, response: Promise<Response>) => void} answer  Makes `fetch` of this address return it.
 * @property {(url: string) => void} countWhole  Counts a file that something else has fetched.
 * @property {(url: string, share: number) => Promise<void>} received  Resolves when that share of a file has arrived.
 * @property {(error: unknown) => void} fail
 * @property {Promise<never>} failure  Rejects with the first `FaultError`; never resolves.
 */

/**
 * @param {SiteFile[]} files  Absolute addresses.
 * @param {(loaded: number, total: number) => void} onBytes
 * @param {typeof fetch} [plainFetch]
 * @returns {Downloads}
 */
export function createDownloads(files, onBytes, plainFetch = globalThis.fetch) {
  const sizes = new Map(files.map((file) => [file.url, file.bytes]));
  /** @type {Map<string, Promise<Response>>} */
  const answers = new Map();
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  const loaded = new Map(files.map((file) => [file.url, 0]));
  /** @type {{url: string, bytes: number, resolve: () => void}[]} */
  const waiting = [];
  /**
   * @param {string} url
   * @param {number} bytes
   */
  const count = (url, bytes) => {
    loaded.set(url, (loaded.get(url) ?? 0) + bytes);
    onBytes([...loaded.values()].reduce((sum, part) => sum + part, 0), total);
    for (const wait of waiting) if ((loaded.get(wait.url) ?? 0) >= wait.bytes) wait.resolve();
  };

  /** @type {(error: unknown) => void} */
  let fail = () => {};
  /** @type {Promise<never>} */
  const failure = new Promise((_, reject) => {
    fail = reject;
  });
  failure.catch(() => {}); // Not an unhandled rejection where nothing races it.

  /** @type {(onFault: (error: unknown) => void) => typeof fetch} */
  const countedFetch = (onFault) => async (input, init) => {
    const url = addressOf(input);
    const answer = answers.get(url);
    if (answer) return answer;
    const bytes = sizes.get(url);
    if (bytes === undefined) return plainFetch(input, init);
    try {
      const response = await plainFetch(input, init).catch(connectionFailed(url));
      checkResponse(response, url);
      countBytes(response.clone(), url, bytes, (part) => count(url, part)).catch(connectionFailed(url)).catch(onFault);
      return typed(response, url);
    } catch (error) {
      onFault(error);
      throw error;
    }
  };
  return {
    fetch: countedFetch(fail),
    tryFetch: countedFetch(() => {}),
    answer: (url, response) => answers.set(url, response),
    countWhole: (url) => count(url, sizes.get(url) ?? 0),
    received: (url, share) => new Promise((resolve) => {
      waiting.push({ url, bytes: share * (sizes.get(url) ?? 0), resolve });
      count(url, 0); // It may have arrived already.
    }),
    fail,
    failure,
  };
}

/**
 * @param {string} url
 * @returns {(error: unknown) => never}
 */
function connectionFailed(url) {
  return (error) => {
    if (error instanceof FaultError) throw error;
    throw new FaultError("Network", `${fileName(url)} could not be loaded: the connection failed.`, String(error));
  };
}

/**
 * @param {Response} response
 * @param {string} url
 */
function checkResponse(response, url) {
  if (!response.ok) {
    throw new FaultError("Network", `${fileName(url)} could not be loaded: the server answered ${response.status}.`, url);
  }
  if (response.headers.get("content-type")?.startsWith("text/html")) {
    throw new FaultError("Network", `${fileName(url)} could not be loaded: the server sent a web page in its place.`, url);
  }
}

/**
 * Counts a copy and leaves the response itself to its user: a browser keeps compiled WebAssembly
 * for the next visit only if the response it compiled came straight from the network.
 *
 * @param {Response} copy
 * @param {string} url
 * @param {number} expected
 * @param {(bytes: number) => void} count
 */
async function countBytes(copy, url, expected, count) {
  let received = 0;
  const reader = copy.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) break;
    received += value.byteLength;
    count(value.byteLength);
  }
  if (received === expected) return;
  const sentence = `${fileName(url)} is not the file this page was built with: ${received} bytes came, ${expected} belong to it.`;
  throw new FaultError("Network", sentence, url);
}

/**
 * WebAssembly compiles while it arrives only under its own type, which not every server knows.
 *
 * @param {Response} response
 * @param {string} url
 */
function typed(response, url) {
  const type = "application/wasm";
  if (!url.split("?")[0].endsWith(".wasm") || response.headers.get("content-type") === type) return response;
  return new Response(response.body, { status: response.status, headers: { "content-type": type } });
}

/** @param {RequestInfo | URL} input */
function addressOf(input) {
  if (typeof input === "string") return input;
  return input instanceof URL ? input.href : input.url;
}

/** @param {string} url */
function fileName(url) {
  return url.split("?")[0].split("/").pop() ?? url;
}

/**
 * A dynamic import whose failure is told like that of a download.
 *
 * @param {string} url
 * @returns {Promise<any>}
 */
export async function importModule(url) {
  try {
    return await import(url);
  } catch (error) {
    throw new FaultError("Network", `${fileName(url)} could not be loaded.`, String(error));
  }
}
