/** The names of the series that end on one curve, as lines of a label that keep to the room there is. */
import { closed } from "./isolate.js";

/**
 * @typedef {(words: string) => number} Measure  Their width.
 * @typedef {{short: boolean, most: number, room: number, measure: Measure}} Bounds  Whether names share a line where
 *   they can, how many lines there may be, and how wide.
 * @typedef {{words: string, first: number}} Line  The position of the name that it begins with.
 */

const LETTERS = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * @param {readonly string[]} names
 * @param {Bounds} bounds
 * @returns {Line[]}  The last one ends with how many names have found no room.
 */
export function linesOf(names, { short, most, room, measure }) {
  /** @type {Line[]} */
  const lines = [];
  let more = 0;
  names.forEach((name, first) => {
    const last = lines.at(-1);
    const joined = `${last?.words} = ${name}`;
    const rest = lines.length < most ? "" : tail(names.length - first - 1);
    if (last && short && more === 0 && measure(joined + rest) <= room) last.words = joined;
    else if (lines.length < most) lines.push({ words: shortened(last ? `= ${name}` : name, room, measure), first });
    else more += 1;
  });
  const last = lines.at(-1);
  if (last) last.words = counted(last, more);
  return lines;

  /** @param {Line} line @param {number} others */
  function counted({ words, first }, others) {
    const count = tail(others);
    const isOnlyCount = first > 0 && measure(words + count) > room;
    return isOnlyCount ? `+${names.length - first}` : shortened(words, room - measure(count), measure) + count;
  }
}

/** @param {number} more  Names that a line stands for beside its own. */
function tail(more) {
  return more > 0 ? ` +${more}` : "";
}

/**
 * @param {string} words
 * @param {number} room
 * @param {Measure} measure
 * @returns {string}  With an ellipsis for what does not fit, never a part of a letter.
 */
export function shortened(words, room, measure) {
  if (measure(words) <= room) return words;
  const letters = Array.from(LETTERS.segment(words), ({ segment }) => segment);
  for (let count = letters.length - 1; count > 0; count--) {
    const start = letters.slice(0, count).join("").replace(/[\s\p{P}]+$/u, "");
    const line = closed(`${start}…`);
    if (measure(line) <= room) return line;
  }
  return "…";
}
