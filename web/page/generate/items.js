/** A name as an item of a list. */

/** @typedef {import("../../protocol.js").NameEvent} Name */

/** Names of more letters are set smaller, and may take two lines of their place. */
const LONG_NAME = 11;

/**
 * The style sheet draws a mark after a name by its class: neither copying nor selecting picks it up.
 *
 * @param {Name} made
 * @returns {HTMLLIElement}
 */
export function item({ name, origin }) {
  const element = document.createElement("li");
  element.textContent = name || "(empty)";
  element.className = origin ?? "";
  element.classList.toggle("empty", name === "");
  element.classList.toggle("long", name.length > LONG_NAME);
  return element;
}

/** @param {Name[]} names @returns {string}  One a line; an empty name is none. */
export function lines(names) {
  return names.map(({ name }) => name).filter(Boolean).join("\n");
}
