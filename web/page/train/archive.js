/** Runs that come from elsewhere: from a file, from an earlier visit, from a worker that died; and go to files. */
import { FaultError, toFault } from "../../protocol.js";
import { saveFile } from "../ui/browser.js";
import { thousands } from "../ui/format.js";
import { readWeights } from "./files.js";
import { hasCurve, stepsDone } from "./run.js";
import { chosenRun, OWN_LIST } from "./state.js";
import { described } from "./words.js";

/** @typedef {import("./train-here.js").Parts} Parts */
/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("../../protocol.js").Run} About */

/** Faults of `training.resume` with a file that is sound: it is a model all the same. */
const NO_RUN = "NoRun";
const OTHER_NAMES = "OtherNames";

/**
 * @param {Parts} parts
 * @param {import("./maker.js").Maker} maker
 */
export function createArchive({ engine, dispatch, current, driver, keeper, settled }, { naming, passBy, untaken, add, attempt, announce, offer }) {
  return {
    download() {
      const run = chosenRun(current()); // At the press, with the moment that is looked at then.
      if (!run) return;
      return attempt(async () => {
        const text = run.phase === "opened" ? keeper.text(run.id) : (await engine.request("training.file", { id: run.id, moment: run.moment }).result).text;
        const then = run.moment === null ? "" : ` at ${run.moment}`;
        saveFile(`${(run.title + then).replace(/[^\p{L}\p{N}]+/gu, "-")}.json`, text ?? "", "application/json");
      });
    },
    /** @param {File} file */
    open: (file) =>
      attempt(async () => {
        const text = await readWeights(file);
        await settled();
        const { survey, ...chosen } = current().names;
        const [names, namesTitle] = survey ? [chosen.text, chosen.title] : [null, OWN_LIST]; // Some cannot be learned from.
        const called = naming();
        const title = untaken(file.name.replace(/\.json$/i, "") || called.title);
        const { about, phase } = await opened(called.id, text, names);
        keeper.put(called.id, text, phase === "opened" ? null : names);
        const list = phase === "opened" ? {} : { names, namesTitle };
        const run = add(about, { ...called, title, ...list, ...(phase ? { phase } : {}) });
        if (run.phase === "opened") announce(run);
        else await offer(run.id);
      }),
    /** The earlier visits' runs are offered. */
    async offer() {
      const records = await keeper.earlier();
      for (const { look } of records) passBy(look);
      const kept = records.map((record) => ({ id: record.id, title: record.title, told: described(record, record.before + record.losses.length) }));
      dispatch({ type: "train/kept-found", kept });
    },
    /** @param {string} id */
    reopen: (id) =>
      attempt(async () => {
        const record = (await keeper.earlier()).find((one) => one.id === id);
        if (!record) throw new FaultError("Gone", "This browser no longer has that run.");
        const { text, ...rest } = record;
        const about = await resumed(id, text, record.names);
        keeper.put(id, text, record.names);
        add(about, { ...rest, title: untaken(rest.title) });
        dispatch({ type: "train/kept-found", kept: current().kept.filter((one) => one.id !== id) });
        await offer(id);
        await keeper.keep(id, null); // It is among the latest again.
      }),
    /** @param {string} id */
    async forget(id) {
      dispatch({ type: "train/kept-found", kept: current().kept.filter((one) => one.id !== id) });
      await keeper.forget(id);
    },
    /** A new worker is given all runs as they were last kept. */
    async revive() {
      for (const run of current().runs) await reviveOne(run);
    },
  };

  /**
   * @param {string} id
   * @param {string} text
   * @param {string | null} names
   * @returns {Promise<{about: About, phase?: "opened"}>}
   */
  async function opened(id, text, names) {
    try {
      return { about: await engine.request("training.resume", { id, text, names }).result };
    } catch (error) {
      const { name } = toFault(error);
      if (name === OTHER_NAMES) {
        dispatch({ type: "train/noticed", text: "It was trained on another list of names, so it was opened as a finished model; to go on with it, give its names first." });
      } else if (name !== NO_RUN) throw error;
    }
    const model = await engine.request("models.load", { id, text }).result;
    const about = /** @type {About} */ ({ ...model, id, num_steps: 0, steps_done: 0, moments: [], learning_rate: 0, seed: 0, engine: "row", names: 0, cut_names: 0, held_out_names: 0, n_embd: 0, n_head: 0, n_layer: 0 });
    return { about, phase: "opened" };
  }

  /**
   * @param {string} id
   * @param {string} text
   * @param {string | null} names
   * @returns {Promise<About>}  With the moments of its past that the browser keeps.
   */
  async function resumed(id, text, names) {
    const about = await engine.request("training.resume", { id, text, names }).result;
    return { ...about, moments: await keeper.recall(id, about.steps_done) };
  }

  /** @param {string} id */
  function isThere(id) {
    return current().runs.some((run) => run.id === id);
  }

  /** @param {Run} run */
  async function reviveOne(run) {
    const { id, about, names } = run;
    const text = keeper.text(id);
    if (run.phase === "opened" || !isThere(id)) return; // The engine has seen to the first; the other was removed.
    try {
      const { step, num_steps, learning_rate, seed, engine: kind, n_embd, n_head, n_layer, block_size } = about;
      const again = text
        ? await resumed(id, text, names)
        : await engine.request("training.begin", { id, step, num_steps, learning_rate: learning_rate || null, seed, engine: kind, n_embd, n_head, n_layer, block_size, names }).result;
      if (!isThere(id)) return;
      const lost = stepsDone(run) - again.steps_done;
      const note = `Python was started again, and with it this run, from training step ${thousands(again.steps_done)}${lost > 0 ? `; ${thousands(lost)} are done once more` : ""}.`;
      dispatch({ type: "train/revived", id, about: again, note });
      const losses = run.losses.slice(0, Math.max(0, again.steps_done - run.before));
      dispatch({ type: "compare/series-removed", id });
      if (hasCurve(run)) dispatch({ type: "compare/series-added", series: { id, name: run.title, source: "trained", losses, look: run.look } });
      await offer(id);
      if (run.phase === "lost") driver.goOn(id);
    } catch (error) {
      dispatch({ type: "train/failed", message: `${run.title} could not be taken up again: ${toFault(error).message}` });
    }
  }
}
