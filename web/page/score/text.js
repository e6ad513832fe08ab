/** The same as the heat shows, to be read: every letter with its probability. */
import { whenChanged } from "../ui/dom.js";
import { element } from "../ui/element.js";
import { letterText } from "./words.js";

/** @typedef {import("./state.js").Row} Row */

export function createText() {
  const place = element("div", { className: "score-text" });
  const root = element("details", {}, element("summary", { textContent: "All probabilities as text" }), place);
  const fill = whenChanged((/** @type {boolean} */ open, /** @type {readonly Row[]} */ rows) => {
    place.replaceChildren(...(open ? rows.flatMap(paragraphs) : []));
  });
  /** @type {readonly Row[]} */
  let latest = [];
  root.addEventListener("toggle", () => fill(root.open, latest));
  return {
    root,
    /** @param {readonly Row[]} rows */
    show(rows) {
      latest = rows;
      fill(root.open, rows);
    },
  };
}

/** @param {Row} row */
function paragraphs({ name: model, results }) {
  return results.flatMap(({ score }) => {
    if (!score) return [];
    const items = score.letters.map((_, place) => element("li", { textContent: letterText(score.letters, place) }));
    return [element("p", { textContent: `${model}, “${score.name}”: loss ${score.loss}, like choosing among ${score.perplexity}.` }), element("ul", {}, ...items)];
  });
}
