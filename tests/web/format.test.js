import assert from "node:assert/strict";
import { test } from "node:test";
import { duration, loss, megabytes, shareOfNew, thousands, tickLabels, windowName } from "../../web/page/ui/format.js";

test("numbers are written as the page writes them", () => {
  assert.equal(loss(2.39485), "2.395");
  assert.equal(thousands(4192), "4,192");
  assert.equal(megabytes(13_812_345), "13.8");
  assert.equal(duration(3.456), "3.5 ms");
  assert.equal(duration(123.4), "120 ms");
  assert.equal(windowName(1), "Raw loss");
  assert.equal(windowName(50), "Mean of 50");
});

test("the labels of an axis all have the decimals that tell them apart", () => {
  assert.deepEqual(tickLabels([2, 3]), ["2.0", "3.0"]);
  assert.deepEqual(tickLabels([2.25, 2.5]), ["2.25", "2.50"]);
  assert.deepEqual(tickLabels([0.1 + 0.2]), ["0.3"]);
});

test("the share of new names agrees with its number", () => {
  const known = { origin: "listed" };
  const fresh = { origin: "new" };
  assert.equal(shareOfNew([fresh, known, fresh]), "2 of 3 are new");
  assert.equal(shareOfNew([fresh]), "1 of 1 is new");
  assert.equal(shareOfNew([known]), "0 of 1 are new");
});
