import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { test } from "node:test";
import { createDownloads } from "../../web/worker/boot/download.js";
import { fetchSnapshot, writeMemory } from "../../web/worker/boot/snapshot.js";

const url = "https://example.org/pyodide/snapshot.bin";
const ID = "0123456789abcdef";
const HEAP_BASE = 64;
const TABLE_LENGTH = 7;

/** Two runs of four bytes, at 8 and at 80, in a snapshot as `memory.mjs` writes it. */
function snapshotBytes() {
  const numbers = Uint32Array.from([HEAP_BASE, TABLE_LENGTH, 2, 32, 8, 4, 80, 4]);
  return Buffer.concat([Buffer.from(numbers.buffer), Buffer.from("runs"), Buffer.from("heap"), Buffer.from(ID)]);
}

const bytes = snapshotBytes();
const sha256 = Buffer.from(await webcrypto.subtle.digest("SHA-256", bytes)).toString("hex");
const file = { url, bytes: bytes.length, sha256, id: ID, header: "" };

/**
 * @param {() => Response} answer
 * @param {any} [subtle]
 */
function fetched(answer, subtle = webcrypto.subtle) {
  return fetchSnapshot(file, createDownloads([file], () => {}, async () => answer()), subtle);
}

/** @param {(content: Buffer) => Buffer} change */
function changed(change) {
  return () => new Response(Uint8Array.from(change(Buffer.from(bytes))));
}

test("a snapshot that is the build's own is taken", async () => {
  assert.deepEqual(Buffer.from(await fetched(changed((content) => content))), bytes);
});

/** @type {[string, () => Response, string][]} */
const REFUSED = [
  ["missing", () => new Response("", { status: 404 }), "which may hold a newer version of this page."],
  ["offline", () => { throw new TypeError("Failed to fetch"); }, "the connection failed."],
  ["cut", changed((content) => content.subarray(0, content.length / 2)), "belong to it."],
  ["altered", changed((content) => { content[20] ^= 1; return content; }), "Its content has changed on the way."],
  ["a page instead", () => new Response("<!doctype html>", { headers: { "content-type": "text/html" } }), "which sent a web page in its place."],
  ["of another build", changed((content) => Buffer.concat([content.subarray(0, -4), Buffer.from("0000")])), "It is of another build."],
];

for (const [kind, answer, reason] of REFUSED) {
  test(`a snapshot that is ${kind} is refused with its reason, as no fault of the boot`, async () => {
    await assert.rejects(fetched(answer), (/** @type {Error} */ error) => error.constructor === Error && error.message.endsWith(reason));
  });
}

test("over plain http, where browsers do not hash, length and id are still checked", async () => {
  const refusals = REFUSED.filter(([kind]) => kind === "cut" || kind === "of another build");
  for (const [, answer, reason] of refusals) {
    await assert.rejects(fetched(answer, null), (/** @type {Error} */ error) => error.message.endsWith(reason));
  }
  await fetched(changed((content) => { content[20] ^= 1; return content; }), null);
});

/**
 * What of Emscripten's module a snapshot is written to.
 *
 * @param {number} functions
 * @param {number} trampoline  0 on iPhones and iPads.
 */
function emptyModule(functions, trampoline) {
  const memory = new ArrayBuffer(128);
  const module = {
    HEAPU8: new Uint8Array(memory).fill(9),
    HEAP32: new Int32Array(memory),
    wasmTable: { length: functions, grow(/** @type {number} */ count) { this.length += count; } },
    __PyRuntime: 16,
    __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: 0,
    _sbrk: () => 96,
  };
  module.HEAP32[0] = 8; // The trampoline lies 8 bytes into the runtime, at 24.
  module.HEAP32[6] = trampoline;
  return module;
}

test("a snapshot is written over an empty memory, whose own trampoline stays", () => {
  const module = emptyModule(TABLE_LENGTH, 5);
  writeMemory(module, Uint8Array.from(bytes));
  assert.equal(Buffer.from(module.HEAPU8.subarray(8, 12)).toString(), "runs");
  assert.equal(Buffer.from(module.HEAPU8.subarray(80, 84)).toString(), "heap");
  assert.equal(module.HEAP32[6], 5);
  assert.deepEqual([...module.HEAPU8.subarray(64, 68), ...module.HEAPU8.subarray(96, 98)], [0, 0, 0, 0, 9, 9]);
});

test("where Pyodide has no trampoline, its place in the table is kept free", () => {
  const module = emptyModule(TABLE_LENGTH - 1, 0);
  writeMemory(module, Uint8Array.from(bytes));
  assert.equal(module.wasmTable.length, TABLE_LENGTH);
});

test("a browser that numbers functions in another way is refused", () => {
  assert.throws(() => writeMemory(emptyModule(TABLE_LENGTH + 1, 5), Uint8Array.from(bytes)), /numbers functions in another way/);
});
