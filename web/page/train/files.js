/** Files of the visitor's, read only if they are not too large; and lists of names as they come. */
import { FaultError } from "../../protocol.js";
import { composed } from "../ui/composed.js";
import { megabytes } from "../ui/format.js";

export const NAMES_BYTES = 1_000_000;
export const WEIGHTS_BYTES = 20_000_000;
/** Of names that are typed or pasted; a field of more would freeze the page. */
export const TYPED_LETTERS = 50_000;

/**
 * @param {File} file
 * @returns {Promise<string>}
 * @throws {FaultError}
 */
export function readNames(file) {
  return readText(file, NAMES_BYTES, "a list of names", "take a part of it");
}

/**
 * @param {File} file
 * @returns {Promise<string>}
 * @throws {FaultError}
 */
export function readWeights(file) {
  return readText(file, WEIGHTS_BYTES, "a weights file", "no model of this page is that large");
}

/**
 * @param {File} file
 * @param {number} most  Bytes.
 * @param {string} what
 * @param {string} advice
 */
async function readText(file, most, what, advice) {
  if (file.size > most) {
    throw new FaultError("TooLarge", `${file.name} has ${megabytes(file.size)} MB, and ${what} may have ${megabytes(most)} MB here: ${advice}.`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof TypeError) throw new FaultError("NoText", `${file.name} is not UTF-8 text: ${what} must be saved as such.`);
    throw new FaultError("Unreadable", `${file.name} could not be read: choose it again.`, String(error));
  }
}

/**
 * @param {string} text
 * @returns {string} Each name once, in the order of the first; the same names to Python as before.
 */
export function eachOnce(text) {
  const names = text.split(/\r\n|\r|\n/).map((line) => composed(line.replaceAll("\ufeff", "")).trim());
  return [...new Set(names)].filter(Boolean).join("\n");
}
