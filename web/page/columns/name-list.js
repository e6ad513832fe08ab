/** The names of one column: they come one by one, and may be told apart from what the model has read. */
import { setText } from "../ui/dom.js";
import { button, element } from "../ui/element.js";
import { showName } from "../ui/origin.js";

/** @typedef {import("./state.js").ModelColumn} ModelColumn */
/** @typedef {import("../../protocol.js").Nearest} Nearest */

/**
 * @param {{label: string, onAgain: () => void}} options
 */
export function createNameList({ label, onAgain }) {
  const list = element("ol", { className: "column-names", role: "list", ariaLabel: label });
  const status = element("p", { className: "hint" });
  const fault = element("p", { className: "problem" });
  const again = button("Try again", onAgain);
  const root = element("div", {}, list, status, fault, again);
  return {
    root,
    /** @param {ModelColumn} column @param {boolean} compared @param {boolean} marked */
    show(column, compared, marked) {
      while (list.children.length > column.names.length) list.lastChild?.remove();
      column.names.forEach((_, place) => showItem(/** @type {HTMLElement} */ (list.children[place] ?? list.appendChild(item())), column, place, compared, marked));
      setText(status, progress(column));
      setText(fault, column.fault);
      status.hidden = status.textContent === "";
      fault.hidden = again.hidden = column.phase !== "failed";
    },
  };
}

function item() {
  return element("li", {}, element("span"), element("small"));
}

/**
 * @param {HTMLElement} place
 * @param {ModelColumn} column
 * @param {number} index
 * @param {boolean} compared  Whether the nearest name is shown.
 * @param {boolean} marked  Whether a name on the training list is.
 */
function showItem(place, { names, nearest }, index, compared, marked) {
  const { name } = names[index];
  const [word, note] = place.children;
  showName(/** @type {HTMLElement} */ (word), names[index], marked);
  const found = compared && Object.hasOwn(nearest, name) ? nearest[name] : null;
  setText(note, found ? nearestText(found) : "");
}

/** @param {Nearest} found @returns {string}  What of the name stands in what its model has read. */
export function nearestText({ origin, nearest, distance }) {
  if (origin === "read") return "it has read this name";
  if (nearest === null) return "its list is not at hand";
  const apart = `≈ ${nearest}, ${distance} apart`;
  return origin === "listed" ? `on the list, unread; ${apart}` : apart;
}

/** @param {ModelColumn} column */
function progress({ phase, loaded, names }) {
  if (phase === "loading") return loaded > 0 && loaded < 1 ? `Loading its model, ${Math.round(100 * loaded)} %` : "Loading its model";
  return phase === "making" && names.length === 0 ? "Making names" : "";
}
