/** Guessing which step wrote which column. */

/** @typedef {import("./state.js").ModelColumn} ModelColumn */

/**
 * Models that write the same are not to be told apart: who names one of them is right (steps 1 and 2
 * compute the same thing).
 *
 * @param {ModelColumn} column
 * @param {readonly ModelColumn[]} columns
 */
export function isRight(column, columns) {
  const guessed = columns.find(({ id }) => id === column.guess);
  return guessed !== undefined && wrote(guessed) === wrote(column);
}

/**
 * @param {readonly ModelColumn[]} columns
 * @returns {string}  How many guesses were right, and which columns are the same.
 */
export function verdict(columns) {
  const guesses = columns.filter(({ guess }) => guess !== "");
  const right = guesses.filter((column) => isRight(column, columns)).length;
  const score = guesses.length === 0 ? "Nothing was guessed." : `${right} of ${guesses.length} ${guesses.length === 1 ? "guess" : "guesses"} right.`;
  return [score, ...twins(columns)].join(" ");
}

/** @param {readonly ModelColumn[]} columns */
function twins(columns) {
  const groups = new Set(columns.map(wrote));
  return [...groups]
    .map((names) => columns.filter((column) => wrote(column) === names))
    .filter((group) => group.length > 1)
    .map((group) => `Columns ${group.map((column) => letterOf(columns.indexOf(column))).join(" and ")} hold the same names, so either answer counts for both.`);
}

/** @param {ModelColumn} column */
function wrote({ names }) {
  return names.map(({ name }) => name).join("\n");
}

/** @param {number} place @returns {string} "A" for the first column. */
export function letterOf(place) {
  return String.fromCharCode(65 + (place % 26)).repeat(1 + Math.floor(place / 26));
}
