/** More marks on one letter than any name has. Composing thousands of them takes minutes; Python refuses more than 30. */
const HEAPED = /\p{M}{31}/u;

/** @param {string} text  @returns {string}  In Unicode's form NFC, where it can be had at once. */
export function composed(text) {
  return HEAPED.test(text) ? text : text.normalize("NFC");
}
