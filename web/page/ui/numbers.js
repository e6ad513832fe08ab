/** Numbers as visitors type them: the same rules as at the command line, in `microgpt.numerals`. */

/** @typedef {import("../../protocol.js").Bounds} Bounds */

/**
 * @param {string} text
 * @returns {number} NaN unless the text is a decimal number, with a point or a comma.
 */
export function decimal(text) {
  const trimmed = text.trim();
  return /^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed.replace(",", ".")) : NaN;
}

/**
 * @param {string} text
 * @returns {number} NaN unless the text is a whole number.
 */
export function whole(text) {
  return /^[+-]?\d+$/.test(text.trim()) ? Number(text) : NaN;
}

/** @param {string} text  Nothing, or a whole number. */
export function optional(text) {
  return text.trim() === "" ? null : whole(text);
}

/**
 * @param {number} value
 * @param {Bounds} bounds
 */
export function within(value, { low, high }) {
  return value >= low && value <= high;
}

/** @param {Bounds} bounds */
export function span({ low, high }) {
  return `from ${low.toLocaleString("en")} to ${high.toLocaleString("en")}`;
}
