/** What a list of generated names is made of: how many differ, and how many of those are new to their model. */

/**
 * @typedef {import("../../protocol.js").NameEvent} Name
 * @typedef {object} Tally
 * @property {number} count  Of all names, the empty ones too.
 * @property {number} different  Of names with letters, each counted once.
 * @property {number | null} fresh  Those of them that are not on the model's list; null where that is not at hand.
 * @property {number} repeats  How many names had come before.
 * @property {number} empty
 */

/**
 * @param {readonly Name[]} names
 * @returns {Tally}
 */
export function tallyOf(names) {
  const written = names.filter(({ name }) => name !== "");
  const origins = new Map(written.map(({ name, origin }) => [name, origin]));
  const told = [...origins.values()].filter((origin) => origin !== null);
  return {
    count: names.length,
    different: origins.size,
    fresh: written.length > 0 && told.length === 0 ? null : told.filter((origin) => origin === "new").length,
    repeats: written.length - origins.size,
    empty: names.length - written.length,
  };
}

/**
 * @param {Tally} tally
 * @returns {string}  The share of new names, among the different ones.
 */
export function shareText({ different, fresh }) {
  if (fresh === null) return "its list is not at hand";
  if (different === 0) return "–";
  return `${fresh} of ${different} (${Math.round((100 * fresh) / different)} %)`;
}

/**
 * @param {Tally} tally
 * @returns {string}  What the share leaves out; nothing where all names differ.
 */
export function leftOutText({ repeats, empty }) {
  const repeated = repeats === 1 ? "1 repeat" : `${repeats} repeats`;
  return [repeats > 0 ? repeated : "", empty > 0 ? `${empty} empty` : ""].filter(Boolean).join(", ");
}
