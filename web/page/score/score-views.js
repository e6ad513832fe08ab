/** Scoring names with every model: a program of its own, which comes when it is asked for. */
import { byId, setText, whenChanged } from "../ui/dom.js";
import { element } from "../ui/element.js";
import { createField, refuse } from "../ui/field.js";
import { fetchTutorial } from "../ui/tutorial.js";
import { addSheet } from "../ui/whole.js";
import { createHeat, STRONGEST } from "./heat.js";
import { createRequests } from "./requests.js";
import { createScore } from "./state.js";
import { createText } from "./text.js";
import { comparison, letterText } from "./words.js";

/** @typedef {import("./state.js").Score} Score */

/**
 * @param {import("../ui/door.js").House} house
 * @returns {Promise<import("../ui/door.js").Opened>}
 */
export async function openScore(house) {
  const { site } = house;
  const [tutorial] = await Promise.all([fetchTutorial(site.curves), addSheet(site.program, "sections/score.css")]);
  const input = byId("score-name", HTMLInputElement);
  const { current, dispatch } = house.add("score", createScore(input.value));
  const requests = createRequests({ house, tutorial, current, dispatch });
  input.addEventListener("input", () => dispatch({ type: "score/edited", form: { first: input.value } }));

  const views = [
    createForm(input, (text) => dispatch({ type: "score/edited", form: { second: text } })),
    createResults({ tutorial, onPoint: (cell) => dispatch({ type: "score/pointed", cell }), onAgain: requests.again }),
  ];
  return {
    submit: requests.submit,
    render() {
      for (const show of views) show(current());
    },
  };
}

/**
 * @param {HTMLInputElement} first
 * @param {(text: string) => void} onEdit
 */
function createForm(first, onEdit) {
  const second = createField({ id: "score-second", label: "Compare with", hint: "A second name, or nothing.", inputMode: "text", onEdit });
  second.input.autocapitalize = "none";
  byId("score-go").before(second.root);
  return (/** @type {Score} */ { form, problems }) => {
    refuse(first, byId("score-fault"), problems.first ?? "");
    second.show(form.second, problems.second ?? "");
  };
}

/**
 * @param {object} options
 * @param {import("../ui/tutorial.js").Tutorial} options.tutorial
 * @param {(cell: import("./state.js").Cell | null) => void} options.onPoint
 * @param {(id: string) => void} options.onAgain
 */
function createResults({ tutorial, onPoint, onAgain }) {
  const told = element("p", { className: "score-compared", ariaLive: "polite" });
  const heats = [0, 1].map((name) => createHeat({ name, onPoint, onAgain }));
  const titles = heats.map(() => element("h3"));
  const detail = element("p", { className: "score-detail", ariaLive: "polite" });
  const { uniform_loss, vocabulary_size } = tutorial;
  const scale = `The stronger the colour, the greater the surprise, up to ${STRONGEST} nats; guessing among the ${vocabulary_size} choices of the tutorial’s steps has ${uniform_loss.toFixed(2)} at each. A frame marks the greatest.`;
  const key = element("p", { className: "hint" }, element("span", { className: "score-scale", ariaHidden: "true" }), scale);
  const text = createText();
  const parts = heats.flatMap(({ root }, at) => [titles[at], root]);
  const root = element("div", {}, told, ...parts, detail, key, text.root);
  byId("score-place").append(root);

  const entitle = whenChanged((/** @type {readonly string[]} */ names) => {
    heats.forEach(({ root: place, grid }, at) => {
      place.hidden = titles[at].hidden = at >= names.length;
      setText(titles[at], names[at] ?? "");
      grid.ariaLabel = `Surprise at each letter of ${names[at]}`;
    });
  });
  return (/** @type {Score} */ { names, rows, pointed }) => {
    root.hidden = names.length === 0;
    entitle(names);
    setText(told, comparison(rows));
    heats.slice(0, names.length).forEach(({ draw }) => draw(rows));
    text.show(rows);
    setText(detail, detailText(rows, pointed));
    detail.classList.toggle("pointed", pointed !== null);
  };
}

/**
 * @param {Score["rows"]} rows
 * @param {Score["pointed"]} pointed
 */
function detailText(rows, pointed) {
  const score = pointed && rows[pointed.row]?.results[pointed.name]?.score;
  if (!score) return "Point at a letter, or go there with the arrow keys, to read its exact probability.";
  return `${rows[pointed.row].name}: ${letterText(score.letters, pointed.letter)}`;
}
