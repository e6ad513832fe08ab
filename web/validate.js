/** Turns what stands in the form into a request, or into one sentence for each field that cannot be used. */

/**
 * @typedef {{temperature: string, count: string, prefix: string, seed: string}} FormValues
 * @typedef {{vocabulary: string[] | null, blockSize: number | null}} Limits  Null while the model is not loaded yet.
 * @typedef {{count: number, temperature: number, prefix: string, seed: number | null}} Wish
 */

export const COUNT = { low: 1, high: 100 };
export const TEMPERATURE = { low: 0.1, high: 2 };
export const HIGHEST_SEED = 2 ** 32 - 1;

/**
 * @param {FormValues} values
 * @param {Limits} limits
 * @returns {{wish: Wish, problems: import("./state.js").Problems}}  The wish is usable if there is no problem.
 */
export function validate(values, limits) {
  const temperature = decimal(values.temperature);
  const count = decimal(values.count);
  const seed = values.seed.trim() === "" ? null : decimal(values.seed);
  const prefix = values.prefix.trim();
  const problems = {
    temperature: within(temperature, TEMPERATURE) ? "" : "Temperature must be a number from 0.1 to 2.",
    count: within(count, COUNT) && Number.isInteger(count) ? "" : "How many must be a whole number from 1 to 100.",
    prefix: prefixProblem(prefix, limits),
    seed: seed === null || (Number.isInteger(seed) && within(seed, { low: 0, high: HIGHEST_SEED })) ? "" : seedSentence(),
  };
  return {
    wish: { temperature, count, prefix, seed },
    problems: Object.fromEntries(Object.entries(problems).filter(([, sentence]) => sentence)),
  };
}

/**
 * @param {string} text
 * @returns {number} NaN unless the text is a plain decimal number.
 */
function decimal(text) {
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text.trim()) ? Number(text) : NaN;
}

/**
 * @param {number} value
 * @param {{low: number, high: number}} bounds
 */
function within(value, { low, high }) {
  return value >= low && value <= high;
}

/**
 * Before the model is loaded its letters are not known; then it judges the prefix itself.
 *
 * @param {string} prefix
 * @param {Limits} limits
 */
function prefixProblem(prefix, { vocabulary, blockSize }) {
  if (!vocabulary) return "";
  const stranger = [...prefix].find((letter) => !vocabulary.includes(letter));
  if (stranger) return `Starts with may hold only the letters ${spanOf(vocabulary)}; “${stranger}” is not one of them.`;
  if (blockSize && prefix.length >= blockSize) return `Starts with may be at most ${blockSize - 1} letters long.`;
  return "";
}

/**
 * @param {string[]} vocabulary  Sorted.
 * @returns {string} "a to z" where that says it all, otherwise every letter.
 */
function spanOf(vocabulary) {
  const codes = vocabulary.map((letter) => letter.codePointAt(0) ?? 0);
  const gapless = codes.every((code, i) => i === 0 || code === codes[i - 1] + 1);
  return gapless ? `${vocabulary[0]} to ${vocabulary[vocabulary.length - 1]}` : vocabulary.join(" ");
}

function seedSentence() {
  return `Seed must be empty or a whole number from 0 to ${HIGHEST_SEED.toLocaleString("en")}.`;
}
