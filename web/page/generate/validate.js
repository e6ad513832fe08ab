/** Turns what stands in the form into a request, or into one sentence for each field that cannot be used. */

/**
 * @typedef {import("./state.js").Form} Form
 * @typedef {import("../../protocol.js").Limits} Limits
 * @typedef {import("../../protocol.js").Bounds} Bounds
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
  const count = decimal(form.count);
  const seed = form.seed.trim() === "" ? null : decimal(form.seed);
  const prefix = form.prefix.trim();
  const problems = {
    temperature: within(temperature, limits.temperature) ? "" : `“Temperature” must be a number ${span(limits.temperature)}.`,
    count: whole(count, limits.count) ? "" : `“How many” must be a whole number ${span(limits.count)}.`,
    prefix: prefixProblem(prefix, limits),
    seed: seed === null || whole(seed, limits.seed) ? "" : `“Seed” must be empty or a whole number ${span(limits.seed)}.`,
  };
  return {
    params: { temperature, count, prefix, seed },
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
 * @param {Bounds} bounds
 */
function within(value, { low, high }) {
  return value >= low && value <= high;
}

/**
 * @param {number} value
 * @param {Bounds} bounds
 */
function whole(value, bounds) {
  return Number.isInteger(value) && within(value, bounds);
}

/** @param {Bounds} bounds */
function span({ low, high }) {
  return `from ${low.toLocaleString("en")} to ${high.toLocaleString("en")}`;
}

/**
 * @param {string} prefix
 * @param {Limits} limits
 */
function prefixProblem(prefix, { vocabulary, blockSize }) {
  const stranger = [...prefix].find((letter) => !vocabulary.includes(letter));
  if (stranger) return `“Starts with” may hold only the letters ${spanOf(vocabulary)}; “${stranger}” is not one of them.`;
  if (prefix.length >= blockSize) return `“Starts with” may be at most ${blockSize - 1} letters long.`;
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
