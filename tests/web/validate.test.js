import assert from "node:assert/strict";
import { test } from "node:test";
import { validate } from "../../web/validate.js";

const form = { temperature: "0.5", count: "20", prefix: "", seed: "" };
const letters = [..."abcdefghijklmnopqrstuvwxyz"];
const limits = { vocabulary: letters, blockSize: 16 };

/** @param {Partial<typeof form>} change */
const problems = (change) => validate({ ...form, ...change }, limits).problems;

test("the form as it stands at first asks for 20 names with a fresh seed", () => {
  assert.deepEqual(validate(form, limits), {
    wish: { temperature: 0.5, count: 20, prefix: "", seed: null },
    problems: {},
  });
});

test("the limits themselves are allowed", () => {
  for (const temperature of ["0.1", "2", "2.0", "1."]) assert.deepEqual(problems({ temperature }), {});
  for (const count of ["1", "100"]) assert.deepEqual(problems({ count }), {});
  for (const seed of ["0", "4294967295", " 7 "]) assert.deepEqual(problems({ seed }), {});
  assert.deepEqual(problems({ prefix: "a".repeat(15) }), {});
});

test("a temperature that is no number in its range is refused", () => {
  for (const temperature of ["", "0", "0.09", "2.1", "-1", "hot", "0x1", "1e0", "NaN", "Infinity", "0,5"]) {
    assert.deepEqual(Object.keys(problems({ temperature })), ["temperature"], temperature);
  }
});

test("a count that is no whole number in its range is refused", () => {
  for (const count of ["", "0", "101", "2.5", "-3", "many"]) assert.deepEqual(Object.keys(problems({ count })), ["count"], count);
});

test("a seed that is no whole number in its range is refused", () => {
  for (const seed of ["-1", "1.5", "4294967296", "seven"]) assert.deepEqual(Object.keys(problems({ seed })), ["seed"], seed);
});

test("a prefix names the first letter that the model does not know", () => {
  assert.match(problems({ prefix: "maé" }).prefix, /a to z.*“é”/);
  assert.match(problems({ prefix: "Ma" }).prefix, /“M”/);
  assert.match(problems({ prefix: "a😀" }).prefix, /“😀”/);
});

test("a vocabulary with gaps is spelled out", () => {
  const { problems: found } = validate({ ...form, prefix: "x" }, { vocabulary: ["a", "c"], blockSize: 16 });
  assert.match(found.prefix, /letters a c;/);
});

test("a prefix that leaves the model no room is refused", () => {
  assert.match(problems({ prefix: "a".repeat(16) }).prefix, /at most 15/);
});

test("before the model is there its letters are not judged", () => {
  const { wish, problems: found } = validate({ ...form, prefix: " é " }, { vocabulary: null, blockSize: null });
  assert.deepEqual([wish.prefix, found], ["é", {}]);
});

test("each field has its own sentence", () => {
  const found = problems({ temperature: "9", count: "0", prefix: "?", seed: "x" });
  assert.deepEqual(Object.keys(found), ["temperature", "count", "prefix", "seed"]);
  for (const sentence of Object.values(found)) assert.match(sentence, /^[A-Z].*\.$/);
});
