/**
 * What a name is to the model that made it. The style sheet draws a sign after the name by its class:
 * neither copying nor selecting picks it up.
 */

/** @typedef {import("../../protocol.js").NameEvent} Name */

/**
 * @param {HTMLElement} element
 * @param {Name} made
 * @param {boolean} [told]  Whether its origin is.
 */
export function showName(element, { name, origin }, told = true) {
  if (element.textContent !== (name || "(empty)")) element.textContent = name || "(empty)";
  element.className = (told && origin) || "";
  element.classList.toggle("empty", name === "");
}

/**
 * Only the signs that are there are explained.
 *
 * @param {HTMLElement} key  With an element of the class of each sign.
 * @param {readonly Name[]} names
 */
export function showKey(key, names) {
  for (const sign of key.children) {
    /** @type {HTMLElement} */ (sign).hidden = !names.some(({ origin }) => origin === sign.className);
  }
}
