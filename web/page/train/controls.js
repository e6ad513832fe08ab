/** The settings of the next run: what is typed, what cannot be used, what the model would be. */
import { byId, setText, whenChanged } from "../ui/dom.js";
import { thousands } from "../ui/format.js";
import { SETTINGS } from "./form.js";
import { START } from "./state.js";

/** @typedef {import("./state.js").Train} Train */
/** @typedef {import("./state.js").Field} Field */
/** @typedef {import("./state.js").Form} Form */

const FIELDS = /** @type {Field[]} */ (["step", "numSteps", "learningRate", "seed", "engine", "nEmbd", "nHead", "nLayer", "blockSize"]);
const MORE = ["nEmbd", "nHead", "nLayer", "blockSize"];
const ENGINES = {
  row: "A row of numbers is one node: quick.",
  value: "Each number is a node, as in the tutorial: the same losses, some 20 times slower. Take few training steps.",
};

/**
 * @param {{onEdit: (form: Partial<Form>) => void, onFree: () => void}} intents
 * @returns {(state: Train) => void}
 */
export function createControls({ onEdit, onFree }) {
  const fields = FIELDS.map((name) => ({ name, input: /** @type {HTMLInputElement | HTMLSelectElement} */ (byId(`train-${name}`)) }));
  for (const { name, input } of fields) {
    input.addEventListener("input", () => onEdit({ [name]: input.value }));
  }
  const like = byId("train-like");
  const free = /** @type {HTMLButtonElement} */ (like.querySelector("button"));
  free.addEventListener("click", () => {
    byId("train-begin").focus(); // This button is about to go.
    onFree();
  });

  const showForm = whenChanged((/** @type {Form} */ form) => {
    for (const { name, input } of fields) if (input.value !== form[name]) input.value = form[name];
    setText(byId("train-engine-hint"), ENGINES[form.engine === "value" ? "value" : "row"]);
  });
  let last = 0;
  const showProblems = whenChanged((/** @type {Train["problems"]} */ problems) => {
    for (const { name, input } of fields) showProblem(name, input, problems[name] ?? "");
    if (MORE.some((name) => name in problems)) byId("train-more", HTMLDetailsElement).open = true;
    const count = Object.keys(problems).length;
    // Fewer are left while they are being mended, where the hand must not be led away.
    if (count >= last) fields.find(({ name }) => name in problems)?.input.focus();
    last = count;
  });
  const disable = whenChanged((/** @type {Train["sizes"]} */ sizes, /** @type {Train["like"]} */ run) => {
    for (const { name, input } of fields) {
      const setting = SETTINGS[/** @type {keyof typeof SETTINGS} */ (name)];
      const unused = setting !== undefined && sizes !== null && !sizes.settings.includes(setting);
      input.disabled = unused || (run !== null && START.includes(name));
    }
  });
  const showLike = whenChanged((/** @type {Train["like"]} */ run) => {
    like.hidden = run === null;
    if (!run) return;
    setText(/** @type {Element} */ (like.firstElementChild), `From the first weights and names of ${run.title}: change the other numbers, and only they differ.`);
    like.scrollIntoView(); // Far above: it says what is to be done now, in the fields below it.
    const rate = byId("train-learningRate", HTMLInputElement);
    (run.about.learning_rate && !rate.disabled ? rate : byId("train-numSteps")).focus({ preventScroll: true }); // Step 0 has no rate.
  });

  return (state) => {
    showForm(state.form);
    showProblems(state.problems);
    disable(state.sizes, state.like);
    showLike(state.like);
    setText(byId("train-sizes"), state.sizesProblem || (state.sizes ? `${thousands(state.sizes.parameters)} parameters.` : ""));
    byId("train-sizes").classList.toggle("problem", state.sizesProblem !== "");
  };
}

/**
 * @param {Field} name
 * @param {HTMLElement} input
 * @param {string} sentence
 */
function showProblem(name, input, sentence) {
  const place = document.getElementById(`train-${name}-problem`);
  if (!place) return; // One that is chosen, not typed, cannot be wrong.
  input.ariaInvalid = sentence ? "true" : "false";
  setText(place, sentence);
  byId(`train-${name}-hint`).hidden = sentence !== "";
}
