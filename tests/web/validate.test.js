import assert from "node:assert/strict";
import { test } from "node:test";
import { validate } from "../../web/page/generate/validate.js";

const form = { temperature: "0.5", count: "20", prefix: "", seed: "", topK: "" };
const letters = [..."abcdefghijklmnopqrstuvwxyz"];
const limits = {
  count: { low: 1, high: 100 },
  temperature: { low: 0.1, high: 2 },
  seed: { low: 0, high: 4294967295 },
  vocabulary: letters,
  blockSize: 16,
};

/** @param {Partial<typeof form>} change */
const problems = (change) => validate({ ...form, ...change }, limits).problems;

test("the form as it stands at first asks for 20 names with a fresh seed", () => {
  assert.deepEqual(validate(form, limits), {
    params: { temperature: 0.5, count: 20, prefix: "", seed: null, top_k: null },
    problems: {},
  });
});

test("the limits themselves are allowed", () => {
  for (const temperature of ["0.1", "2", "2.0", "1.", "0", "1e0"]) assert.deepEqual(problems({ temperature }), {});
  for (const count of ["1", "100"]) assert.deepEqual(problems({ count }), {});
  for (const seed of ["0", "4294967295", " 7 "]) assert.deepEqual(problems({ seed }), {});
  assert.deepEqual(problems({ prefix: "a".repeat(15) }), {});
});

test("a temperature that is no number in its range is refused", () => {
  for (const temperature of ["", "0.09", "2.1", "-1", "hot", "0x1", "1e", "NaN", "Infinity", "0,5,1", "1_0", "１"]) {
    assert.deepEqual(Object.keys(problems({ temperature })), ["temperature"], temperature);
  }
});

test("a count that is no whole number in its range is refused", () => {
  for (const count of ["", "0", "101", "2.5", "2.0", "-3", "1e1", "1_0", "１２", "many"]) assert.deepEqual(Object.keys(problems({ count })), ["count"], count);
});

test("a seed that is no whole number in its range is refused", () => {
  for (const seed of ["-1", "1.5", "4294967296", "seven"]) assert.deepEqual(Object.keys(problems({ seed })), ["seed"], seed);
});

test("a decimal comma is as good as a point", () => {
  for (const temperature of ["0,2", "0.2", ",2"]) assert.equal(validate({ ...form, temperature }, limits).params.temperature, 0.2);
});

test("top-k is empty or a whole number", () => {
  for (const topK of ["", "1", "100"]) assert.deepEqual(problems({ topK }), {});
  for (const topK of ["0", "-1", "1.5"]) assert.deepEqual(Object.keys(problems({ topK })), ["topK"], topK);
});

test("a prefix is small where the model knows small letters only, and composed", () => {
  assert.equal(validate({ ...form, prefix: "Jo" }, limits).params.prefix, "jo");
  const vocabulary = ["a", "é"];
  assert.equal(validate({ ...form, prefix: "ae\u0301" }, { ...limits, vocabulary }).params.prefix, "aé");
  assert.equal(validate({ ...form, prefix: "A" }, { ...limits, vocabulary: ["A", "a"] }).params.prefix, "A");
});

test("a letter that nobody can see is named by its code point", () => {
  assert.match(problems({ prefix: "a\u200db" }).prefix ?? "", /U\+200D is not one of them/);
});

test("a prefix names the first letter that the model does not know", () => {
  assert.match(problems({ prefix: "maé" }).prefix ?? "", /a to z.*“é”/);
  assert.match(problems({ prefix: "Mé" }).prefix ?? "", /“M”/);
  assert.match(problems({ prefix: "a😀" }).prefix ?? "", /“😀”/);
});

test("a vocabulary with gaps is spelled out", () => {
  const { problems: found } = validate({ ...form, prefix: "x" }, { ...limits, vocabulary: ["a", "c"] });
  assert.match(found.prefix ?? "", /letters a c;/);
});

test("a prefix that leaves the model no room is refused", () => {
  assert.match(problems({ prefix: "a".repeat(16) }).prefix ?? "", /at most 15/);
});

test("spaces around a prefix are not part of it", () => {
  assert.equal(validate({ ...form, prefix: " ma " }, limits).params.prefix, "ma");
});

test("the limits are those of the site", () => {
  const { problems: found } = validate({ ...form, count: "8", seed: "5000" }, { ...limits, count: { low: 2, high: 7 }, seed: { low: 0, high: 4999 } });
  assert.equal(found.count, "“How many” must be a whole number from 2 to 7.");
  assert.equal(found.seed, "“Seed” must be empty or a whole number from 0 to 4,999.");
});

test("each field has its own sentence", () => {
  const found = problems({ temperature: "9", count: "0", prefix: "?", seed: "x", topK: "x" });
  assert.deepEqual(Object.keys(found), ["temperature", "count", "prefix", "seed", "topK"]);
  for (const sentence of Object.values(found)) assert.match(sentence, /^“[A-Z][a-z -]+” (must|may) .*\.$/);
});
