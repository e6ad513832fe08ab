/** A text field with its label, what to put in it, and why what stands in it cannot be used. */
import { setText } from "./dom.js";
import { element } from "./element.js";

/**
 * @param {object} field
 * @param {string} field.id
 * @param {string} field.label
 * @param {string} field.hint
 * @param {"decimal" | "numeric" | "text"} field.inputMode
 * @param {(text: string) => void} field.onEdit
 */
export function createField({ id, label, hint, inputMode, onEdit }) {
  const input = element("input", { id, type: "text", inputMode, autocomplete: "off", spellcheck: false });
  const note = element("p", { id: `${id}-hint`, className: "hint", textContent: hint });
  const problem = element("p", { id: `${id}-problem`, className: "problem" });
  input.setAttribute("aria-describedby", `${note.id} ${problem.id}`);
  input.addEventListener("input", () => onEdit(input.value));
  return {
    input,
    root: element("div", { className: "field" }, element("label", { htmlFor: id, textContent: label }), input, note, problem),
    /** @param {string} typed @param {string} sentence */
    show(typed, sentence) {
      if (input.value !== typed) input.value = typed;
      refuse(input, problem, sentence);
      note.hidden = sentence !== "";
    },
  };
}

/**
 * @param {HTMLInputElement} input
 * @param {Element} problem
 * @param {string} sentence  Empty when the field is all right.
 */
export function refuse(input, problem, sentence) {
  input.ariaInvalid = sentence ? "true" : "false";
  setText(problem, sentence);
}
