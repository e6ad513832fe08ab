/** What the next run will be: asks Python what the numbers and the names make, whenever they change. */
import { CANCELLED, toFault } from "../../protocol.js";
import { eachOnce, readNames } from "./files.js";
import { formOf, sizesIn } from "./form.js";
import { OWN_LIST } from "./state.js";

/** @typedef {import("./train-here.js").Engine} Engine */
/** @typedef {import("./train-here.js").Dispatch} Dispatch */
/** @typedef {import("./state.js").Train} Train */
/** @typedef {import("./state.js").Form} Form */
/** @typedef {import("./run.js").Run} Run */

const SIZES = ["step", "nEmbd", "nHead", "nLayer", "blockSize"];

/**
 * @param {{engine: Engine, dispatch: Dispatch, current: () => Train}} page
 */
export function createSettings({ engine, dispatch, current }) {
  let sizing = 0;
  let surveying = 0;

  /** @param {boolean} [newStep]  Then the learning rate becomes the step's own. */
  async function size(newStep = false) {
    engine.cancel(sizing);
    const { form, names } = current();
    const vocabulary_size = 1 + (names.survey?.vocabulary.length ?? 26);
    const { id, result } = engine.request("training.sizes", { ...sizesIn(form), vocabulary_size });
    sizing = id;
    try {
      const sizes = await result;
      dispatch({ type: "train/sized", sizes, problem: "" });
      if (newStep && sizes.learning_rate) dispatch({ type: "train/edited", form: { learningRate: String(sizes.learning_rate) } });
    } catch (error) {
      const fault = toFault(error);
      if (fault.name !== CANCELLED) dispatch({ type: "train/sized", sizes: null, problem: fault.message });
    }
  }

  /**
   * @param {string | null} given  Null for the page's own list.
   * @param {string} title
   * @param {boolean} once
   */
  async function learnFrom(given, title, once) {
    engine.cancel(surveying);
    const text = given !== null && once ? eachOnce(given) : given;
    const names = { given, text, once, title, survey: null, problem: "", busy: true };
    dispatch({ type: "train/names-chosen", names });
    const { id, result } = engine.request("training.survey", { names: text });
    surveying = id;
    try {
      const survey = await result;
      dispatch({ type: "train/names-chosen", names: { ...names, survey, busy: false } });
      await size();
    } catch (error) {
      const fault = toFault(error);
      if (fault.name !== CANCELLED) dispatch({ type: "train/names-chosen", names: { ...names, busy: false, problem: fault.message } });
    }
  }

  return {
    begin: () => learnFrom(null, OWN_LIST, false),
    /** @param {Partial<Form>} form */
    edit(form) {
      dispatch({ type: "train/edited", form });
      if (Object.keys(form).some((field) => SIZES.includes(field))) size("step" in form);
    },
    /** @param {string} text @param {string} title */
    type: (text, title) => learnFrom(text, title, current().names.once),
    /** @param {File} file */
    async open(file) {
      engine.cancel(surveying);
      try {
        await learnFrom(await readNames(file), file.name, current().names.once);
      } catch (error) {
        dispatch({ type: "train/names-chosen", names: { ...current().names, problem: toFault(error).message, busy: false } });
      }
    },
    useOwn: () => learnFrom(null, OWN_LIST, false),
    /** @param {boolean} once */
    once: (once) => learnFrom(current().names.given, current().names.title, once),
    /** @param {Run} run  The next one has its first weights and its names. */
    async like(run) {
      dispatch({ type: "train/like-chosen", run, form: formOf(run.about) });
      if (current().names.text !== run.names) await learnFrom(run.names, run.namesTitle, false);
      else await size();
    },
    free: () => dispatch({ type: "train/like-chosen", run: null, form: {} }),
  };
}
