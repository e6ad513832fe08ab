import assert from "node:assert/strict";
import { test } from "node:test";
import { FaultError, fromFault, toFault } from "../../web/protocol.js";

test("an error keeps its name, its sentence and its detail across a message", () => {
  const error = new FaultError("Network", "The file is missing.", "https://example.org/x");
  const arrived = fromFault(structuredClone(toFault(error)));
  assert.ok(arrived instanceof FaultError);
  assert.deepEqual([arrived.name, arrived.message, arrived.detail], ["Network", "The file is missing.", "https://example.org/x"]);
});

test("any error becomes plain data", () => {
  const fault = toFault(new TypeError("No."));
  assert.deepEqual([fault.name, fault.message], ["TypeError", "No."]);
  assert.match(fault.detail, /protocol\.test/);
});

test("even what is no error becomes plain data", () => {
  assert.deepEqual(toFault("out of cheese"), { name: "Error", message: "out of cheese", detail: "" });
  assert.deepEqual(toFault(undefined), { name: "Error", message: "undefined", detail: "" });
});
