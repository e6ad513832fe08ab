import assert from "node:assert/strict";
import { test } from "node:test";
import { inWords, tally } from "../../web/page/generate/tally.js";

/** @typedef {import("../../web/protocol.js").NameEvent} Name */

/** @param {string} origin @param {...string} names @returns {Name[]} */
const of = (origin, ...names) => names.map((name) => ({ name, origin: /** @type {Name["origin"]} */ (origin) }));
const EMPTY = { name: "", origin: null };

test("different names are counted once each, by what they are to the model, and their repeats apart", () => {
  const made = [...of("new", "rellen", "rellen", "cane", "rellen"), ...of("listed", "ada"), ...of("read", "bo", "bo"), EMPTY];
  assert.deepEqual(tally(made), { different: 4, origins: { new: 2, listed: 1, read: 1 }, repeats: 3, empty: 1 });
});

test("names of which nobody can tell what they are belong to no class", () => {
  const made = tally([{ name: "ada", origin: null }]);
  assert.deepEqual(made.origins, { new: 0, listed: 0, read: 0 });
  assert.equal(inWords(made), "1 name.");
});

test("the tally is told in words, and nothing is told of what there is not", () => {
  const all = { different: 17, origins: { new: 14, listed: 2, read: 1 }, repeats: 3, empty: 0 };
  assert.equal(inWords(all), "17 different names: 14 new, 2 on its list but never read, 1 it has read. 3 repeats.");
  assert.equal(inWords(tally(of("new", "a", "b"))), "2 different names: 2 new.");
  assert.equal(inWords(tally(of("read", "a", "a"))), "1 name: 1 it has read. 1 repeat.");
  assert.equal(inWords(tally([EMPTY, ...of("new", "a", "a"), EMPTY])), "1 name: 1 new. 1 repeat, 2 empty.");
  assert.equal(inWords(tally([EMPTY])), "0 different names. 1 empty.");
});
