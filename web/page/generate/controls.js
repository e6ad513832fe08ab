/** The form: shows what is typed, which the state holds, and says beside each field why it cannot be used. */
import { byId, setText, whenChanged } from "../ui/dom.js";
import { stepped } from "./stepping.js";

/** @typedef {import("./state.js").Form} Form */
/** @typedef {import("./state.js").Generate} Generate */
/** @typedef {import("../boot.js").Boot} Boot */

const FIELDS = /** @type {(keyof Form)[]} */ (["temperature", "count", "prefix", "seed", "topK"]);
/** How far an arrow key goes in a field that holds a number. */
const STEPS = /** @type {{[field in keyof Form]?: number}} */ ({ temperature: 0.1, count: 1, seed: 1, topK: 1 });

/**
 * @param {{onSubmit: () => void, onEdit: (form: Partial<Form>) => void}} intents
 * @returns {(state: Generate, boot: Boot) => void}
 */
export function createControls({ onSubmit, onEdit }) {
  const form = byId("maker", HTMLFormElement);
  const fields = FIELDS.map((name) => ({ name, input: byId(name, HTMLInputElement), slider: sliderOf(form, name) }));
  const problem = byId("problem");
  const more = byId("more", HTMLDetailsElement);
  /** @type {Generate["limits"] | null} */
  let limits = null;

  byId("make").addEventListener("click", () => {
    onSubmit();
    focusFirstProblem = true;
  });
  for (const { name, input, slider } of fields) {
    input.addEventListener("input", () => onEdit({ [name]: input.value }));
    input.addEventListener("keydown", (event) => {
      const step = STEPS[name];
      const next = step && limits ? stepped(input.value, event.key, step, boundsOf(name, limits)) : null;
      if (next === null) return;
      event.preventDefault();
      input.value = next; // At once: the next press steps from here.
      onEdit({ [name]: next });
    });
    slider?.addEventListener("input", () => {
      input.value = slider.value; // At once: the hand sees both.
      onEdit({ [name]: slider.value });
    });
    slider?.addEventListener("pointerdown", (event) => releaseFocus(event, slider, input));
  }
  // A browser may have kept what was typed before a reload, and a visitor types before the program comes.
  onEdit(Object.fromEntries(fields.map(({ name, input }) => [name, input.value])));

  let focusFirstProblem = false;
  const showForm = whenChanged((/** @type {Form} */ typed) => {
    for (const { name, input, slider } of fields) {
      if (input.value !== typed[name]) input.value = typed[name];
      if (slider) slide(slider, typed[name]);
    }
  });
  const showProblems = whenChanged((/** @type {Generate["problems"]} */ problems) => {
    for (const { name, input } of fields) showProblem(input, problems[name] ?? "");
    if (fields.some(({ name, input }) => name in problems && more.contains(input))) more.open = true;
  });

  return ({ form: typed, limits: known, problems, run, model }, boot) => {
    limits = known;
    showForm(typed);
    showProblems(problems);
    if (focusFirstProblem) fields.find(({ name }) => name in problems)?.input.focus();
    focusFirstProblem = false;
    // When the worker or the model is gone the status line says why, each time anew, unless trying again is of no use.
    const told = boot.phase !== "ready" || model.phase !== "ready";
    const hopeless = boot.phase === "failed" && boot.remedy === "none";
    setText(problem, told && !hopeless ? "" : (run.fault?.message ?? ""));
    problem.classList.toggle("unseen", told);
  };
}

/**
 * A number field may have a slider beside it: the same value for the hand. It is hidden from
 * keyboards and screen readers, which the field itself serves better.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function sliderOf(form, name) {
  return /** @type {HTMLInputElement | null} */ (form.querySelector(`input[data-for="${name}"]`));
}

/**
 * @param {keyof Form} name
 * @param {Generate["limits"]} limits
 */
function boundsOf(name, limits) {
  if (name === "temperature") return { low: 0, high: limits.temperature.high };
  if (name === "topK") return { low: 1, high: limits.vocabulary.length + 1 }; // And the end of the name.
  return name === "count" ? limits.count : limits.seed;
}

/**
 * @param {HTMLInputElement} slider
 * @param {string} typed  A number, perhaps with a comma.
 */
function slide(slider, typed) {
  slider.value = typed.replace(",", ".");
}

/**
 * A press must not leave the focus on a slider.
 *
 * @param {PointerEvent} event
 * @param {HTMLInputElement} slider
 * @param {HTMLInputElement} field
 */
function releaseFocus({ pointerType }, slider, field) {
  // Not before the hand lets go, for some browsers end a drag with the focus. A finger would open the keyboard.
  const leave = () => (pointerType === "mouse" ? field.focus() : slider.blur());
  addEventListener("pointerup", leave, { once: true });
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
