/** Turns what stands in the form into a request, or into one sentence for each field that cannot be used. */
import { composed } from "../ui/composed.js";
import { codePoint } from "../ui/format.js";
import { decimal, optional, span, whole, within } from "../ui/numbers.js";

/**
 * @typedef {import("./state.js").Form} Form
 * @typedef {import("../../protocol.js").Limits} Limits
 * @typedef {import("../../protocol.js").GenerateParams} GenerateParams
 */

/**
 * @param {Form} form
 * @param {Limits} limits
 * @returns {{params: GenerateParams, problems: import("./state.js").Problems}}  The params are usable if
 *   there is no problem.
 */
export function validate(form, limits) {
  const temperature = decimal(form.temperature);
  const count = whole(form.count);
  const seed = optional(form.seed);
  const topK = optional(form.topK);
  const prefix = folded(form.prefix.trim(), limits.vocabulary);
  const problems = {
    temperature: temperature === 0 || within(temperature, limits.temperature) ? "" : `“Temperature” must be 0 or a number ${span(limits.temperature)}.`,
    count: within(count, limits.count) ? "" : `“How many” must be a whole number ${span(limits.count)}.`,
    prefix: prefixProblem(prefix, limits),
    seed: seed === null || within(seed, limits.seed) ? "" : `“Seed” must be empty or a whole number ${span(limits.seed)}.`,
    topK: topK === null || topK >= 1 ? "" : "“Top-k” must be empty or a whole number from 1.",
  };
  return {
    params: { temperature, count, prefix, seed, top_k: topK },
    problems: Object.fromEntries(Object.entries(problems).filter(([, sentence]) => sentence)),
  };
}

/**
 * As `microgpt.tokenizer` does: letters are composed, and small where the model knows small ones only.
 *
 * @param {string} prefix
 * @param {string[]} vocabulary
 */
function folded(prefix, vocabulary) {
  const typed = composed(prefix);
  const small = typed.toLowerCase();
  const hasCapitals = vocabulary.some((letter) => letter !== letter.toLowerCase());
  return !hasCapitals && [...small].every((letter) => vocabulary.includes(letter)) ? small : typed;
}

/**
 * @param {string} prefix
 * @param {Limits} limits
 */
function prefixProblem(prefix, { vocabulary, blockSize }) {
  const letters = [...prefix];
  const stranger = letters.find((letter) => !vocabulary.includes(letter));
  if (stranger) return `“Starts with” may hold only the letters ${spanOf(vocabulary)}; ${codePoint(stranger)} is not one of them.`;
  if (letters.length >= blockSize) return `“Starts with” may be at most ${blockSize - 1} letters long.`;
  return "";
}

/**
 * @param {string[]} vocabulary  Sorted.
 * @returns {string} "a to z" where that says it all, otherwise every letter, or as many as can be read.
 */
function spanOf(vocabulary) {
  const codes = vocabulary.map((letter) => letter.codePointAt(0) ?? 0);
  const gapless = codes.every((code, i) => i === 0 || code === codes[i - 1] + 1);
  if (gapless) return `${vocabulary[0]} to ${vocabulary[vocabulary.length - 1]}`;
  return vocabulary.length <= 60 ? vocabulary.join(" ") : `it was trained on (${vocabulary.slice(0, 20).join(" ")} …)`;
}
