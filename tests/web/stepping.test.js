import assert from "node:assert/strict";
import { test } from "node:test";
import { stepped } from "../../web/page/generate/stepping.js";

const bounds = { low: 0, high: 2 };

test("an arrow goes to the next multiple of the step", () => {
  assert.equal(stepped("0.3", "ArrowUp", 0.1, bounds), "0.4");
  assert.equal(stepped("0.3", "ArrowDown", 0.1, bounds), "0.2");
  assert.equal(stepped("0,25", "ArrowUp", 0.1, bounds), "0.3");
  assert.equal(stepped("0.25", "ArrowDown", 0.1, bounds), "0.2");
  assert.equal(stepped("20", "ArrowUp", 1, { low: 1, high: 100 }), "21");
});

test("it stays within the bounds, and comes back to them", () => {
  assert.equal(stepped("2", "ArrowUp", 0.1, bounds), "2");
  assert.equal(stepped("0", "ArrowDown", 0.1, bounds), "0");
  assert.equal(stepped("900", "ArrowDown", 1, { low: 1, high: 100 }), "100");
});

test("other keys, and what is no number, are left alone", () => {
  assert.equal(stepped("1", "a", 1, bounds), null);
  assert.equal(stepped("", "ArrowUp", 1, bounds), null);
  assert.equal(stepped("much", "ArrowUp", 1, bounds), null);
});
