/** The names that the build has put into the page, and what is said of them. */
import { byId } from "../ui/dom.js";

/** @typedef {import("../../protocol.js").NameEvent} Name */

/** @returns {{names: Name[], caption: string}} */
export function readBuilt() {
  const names = Array.from(byId("built-names").children, ({ textContent, className }) => ({
    name: textContent ?? "",
    origin: /** @type {Name["origin"]} */ (className),
  }));
  return { names, caption: byId("recipe").textContent ?? "" };
}
