/** What a run has made, counted: different names, each once, then how often they came again. */

/** @typedef {import("../../protocol.js").NameEvent} Name */
/** @typedef {import("../../protocol.js").Origin} Origin */

/**
 * @typedef {{different: number, origins: {[origin in Origin]: number}, repeats: number, empty: number}} Tally
 *   The origins are those of the different names, as far as they are known; empty names are none.
 */

/** In the order in which they are said. */
const CLASSES = /** @type {[Origin, string][]} */ ([
  ["new", "new"],
  ["listed", "on its list but never read"],
  ["read", "it has read"],
]);

/**
 * @param {Name[]} names
 * @returns {Tally}
 */
export function tally(names) {
  const filled = names.filter(({ name }) => name);
  const different = new Map(filled.map(({ name, origin }) => [name, origin]));
  const origins = { new: 0, listed: 0, read: 0 };
  for (const origin of different.values()) if (origin) origins[origin] += 1;
  return {
    different: different.size,
    origins,
    repeats: filled.length - different.size,
    empty: names.length - filled.length,
  };
}

/**
 * @param {Tally} tally
 * @returns {string}  "17 different names: 14 new, 2 on its list but never read, 1 it has read. 3 repeats."
 */
export function inWords({ different, origins, repeats, empty }) {
  const classes = CLASSES.filter(([origin]) => origins[origin] > 0).map(([origin, words]) => `${origins[origin]} ${words}`);
  const names = different === 1 ? "1 name" : `${different} different names`;
  const others = [
    ...(repeats > 0 ? [repeats === 1 ? "1 repeat" : `${repeats} repeats`] : []),
    ...(empty > 0 ? [`${empty} empty`] : []),
  ];
  const first = classes.length > 0 ? `${names}: ${classes.join(", ")}.` : `${names}.`;
  return others.length > 0 ? `${first} ${others.join(", ")}.` : first;
}
