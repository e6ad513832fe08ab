/** The form: reads what the visitor wants, and says beside each field why it cannot be had. */
import { byId, setText, whenChanged } from "../dom.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../validate.js").FormValues} FormValues */

const FIELDS = /** @type {const} */ (["temperature", "count", "prefix", "seed"]);

/**
 * @param {{onGenerate: (values: FormValues) => void, onEdit: (values: FormValues) => void}} intents
 * @returns {{render: (state: State) => void, setSeed: (seed: number) => void, submit: () => void}}
 */
export function createControls({ onGenerate, onEdit }) {
  const form = byId("maker", HTMLFormElement);
  const inputs = FIELDS.map((name) => byId(name, HTMLInputElement));
  const problem = byId("problem");
  const values = () => /** @type {FormValues} */ (Object.fromEntries(inputs.map((input) => [input.id, input.value])));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onGenerate(values());
    focusFirstProblem = true;
  });
  form.addEventListener("input", () => {
    if (inputs.some((input) => input.ariaInvalid === "true")) onEdit(values());
  });
  pairSliders(form);

  let focusFirstProblem = false;
  const updateProblems = whenChanged((/** @type {State["problems"]} */ problems) => {
    for (const input of inputs) showProblem(input, problems[input.id] ?? "");
  });

  return {
    render({ problems, run, boot }) {
      updateProblems(problems);
      if (focusFirstProblem) inputs.find((input) => input.id in problems)?.focus();
      focusFirstProblem = false;
      setText(problem, run.fault?.message ?? "");
      // When the worker is gone the status line shows why; here it is only said, in answer to the button.
      problem.classList.toggle("unseen", boot.phase !== "ready");
    },
    setSeed(seed) {
      byId("seed", HTMLInputElement).value = String(seed);
      if (inputs.some((input) => input.ariaInvalid === "true")) onEdit(values());
    },
    submit: () => form.requestSubmit(),
  };
}

/**
 * @param {HTMLInputElement} input
 * @param {string} sentence  Empty when the field is all right.
 */
function showProblem(input, sentence) {
  input.ariaInvalid = sentence ? "true" : "false";
  setText(byId(`${input.id}-problem`), sentence);
  byId(`${input.id}-hint`).hidden = sentence !== "";
}

/**
 * A number field may have a slider beside it: the same value for the hand. It is hidden from
 * keyboards and screen readers, which the field itself serves better; so a press must not leave the
 * focus on it.
 *
 * @param {HTMLFormElement} form
 */
function pairSliders(form) {
  for (const slider of form.querySelectorAll("input[data-for]")) {
    if (!(slider instanceof HTMLInputElement)) continue;
    const field = byId(slider.dataset.for ?? "", HTMLInputElement);
    slider.value = field.value; // A reload may have kept what was typed.
    slider.addEventListener("input", () => {
      field.value = slider.value;
    });
    field.addEventListener("input", () => {
      slider.value = field.value;
    });
    slider.addEventListener("pointerdown", ({ pointerType }) => {
      // Not before the hand lets go, for some browsers end a drag with the focus. A finger would open the keyboard.
      const leave = () => (pointerType === "mouse" ? field.focus() : slider.blur());
      addEventListener("pointerup", leave, { once: true });
    });
  }
}
