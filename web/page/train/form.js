/** Turns what stands in the form into the numbers of a run, or into a sentence for each field that cannot be used. */
import { decimal, span, whole, within } from "../ui/numbers.js";

/** @typedef {import("./state.js").Form} Form */
/** @typedef {import("./state.js").Problems} Problems */
/** @typedef {import("../../protocol.js").RunParams} RunParams */
/** @typedef {import("../../protocol.js").SizesParams} SizesParams */

export const NUM_STEPS = { low: 50, high: 10_000 };
const SIZE = { low: 1, high: 4096 };
const SIZES = /** @type {const} */ ({ nEmbd: "n_embd", nHead: "n_head", nLayer: "n_layer", blockSize: "block_size" });

/** The name of a field's setting in Python, where a step may make no use of it. */
export const SETTINGS = { learningRate: "learning_rate", engine: "engine", ...SIZES };

/**
 * @param {Form} form
 * @param {{seed: import("../../protocol.js").Bounds}} limits
 * @param {readonly string[]} settings  What the step makes use of: nothing else is judged.
 * @returns {{params: Omit<RunParams, "id" | "names">, problems: Problems}}  The params are usable if there
 *   is no problem.
 */
export function readForm(form, limits, settings) {
  const numbers = { numSteps: whole(form.numSteps), learningRate: decimal(form.learningRate), seed: whole(form.seed) };
  const rated = settings.includes("learning_rate");
  /** @type {Problems} */
  const problems = {
    numSteps: within(numbers.numSteps, NUM_STEPS) ? "" : `“Training steps” must be a whole number ${span(NUM_STEPS)}.`,
    learningRate: !rated || isRate(numbers.learningRate) ? "" : "“Learning rate” must be a number above 0, such as 0.01.",
    seed: within(numbers.seed, limits.seed) ? "" : `“Training seed” must be a whole number ${span(limits.seed)}.`,
  };
  for (const [field, name] of sizeFields()) if (settings.includes(name)) problems[field] = unusable(form[field], name);
  return {
    params: {
      ...sizesIn(form),
      num_steps: numbers.numSteps,
      learning_rate: rated ? numbers.learningRate : null,
      seed: numbers.seed,
      engine: form.engine === "value" ? "value" : "row",
    },
    problems: Object.fromEntries(Object.entries(problems).filter(([, sentence]) => sentence)),
  };
}

/**
 * What a run that goes on from another takes from the form: the learning rate only where the form is for the same step.
 *
 * @param {Form} form
 * @param {import("../../protocol.js").Run} about  The other.
 * @returns {{num_steps: number, learning_rate: number | null, problems: Problems}}
 */
export function readBranch(form, about) {
  const rate = form.step === String(about.step) ? form.learningRate : String(about.learning_rate);
  const seed = { low: about.seed, high: about.seed };
  const { params, problems } = readForm({ ...formOf(about), numSteps: form.numSteps, learningRate: rate }, { seed }, about.learning_rate ? ["learning_rate"] : []);
  return { num_steps: params.num_steps, learning_rate: params.learning_rate, problems };
}

/**
 * @param {string} text
 * @param {string} name
 * @returns {string}
 */
function unusable(text, name) {
  return within(whole(text), SIZE) ? "" : `“${name}” must be a whole number ${span(SIZE)}.`;
}

/**
 * @param {Form} form
 * @param {readonly string[]} settings  What the step makes use of.
 * @returns {string}  A sentence where a size is none, so that there is no model to count the parameters of.
 */
export function sizeProblem(form, settings) {
  const used = sizeFields().filter(([, name]) => settings.includes(name));
  return used.map(([field, name]) => unusable(form[field], name)).find(Boolean) ?? "";
}

/**
 * @param {Form} form
 * @returns {SizesParams}  What was no whole number is left out: Python then takes its default.
 */
export function sizesIn(form) {
  const sizes = sizeFields().map(([field, name]) => [name, whole(form[field])]);
  return { step: Number(form.step), ...Object.fromEntries(sizes.filter(([, size]) => !Number.isNaN(size))) };
}

/**
 * @param {import("../../protocol.js").Run} about
 * @returns {Form}
 */
export function formOf(about) {
  return {
    step: String(about.step),
    numSteps: String(about.num_steps),
    learningRate: String(about.learning_rate),
    seed: String(about.seed),
    engine: about.engine,
    nEmbd: String(about.n_embd),
    nHead: String(about.n_head),
    nLayer: String(about.n_layer),
    blockSize: String(about.block_size),
  };
}

function sizeFields() {
  return /** @type {[keyof typeof SIZES, string][]} */ (Object.entries(SIZES));
}

/** @param {number} rate */
function isRate(rate) {
  return rate > 0 && Number.isFinite(rate);
}
