/** A name as an item of a list. */
import { showName } from "../ui/origin.js";

/** @typedef {import("../../protocol.js").NameEvent} Name */

/** Names of more letters are set smaller, and may take two lines of their place. */
const LONG_NAME = 11;

/**
 * @param {Name} made
 * @returns {HTMLLIElement}
 */
export function item(made) {
  const element = document.createElement("li");
  showName(element, made);
  element.classList.toggle("long", made.name.length > LONG_NAME);
  return element;
}

/** @param {Name[]} names @returns {string}  One a line; an empty name is none. */
export function lines(names) {
  return names.map(({ name }) => name).filter(Boolean).join("\n");
}
