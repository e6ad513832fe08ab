/** A few words for working with the document, shared by the views. */

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @param {{new (): T}} [type]
 * @returns {T}
 */
export function byId(id, type) {
  const element = document.getElementById(id);
  const expected = type ?? HTMLElement;
  if (!(element instanceof expected)) throw new Error(`The page has no ${expected.name} with the id ${id}.`);
  return /** @type {T} */ (element);
}

/**
 * Writes only what differs: live regions speak, and browsers lay out again, at every write.
 *
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Calls an update only when one of the values it depends on has changed since the last call.
 *
 * @template {readonly unknown[]} V
 * @param {(...values: V) => void} update
 * @returns {(...values: V) => void}
 */
export function whenChanged(update) {
  /** @type {V | null} */
  let last = null;
  return (...values) => {
    if (last && values.every((value, i) => Object.is(value, last?.[i]))) return;
    last = values;
    update(...values);
  };
}
