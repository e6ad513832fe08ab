/**
 * Fetches whose bytes are counted and whose failures become a sentence.
 *
 * Pyodide never settles when its WebAssembly cannot be loaded: it writes a warning and waits. So while
 * it boots, the global `fetch` is the one made here, and the boot listens to `failure` as well.
 */
import { checkLength, checkResponse, connectionFailed, importFailed, sizeOf, typed } from "./checks.js";

/** @typedef {import("../../protocol.js").SiteFile} SiteFile */

/** How long a file that a visitor can do without, or ask for again, may go without a byte. */
export const PATIENCE_MS = 15_000;

/**
 * @typedef {object} Downloads
 * @property {typeof fetch} fetch  As the built-in one, with counting and checks for the files listed.
 * @property {typeof fetch} tryFetch  The same for an optional file: a failure or a long silence rejects this call only.
 * @property {(url: string) => Promise<any>} importModule  A dynamic import, whose bytes are counted and checked.
 * @property {(url: string, response: Promise<Response>) => void} answer  Makes `fetch` of this address return it.
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
  const renews = plainFetch !== globalThis.fetch; // Asked now: while Pyodide boots, the global one is another.
  const sizes = new Map(files.map((file) => [file.url, file.bytes]));
  /** @type {Map<string, Promise<Response>>} */
  const answers = new Map();
  /** @type {Map<string, Promise<any>>} */
  const modules = new Map();
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

  /** @type {(onFault: (error: unknown) => void, patienceMs?: number) => typeof fetch} */
  const countedFetch = (onFault, patienceMs) => async (input, init) => {
    const url = addressOf(input);
    const answer = answers.get(url);
    if (answer) return answer;
    const bytes = sizes.get(url);
    if (bytes === undefined) return plainFetch(input, init);
    const silence = patienceMs ? abortAfter(patienceMs) : null;
    try {
      const response = await plainFetch(input, silence ? { ...init, signal: silence.signal } : init).catch(connectionFailed(url));
      checkResponse(response, url);
      const counted = countBytes(response.clone(), (part) => {
        silence?.postpone();
        count(url, part);
      });
      counted.then((received) => checkLength(received, bytes, url)).catch(connectionFailed(url)).catch(onFault).finally(silence?.stop);
      return typed(response, url);
    } catch (error) {
      silence?.stop();
      onFault(error);
      throw error;
    }
  };

  /** @param {string} url */
  async function importChecked(url) {
    const bytes = sizes.get(url) ?? 0;
    try {
      if (renews) { // So that the import finds it renewed.
        const response = await plainFetch(url);
        checkResponse(response, url);
        await response.arrayBuffer();
      }
      const module = await import(url);
      checkLength(sizeOf(url) || bytes, bytes, url);
      count(url, bytes);
      return module;
    } catch (error) {
      throw importFailed(url, error);
    }
  }

  return {
    fetch: countedFetch(fail),
    tryFetch: countedFetch(() => {}, PATIENCE_MS),
    importModule(url) {
      const module = modules.get(url) ?? importChecked(url);
      modules.set(url, module);
      return module;
    },
    answer: (url, response) => answers.set(url, response),
    received: (url, share) => new Promise((resolve) => {
      waiting.push({ url, bytes: share * (sizes.get(url) ?? 0), resolve });
      count(url, 0); // It may have arrived already.
    }),
    fail,
    failure,
  };
}

/**
 * @param {number} milliseconds
 * @returns {{signal: AbortSignal, postpone: () => void, stop: () => void}}  The time begins anew when postponed.
 */
export function abortAfter(milliseconds) {
  const controller = new AbortController();
  const abort = () => controller.abort(new Error(`Nothing has arrived for ${milliseconds / 1000} seconds.`));
  let timer = setTimeout(abort, milliseconds);
  return {
    signal: controller.signal,
    postpone() {
      clearTimeout(timer);
      timer = setTimeout(abort, milliseconds);
    },
    stop: () => clearTimeout(timer),
  };
}

/**
 * Counts a copy and leaves the response itself to its user: a browser keeps compiled WebAssembly
 * for the next visit only if the response it compiled came straight from the network.
 *
 * @param {Response} copy
 * @param {(bytes: number) => void} count
 * @returns {Promise<number>}
 */
async function countBytes(copy, count) {
  let received = 0;
  const reader = copy.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return received;
    received += value.byteLength;
    count(value.byteLength);
  }
}

/** @param {RequestInfo | URL} input */
function addressOf(input) {
  if (typeof input === "string") return input;
  return input instanceof URL ? input.href : input.url;
}
