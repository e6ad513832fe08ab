/** What the next run will be: asks Python what the numbers and the names make, whenever they change. */
import { CANCELLED, toFault } from "../../protocol.js";
import { eachOnce, readNames } from "./files.js";
import { formOf, sizeProblem, sizesIn } from "./form.js";
import { OWN_LIST } from "./state.js";

/** @typedef {import("./train-here.js").Engine} Engine */
/** @typedef {import("./train-here.js").Dispatch} Dispatch */
/** @typedef {import("./state.js").Train} Train */
/** @typedef {import("./state.js").Form} Form */
/** @typedef {import("./run.js").Run} Run */

/** Whoever types is not done after each letter. */
const TYPING_MS = 400;
const SIZES = ["step", "nEmbd", "nHead", "nLayer", "blockSize"];

/**
 * @param {{engine: Engine, dispatch: Dispatch, current: () => Train}} page
 */
export function createSettings({ engine, dispatch, current }) {
  let sizing = 0;
  let surveying = 0;
  let typing = 0;
  let refused = false; // The latest file was not even read.
  /** @type {Promise<unknown>} All that is asked at present. */
  let latest = Promise.resolve();

  /** @param {Promise<void>} work */
  function track(work) {
    latest = Promise.allSettled([latest, work]).then(() => {}); // Holds none of those before.
    return work;
  }

  /** @param {boolean} [newStep]  Then the learning rate becomes the step's own. */
  async function size(newStep = false) {
    engine.cancel(sizing);
    const { form, names } = current();
    const vocabulary_size = 1 + (names.survey?.vocabulary.length ?? 26);
    const { id, result } = engine.request("training.sizes", { ...sizesIn(form), vocabulary_size });
    sizing = id;
    try {
      const sizes = await result;
      dispatch({ type: "train/sized", sizes, problem: sizeProblem(form, sizes.settings) });
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

  /** @param {string | null} text @param {string} title @param {boolean} [once] */
  function take(text, title, once = current().names.once) {
    typing += 1; // What is still being typed no longer counts.
    refused = false;
    return track(learnFrom(text, title, once));
  }

  /** @param {string} text @param {string} title */
  async function takeWhenTyped(text, title) {
    engine.cancel(surveying);
    typing += 1;
    const mine = typing;
    dispatch({ type: "train/names-chosen", names: { ...current().names, given: text, title, survey: null, problem: "", busy: true } });
    await new Promise((resolve) => setTimeout(resolve, TYPING_MS));
    if (mine === typing) await take(text, title);
  }

  /** @param {File} file  Where it cannot be read, the names from before stay. */
  async function read(file) {
    engine.cancel(surveying);
    const before = current().names;
    dispatch({ type: "train/names-chosen", names: { ...before, title: file.name, problem: "", busy: true } });
    try {
      await take(await readNames(file), file.name);
    } catch (error) {
      refused = true;
      dispatch({ type: "train/names-chosen", names: { ...before, problem: toFault(error).message, busy: false } });
    }
  }

  /**
   * @param {() => unknown} work  Takes other names, unless the next run has those of another.
   */
  function unlessLike(work) {
    const { like } = current();
    if (like) dispatch({ type: "train/failed", message: `The next run has the names of ${like.title}: press “Free all settings” to take others.` });
    else return work();
  }

  return {
    begin: () => take(null, OWN_LIST, false),
    /** Waits for what is asked; asks again about names that nothing is known of, for a worker may have died. */
    async settled() {
      let seen;
      do await (seen = latest);
      while (seen !== latest);
      const { given, title, once, survey } = current().names;
      if (!survey && !refused) await take(given, title, once);
    },
    /** @param {Partial<Form>} form */
    edit(form) {
      dispatch({ type: "train/edited", form });
      if (Object.keys(form).some((field) => SIZES.includes(field))) track(size("step" in form));
    },
    /** @param {string} text @param {string} title */
    type: (text, title) => track(takeWhenTyped(text, title)),
    /** @param {File} file */
    open: (file) => unlessLike(() => track(read(file))),
    useOwn: () => take(null, OWN_LIST, false),
    /** @param {boolean} once */
    once: (once) => take(current().names.given, current().names.title, once),
    /** @param {Run} run  The next one has its first weights and its names. */
    async like(run) {
      typing += 1; // What is still being typed no longer counts.
      dispatch({ type: "train/like-chosen", run, form: formOf(run.about) });
      if (current().names.text !== run.names) await take(run.names, run.namesTitle, false);
      else await track(size());
    },
    free: () => dispatch({ type: "train/like-chosen", run: null, form: {} }),
  };
}
