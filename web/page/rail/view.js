/**
 * The rail of the six steps: chooses one of them, and marks what on the page belongs to the chosen one, or to that
 * of whose kind the visitor's own model is that is chosen.
 */
import { byId, setText, whenChanged } from "../ui/dom.js";

/**
 * @param {{onChoose: (step: number) => void}} intents
 * @returns {(choice: import("../choice.js").Choice, own: import("../own.js").Own) => void}  Shows the choice.
 */
export function createRail({ onChoose }) {
  const links = [...document.querySelectorAll(".rung")];
  const buttons = links.map((link) => buttonOf(/** @type {HTMLElement} */ (link), onChoose));
  const show = whenChanged((/** @type {number | null} */ chosen, /** @type {number | undefined} */ kind, /** @type {string | undefined} */ title) => {
    for (const button of buttons) {
      const step = Number(button.dataset.step);
      button.ariaPressed = String(step === chosen);
      button.classList.toggle("kind", step === kind);
    }
    setText(byId("kind"), kind === undefined ? "" : `${title} is a model of the kind of step ${kind}, which is marked.`);
    mark(chosen ?? kind ?? null);
  });
  return ({ step, own }, { models }) => {
    const mine = models.find(({ id }) => id === own);
    show(step, mine?.step, mine?.title);
  };
}

/**
 * Without a program the rungs lead to the table; with one, they choose.
 *
 * @param {HTMLElement} link
 * @param {(step: number) => void} onChoose
 */
function buttonOf(link, onChoose) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.dataset.step = link.dataset.step;
  button.append(...link.childNodes);
  button.addEventListener("click", () => onChoose(Number(button.dataset.step)));
  link.replaceWith(button);
  return button;
}

/**
 * What belongs to some of the steps says so: data-steps="3 4 5".
 *
 * @param {number | null} step
 */
function mark(step) {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-steps]"))) {
    part.classList.toggle("chosen", part.dataset.steps?.split(" ").includes(String(step)));
  }
}
