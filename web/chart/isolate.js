/** Names that run from right to left, amid words that do not: each keeps its own order, and leaves that of its line. */

const [START, END] = ["\u2068", "\u2069"]; // of a part whose first strong letter says which way it runs
/** Hebrew, Arabic and what else is written that way. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** @param {string} name @returns {string} */
export function isolated(name) {
  return RIGHT_TO_LEFT.test(name) ? `${START}${name}${END}` : name;
}

/** @param {string} words  Their end may have been cut off. @returns {string} */
export function closed(words) {
  return words.lastIndexOf(START) > words.lastIndexOf(END) ? words + END : words;
}
