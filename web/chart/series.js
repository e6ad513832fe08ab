/** What a chart draws: any number of series, each with its own length, name, source and look. */
import { isolated } from "./isolate.js";

/**
 * @typedef {object} Series
 * @property {string} id
 * @property {string} name  Such as "Step 3 · Attention".
 * @property {"baked" | "trained"} source
 * @property {readonly number[]} losses  One for each training step; a series may be shorter than others.
 * @property {number | string} look  Which colour and line style, by `lookOf`.
 * @property {string} [brief]  How it is called where there is little room; else by the number in its name.
 * @property {string} [kind]  What it has in common with others, as a caption: "sees only the last letter".
 */

/** The style sheet has so many colours, each with a line style of its own: `.series-0` to `.series-5`. */
export const COLOURS = 6;
/**
 * Beyond them the colours come again in the same order, told apart by these line styles, which none
 * of the first has: sets of six by their dashes, the six of a set by their colours.
 */
const FURTHER_DASHES = ["16 5", "6 2 1 2 1 2", "1 4", "12 3 1 3 1 3"];

/**
 * @param {number | string} look  By number; or a class of the style sheet that says all.
 * @returns {{className: string, dash: string | null}}  The class of the line; the dash where it is not
 *   that of the class.
 */
export function lookOf(look) {
  if (typeof look === "string") return { className: look, dash: null };
  const set = Math.floor(look / COLOURS);
  return { className: `series-${look % COLOURS}`, dash: set === 0 ? null : FURTHER_DASHES[(set - 1) % FURTHER_DASHES.length] };
}

/**
 * @param {Pick<Series, "name">} series
 * @returns {{number: string, title: string}}  "3" and "Attention" of "Step 3 · Attention"; all of a
 *   name of another form counts as its number.
 */
export function partsOf({ name }) {
  const [, number, title] = /^Step (\d+) · (.+)$/.exec(name) ?? [];
  return number === undefined ? { number: name, title: "" } : { number, title };
}

/** @param {Pick<Series, "name">} series @returns {string} As it stands inside a sentence: "step 3, Attention". */
export function spokenName({ name }) {
  return isolated(name.replace(/^Step/, "step").replace(" · ", ", "));
}
