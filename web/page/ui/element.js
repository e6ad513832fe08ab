/** Elements of the parts that are not in the page from the beginning. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Partial<Omit<HTMLElementTagNameMap[T], "style" | "children" | "dataset">>} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/**
 * A button that does nothing but what it is told.
 *
 * @param {string} text
 * @param {() => void} onPress
 */
export function button(text, onPress) {
  const made = element("button", { type: "button", textContent: text });
  made.addEventListener("click", onPress);
  return made;
}
