import assert from "node:assert/strict";
import { test } from "node:test";
import { codePoint, duration, loss, thousands, tickLabels } from "../../web/page/ui/format.js";

test("numbers are written as the page writes them", () => {
  assert.equal(loss(2.39485), "2.395");
  assert.equal(thousands(4192), "4,192");
  assert.equal(duration(3.456), "3.5 ms");
  assert.equal(duration(123.4), "120 ms");
});

test("the labels of an axis all have the decimals that tell them apart", () => {
  assert.deepEqual(tickLabels([2, 3]), ["2.0", "3.0"]);
  assert.deepEqual(tickLabels([2.25, 2.5]), ["2.25", "2.50"]);
  assert.deepEqual(tickLabels([0.1 + 0.2]), ["0.3"]);
});

test("a character that nobody can see is written as its code point, whatever its class", () => {
  for (const seen of ["é", "7", "<", "😀"]) assert.equal(codePoint(seen), `“${seen}”`);
  const unseen = { "\u200d": "U+200D", "\u00a0": "U+00A0", "\u3164": "U+3164", "\u2800": "U+2800", "\u00ad": "U+00AD", "\ufe0f": "U+FE0F" };
  for (const [letter, name] of Object.entries(unseen)) assert.equal(codePoint(letter), name);
});
