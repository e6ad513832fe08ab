/** Numbers as the page writes them. */

/** @param {number | undefined} value  A loss in nats; nothing where a series has ended. */
export function loss(value) {
  return value === undefined ? "–" : value.toFixed(3);
}

/** Letters and symbols by their class, yet nobody can see them: fillers of Hangul, and a Braille cell without dots. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/u;

/** @param {string} letter  One character. @returns {string} In quotation marks, or its code point where nobody could see it. */
export function codePoint(letter) {
  if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(letter) && !UNSEEN.test(letter)) return `“${letter}”`;
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** @param {number} count */
export function thousands(count) {
  return count.toLocaleString("en");
}

/** @param {number} milliseconds  Written with two significant digits, for it varies by more than that. */
export function duration(milliseconds) {
  return `${Number(milliseconds.toPrecision(2))} ms`;
}

/**
 * @param {number[]} ticks  All on one axis.
 * @returns {string[]} All with as many decimals as the longest needs, at least one.
 */
export function tickLabels(ticks) {
  const decimals = ticks.map((tick) => String(Number(tick.toFixed(6))).split(".")[1]?.length ?? 0);
  return ticks.map((tick) => tick.toFixed(Math.max(1, ...decimals)));
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}
