import assert from "node:assert/strict";
import { test } from "node:test";
import { FaultError, fromFault, readSite, toFault, wasmOf } from "../../web/protocol.js";

test("an error keeps its name, its sentence and its detail across a message", () => {
  const error = new FaultError("Network", "The file is missing.", "https://example.org/x");
  const arrived = fromFault(structuredClone(toFault(error)));
  assert.ok(arrived instanceof FaultError);
  assert.deepEqual([arrived.name, arrived.message, arrived.detail], ["Network", "The file is missing.", "https://example.org/x"]);
});

const OURS = "Something went wrong that this page did not expect.";

test("an error that was not made for people is told in our words, with its own behind them", () => {
  const fault = toFault(new TypeError("URM is not defined"));
  assert.deepEqual([fault.name, fault.message], ["TypeError", OURS]);
  assert.match(fault.detail, /URM is not defined[^]*protocol\.test/);
});

test("a sentence that was made for people stays", () => {
  assert.equal(toFault(new FaultError("Network", "It rains.")).message, "It rains.");
});

test("a sentence stays too where it was made by another copy of this program", () => {
  const fault = Object.assign(new Error("It rains."), { name: "Network", detail: "url" });
  assert.deepEqual(toFault(fault), { name: "Network", message: "It rains.", detail: "url" });
});

test("even what is no error becomes plain data", () => {
  assert.deepEqual(toFault("out of cheese"), { name: "Error", message: OURS, detail: "out of cheese" });
  assert.deepEqual(toFault(undefined), { name: "Error", message: OURS, detail: "undefined" });
});

const json = JSON.stringify({
  pyodide: "pyodide/1/",
  wheel: { url: "m.whl?ab", bytes: 1, sha256: "ab" },
  steps: 6,
  curves: { url: "assets/x/baked/curves.json", integrity: "sha384-b" },
  scaling: { url: "assets/x/baked/scaling.json", integrity: "sha384-c" },
  models: { step5: { url: "assets/x/models/step5.json", bytes: 6 } },
  scaled: { id: "scaled", url: "assets/x/models/scaled.json", bytes: 7 },
  snapshot: { url: "pyodide/1/snapshot.bin", bytes: 4, sha256: "cd", id: "ef", header: "" },
  package: { url: "pyodide/1/package.zip", bytes: 8, sha256: "gh" },
  fullLibrary: { url: "pyodide/1/full.zip", bytes: 5 },
  runtimeFiles: [{ url: "pyodide/1/pyodide.js", bytes: 3 }],
  program: [{ url: "assets/x/main.js", integrity: "sha384-a" }],
  versions: { package: "1.0.0", pyodide: "1" },
  limits: { blockSize: 16 },
});

test("addresses are relative to the page, wherever the page lies", () => {
  const site = readSite({ json, base: "https://example.org/deep/down/index.html?x#y" });
  assert.equal(site.pyodide, "https://example.org/deep/down/pyodide/1/");
  assert.equal(wasmOf(site), "https://example.org/deep/down/pyodide/1/pyodide.asm.wasm");
  assert.equal(site.curves.url, "https://example.org/deep/down/assets/x/baked/curves.json");
  assert.equal(site.scaling.url, "https://example.org/deep/down/assets/x/baked/scaling.json");
  assert.equal(site.models.step5.url, "https://example.org/deep/down/assets/x/models/step5.json");
  assert.equal(site.runtimeFiles[0].url, "https://example.org/deep/down/pyodide/1/pyodide.js");
  assert.deepEqual(site.program, [{ url: "https://example.org/deep/down/assets/x/main.js", integrity: "sha384-a" }]);
});

test("everything that is no address stays as it was", () => {
  const site = readSite({ json, base: "https://example.org/" });
  assert.deepEqual(site.wheel, { url: "https://example.org/m.whl?ab", bytes: 1, sha256: "ab" });
  assert.deepEqual(site.versions, { package: "1.0.0", pyodide: "1" });
  assert.deepEqual(site.limits, { blockSize: 16 });
});
