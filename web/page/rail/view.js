/** The rail of the six steps: chooses one of them, and marks what on the page belongs to the chosen one. */
import { whenChanged } from "../ui/dom.js";

/**
 * @param {{onChoose: (step: number) => void}} intents
 * @returns {(choice: import("../choice.js").Choice) => void}  Shows the choice.
 */
export function createRail({ onChoose }) {
  const links = [...document.querySelectorAll(".rung")];
  const buttons = links.map((link) => buttonOf(/** @type {HTMLElement} */ (link), onChoose));
  const show = whenChanged((/** @type {number | null} */ chosen) => {
    for (const button of buttons) button.ariaPressed = String(Number(button.dataset.step) === chosen);
    mark(chosen);
  });
  return ({ step }) => show(step);
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
