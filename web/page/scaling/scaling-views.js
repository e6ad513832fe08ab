/** The figure of scale: a program of its own, which comes when its section is looked at. */
import { saveFile } from "../ui/browser.js";
import { byId, setText } from "../ui/dom.js";
import { button, element } from "../ui/element.js";
import { addSheet } from "../ui/whole.js";
import { runsToCsv } from "./csv.js";
import { createFigure, sentenceAtCursor } from "./figure.js";
import { fetchScaling } from "./scaling-file.js";
import { createScaling } from "./state.js";

/** @typedef {import("./state.js").By} By */

const HELP = "Point at a mark, or tap it; with the keyboard, ← and → move along a curve, ↑ and ↓ from curve to curve, Home and End to its ends.";
const KEY = "A mark is filled where that much has lowered the loss measurably, by more than two standard errors, and hollow where it has not.";

/**
 * @param {import("../ui/door.js").House} house
 * @returns {Promise<import("../ui/door.js").Opened>}
 */
export async function openScaling({ site, add }) {
  const [grid] = await Promise.all([fetchScaling(site.scaling), addSheet(site.program, "sections/scaling.css")]);
  const { current, dispatch } = add("scaling", createScaling(grid));
  const place = byId("scaling-place");
  const choice = createChoice((by) => dispatch({ type: "scaling/drawn", by }));
  const csv = button("Download CSV", () => saveFile("scaling.csv", runsToCsv(grid.runs)));
  csv.title = "Every training with every digit";
  const readout = element("p", { className: "scaling-readout" });
  place.append(element("div", { className: "plot-head" }, choice.root, element("div", { className: "tools" }, csv)), readout);
  const figure = createFigure(place, current(), dispatch);
  const hint = element("p", { id: "scaling-help", className: "hint" }, KEY, element("span", { className: "help", textContent: ` ${HELP}` }));
  place.append(hint);
  figure.place.setAttribute("aria-describedby", hint.id);

  return {
    submit: () => figure.place.focus(),
    render({ compare: { theme } }) {
      const state = current();
      choice.show(state.by);
      setText(readout, sentenceAtCursor(state));
      figure.render(state, theme);
    },
  };
}

/**
 * What the loss is drawn against.
 *
 * @param {(by: By) => void} onChoose
 */
function createChoice(onChoose) {
  const inputs = ["parameters", "names"].map((by) => {
    const input = element("input", { type: "radio", name: "scaling-by", value: by });
    input.addEventListener("change", () => onChoose(/** @type {By} */ (by)));
    return input;
  });
  const labels = inputs.map((input) => element("label", {}, input, input.value === "names" ? " names read" : " parameters"));
  const legend = element("legend", { textContent: "Loss on unseen names, in nats per letter, against" });
  return {
    root: element("fieldset", { className: "scaling-by" }, legend, ...labels),
    /** @param {By} by */
    show(by) {
      for (const input of inputs) input.checked = input.value === by;
    },
  };
}
