/** The place that columns scroll in where they are too many for the screen, and the sentence that says so. */
import { setText } from "../ui/dom.js";
import { element } from "../ui/element.js";

/** @param {HTMLTableElement} table */
export function createSideways(table) {
  const place = element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Names by step" }, table);
  const hint = element("p", { className: "columns-sideways hint" });
  let count = 0;

  function tell() {
    hint.hidden = place.scrollWidth <= place.clientWidth;
    setText(hint, `There are ${count} columns: scroll sideways to see all.`);
  }
  const sizes = new ResizeObserver(tell);
  sizes.observe(place);
  sizes.observe(table);
  return {
    parts: [hint, place],
    /** @param {number} columns @param {boolean} added  The last one has just come, and is wanted. */
    show(columns, added) {
      count = columns;
      place.hidden = columns === 0;
      tell();
      if (added) place.scrollLeft = place.scrollWidth;
    },
  };
}
