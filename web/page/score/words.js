/** What a score means, in words. */
import { codePoint } from "../ui/format.js";

/**
 * @typedef {import("../../protocol.js").ScoredLetter} ScoredLetter
 * @typedef {import("./state.js").Row} Row
 */

const DIGITS = 6;

/** @param {number} value */
export function probability(value) {
  return String(Number(value.toPrecision(DIGITS)));
}

/** @param {readonly ScoredLetter[]} letters @returns {number}  The place of the letter that the model saw coming least. */
export function mostSurprising(letters) {
  return letters.reduce((most, { surprise }, place) => (surprise > letters[most].surprise ? place : most), 0);
}

/** @param {string} letter @returns {string}  "" is the end of the name. */
export function sign(letter) {
  return letter === "" ? "the end" : letter === " " ? "a space" : codePoint(letter);
}

/** @param {readonly ScoredLetter[]} letters @returns {string}  Such as “m” (2nd); rather “i”. */
export function surpriseText(letters) {
  const place = mostSurprising(letters);
  const { letter, likeliest } = letters[place];
  const which = letter === "" ? "the end" : `${sign(letter)} (${ordinal(place + 1)})`;
  return letter === likeliest ? `${which}, yet nothing was likelier` : `${which}; rather ${sign(likeliest)}`;
}

/**
 * @param {readonly ScoredLetter[]} letters
 * @param {number} place
 * @returns {string}  All that the model said of one letter.
 */
export function letterText(letters, place) {
  const scored = letters[place];
  const which = scored.letter === "" ? "The end of the name" : `The ${ordinal(place + 1)} letter, ${sign(scored.letter)},`;
  const found = `${which} had the probability ${probability(scored.probability)}, a surprise of ${scored.surprise.toFixed(2)} nats`;
  if (scored.letter === scored.likeliest) return `${found}; nothing was likelier.`;
  return `${found}; ${sign(scored.likeliest)} was the likeliest, with ${probability(scored.likeliest_probability)}.`;
}

/** @param {number} number @returns {string}  "1st", "22nd". */
export function ordinal(number) {
  const teen = number % 100 > 10 && number % 100 < 14;
  return `${number}${teen ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th")}`;
}

/**
 * @param {readonly Row[]} rows
 * @returns {string}  Which of two names each model finds the likelier, letter for letter; nothing until all have answered.
 */
export function comparison(rows) {
  const answered = rows.every(({ phase, results }) => phase !== "loading" && results.length === 2);
  const judges = rows.filter(({ results }) => results.every(({ score }) => score));
  if (!answered || judges.length === 0) return "";
  const [first, second] = judges[0].results.map(({ score }) => `“${score?.name}”`);
  const gap = (/** @type {Row} */ { results: [one, other] }) => (other.score?.loss ?? 0) - (one.score?.loss ?? 0);
  const verdicts = [
    { who: judges.filter((row) => gap(row) > 0), told: (/** @type {string} */ them) => `Letter for letter, ${first} surprises ${them} less than ${second}.` },
    { who: judges.filter((row) => gap(row) < 0), told: (/** @type {string} */ them) => `Letter for letter, ${second} surprises ${them} less than ${first}.` },
    { who: judges.filter((row) => gap(row) === 0), told: (/** @type {string} */ them) => `Letter for letter, ${first} and ${second} surprise ${them} alike.` },
  ].filter(({ who }) => who.length > 0);
  const able = judges.length < rows.length ? [`Only ${judges.length} of the ${rows.length} models could score both names.`] : [];
  return [...able, ...verdicts.map(({ who, told }) => told(listed(who, rows.length)))].join(" ");
}

/** @param {readonly Row[]} who @param {number} all */
function listed(who, all) {
  if (who.length === all && all > 1) return "every model";
  const names = who.map(({ name }) => name.replace(/^Step (\d) · .*/, "step $1"));
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
