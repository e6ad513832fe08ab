/** Turns what stands in the two fields into names to score, or into a sentence for a field that holds none. */
import { composed } from "../ui/composed.js";
import { sign } from "./words.js";

/** As many letters as can be shown side by side; a GPT sees fewer, and says so itself. */
const LONGEST = 40;
const LISTED = 5;

/**
 * @typedef {{first: string, second: string}} Form  As typed.
 * @typedef {{[field in keyof Form]?: string}} Problems
 */

/**
 * @param {Form} form
 * @param {readonly string[] | null} vocabulary  Null where the models do not agree on one: then each says what it
 *   does not know.
 * @returns {{names: string[], problems: Problems}}
 */
export function validate(form, vocabulary) {
  const [first, second] = [form.first, form.second].map((typed) => composed(typed.trim()));
  const problems = {
    first: first === "" ? "“Name” is empty: type a name, such as your own." : problemOf("Name", first, vocabulary),
    second: problemOf("Compare with", second, vocabulary),
  };
  return {
    names: second === "" ? [first] : [first, second],
    problems: Object.fromEntries(Object.entries(problems).filter(([, sentence]) => sentence)),
  };
}

/**
 * @param {string} field
 * @param {string} name
 * @param {readonly string[] | null} vocabulary
 */
function problemOf(field, name, vocabulary) {
  const length = name.length > 1000 ? name.length : [...name].length;
  if (length > LONGEST) return `“${field}” may be at most ${LONGEST} letters long, not ${length.toLocaleString("en")}.`;
  const unknown = [...new Set(vocabulary ? strangers(name, vocabulary) : [])].map(sign);
  if (unknown.length === 0) return "";
  const more = unknown.length > LISTED ? ` and ${unknown.length - LISTED} more` : "";
  const known = vocabulary ? `${vocabulary[0]} to ${vocabulary[vocabulary.length - 1]}` : "";
  return `“${field}” may hold only the letters ${known}, which the models have read; ${unknown.slice(0, LISTED).join(", ")}${more} ${unknown.length === 1 ? "is" : "are"} not among them.`;
}

/**
 * @param {string} name
 * @param {readonly string[]} vocabulary  Of small letters: capitals are read as those.
 */
function strangers(name, vocabulary) {
  return [...name].filter((letter) => !vocabulary.includes(letter) && !vocabulary.includes(letter.toLowerCase()));
}
