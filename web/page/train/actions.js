/** What a visitor can do with runs: begin, branch and remove them, write them to files and read them again. */
import { FaultError, toFault } from "../../protocol.js";
import { saveFile } from "../ui/browser.js";
import { thousands } from "../ui/format.js";
import { readWeights } from "./files.js";
import { readForm } from "./form.js";
import { canGoOn, lookedAt, stepsDone } from "./run.js";
import { chosenRun } from "./state.js";
import { trainingSteps } from "./words.js";

/** @typedef {import("./train-here.js").Parts} Parts */
/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("../../protocol.js").Run} About */

/** The looks of the tutorial's steps come before. */
const FIRST_LOOK = 6;
const PREFIX = "yours";
const NOT_KEPT = { names: /** @type {string | null} */ (null), namesTitle: "" };

/**
 * @param {Parts} parts
 */
export function createActions({ engine, dispatch, current, driver, keeper, site, isReady, beforeAsking }) {
  let last = 0;
  /** @type {Set<string>} Runs that go on as soon as a new worker has them. */
  const waiting = new Set();

  /** @param {number} [number]  One that was given before. */
  function naming(number = ++last) {
    last = Math.max(last, number);
    return { id: `${PREFIX}${number}`, title: `Yours ${number}`, look: FIRST_LOOK + number - 1 };
  }

  /**
   * @param {About} about
   * @param {Partial<Run> & Pick<Run, "id" | "title" | "look">} rest
   */
  function add(about, rest) {
    const run = /** @type {Run} */ ({
      about,
      ...NOT_KEPT,
      before: about.steps_done - (rest.losses?.length ?? 0),
      losses: [],
      moments: about.moments,
      phase: about.steps_done === about.num_steps ? "done" : "paused",
      elapsedMs: 0,
      timed: 0,
      note: "",
      moment: null,
      told: {},
      ...rest,
    });
    pauseOthers(run.id);
    dispatch({ type: "train/run-added", run });
    const { id, title: name, losses, look } = run;
    // A curve begins with the first training step, so one whose beginning is not known is not drawn.
    if (run.before === 0 && run.phase !== "opened") dispatch({ type: "compare/series-added", series: { id, name, source: "trained", losses, look } });
    return run;
  }

  /** @param {string} id */
  function pauseOthers(id) {
    for (const run of current().runs) if (run.id !== id && run.phase === "training") driver.pause(run.id);
  }

  /** @param {() => Promise<void>} work  Its failure is a sentence on the page. */
  async function attempt(work) {
    beforeAsking();
    dispatch({ type: "train/noticed", text: "" });
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Error && "detail" in error)) console.error(error);
      dispatch({ type: "train/failed", message: toFault(error).message });
    }
  }

  /** @returns {import("./form.js").RunParams extends infer P ? Omit<P & object, "id" | "names"> | null : never}  Null where something cannot be used, which has been said. */
  function settings() {
    const { form, sizes, sizesProblem, names } = current();
    const { params, problems } = readForm(form, site.limits, sizes?.settings ?? []);
    dispatch({ type: "train/refused", problems });
    if (Object.keys(problems).length > 0) return null;
    if (names.problem || sizesProblem) throw new FaultError("Unusable", names.problem || sizesProblem);
    if (!names.survey || !sizes) throw new FaultError("Early", "Python is still reading the names: press again in a moment.");
    return params;
  }

  /** @param {number | null} count  Training steps; null for all. */
  const begin = (count) =>
    attempt(async () => {
      const params = settings();
      if (!params) return;
      const { names } = current();
      const called = naming();
      const about = await engine.request("training.begin", { ...params, id: called.id, names: names.text }).result;
      add(about, { ...called, names: names.text, namesTitle: names.title });
      await driver.start(called.id, count);
    });

  /** @param {Run} run */
  function goOn(run) {
    beforeAsking();
    pauseOthers(run.id);
    if (isReady() && run.phase !== "lost") driver.goOn(run.id);
    else waiting.add(run.id);
  }

  return {
    train: () => begin(null),
    pauseOrGoOn() {
      const run = chosenRun(current());
      if (run?.phase === "training") driver.pause(run.id);
      else if (run && canGoOn(run)) goOn(run);
    },
    oneStep() {
      const run = chosenRun(current());
      if (!run || !canGoOn(run)) return begin(1);
      pauseOthers(run.id);
      driver.step(run.id, () => current().runs.some((one) => one.id === run.id && canGoOn(one)));
    },
    stop() {
      const run = chosenRun(current());
      if (run && ["training", "paused"].includes(run.phase)) driver.stop(run.id);
    },
    branch: () =>
      attempt(async () => {
        const run = chosenRun(current());
        const params = run && settings();
        if (!run || !params) return;
        const moment = lookedAt(run);
        if (params.num_steps <= moment) {
          throw new FaultError("Done", `${run.title} has done ${trainingSteps(moment)} there: set “Training steps” to more than that.`);
        }
        const called = naming();
        const { num_steps, learning_rate } = params;
        const about = await engine.request("training.branch", { id: run.id, to: called.id, moment, num_steps, learning_rate }).result;
        const { names, namesTitle } = run;
        const losses = run.losses.slice(0, Math.max(0, moment - run.before));
        add(about, { ...called, names, namesTitle, losses, note: `It goes on from training step ${thousands(moment)} of ${run.title}.` });
        await keeper.keep(called.id, null);
        await driver.start(called.id);
      }),
    download: () =>
      attempt(async () => {
        const run = chosenRun(current());
        if (!run) return;
        const text = run.phase === "opened" ? keeper.text(run.id) : (await engine.request("training.file", { id: run.id, moment: run.moment }).result).text;
        saveFile(`${run.title.replace(/[^\p{L}\p{N}]+/gu, "-")}.json`, text ?? "", "application/json");
      }),
    /** @param {File} file */
    open: (file) =>
      attempt(async () => {
        const text = await readWeights(file);
        const { text: names, title: namesTitle } = current().names;
        const called = naming();
        const title = file.name.replace(/\.json$/i, "") || called.title;
        const { about, phase } = await opened(called.id, text, names);
        keeper.put(called.id, text);
        const list = phase === "opened" ? NOT_KEPT : { names, namesTitle };
        const run = add(about, { ...called, title, ...list, ...(phase ? { phase } : {}) });
        if (run.phase !== "opened") await engine.request("training.model", { id: run.id, to: run.id }).result;
        announce(run);
      }),
    /** @param {string} title */
    rename(title) {
      const run = chosenRun(current());
      const name = title.trim();
      if (!run || !name || name === run.title) return;
      dispatch({ type: "train/renamed", id: run.id, title: name });
      dispatch({ type: "compare/series-renamed", id: run.id, name });
      dispatch({ type: "own/renamed", id: run.id, title: name });
      if (run.phase !== "training" && run.phase !== "opened") keeper.keep(run.id, null);
    },
    async remove() {
      const run = chosenRun(current());
      if (!run) return;
      if (run.phase === "training") await driver.stop(run.id);
      dispatch({ type: "train/removed", id: run.id });
      dispatch({ type: "compare/series-removed", id: run.id });
      dispatch({ type: "own/removed", id: run.id });
      keeper.forget(run.id);
      for (const method of /** @type {const} */ (["training.close", "models.close"])) engine.request(method, { id: run.id }).result.catch(() => {});
    },
    /** The earlier visits' runs are offered. */
    async offer() {
      const records = await keeper.earlier();
      for (const { look } of records) last = Math.max(last, look - FIRST_LOOK + 1);
      const kept = records.map(({ id, title, about, before, losses }) => ({
        id,
        title,
        told: `step ${about.step}, ${thousands(before + losses.length)} of ${trainingSteps(about.num_steps)}`,
      }));
      dispatch({ type: "train/kept-found", kept });
    },
    /** @param {string} id */
    reopen: (id) =>
      attempt(async () => {
        const record = (await keeper.earlier()).find((one) => one.id === id);
        if (!record) throw new FaultError("Gone", "This browser no longer has that run.");
        const { text, ...rest } = record;
        const about = await engine.request("training.resume", { id, text, names: record.names }).result;
        keeper.put(id, text);
        const run = add(about, rest);
        dispatch({ type: "train/kept-found", kept: current().kept.filter((one) => one.id !== id) });
        await engine.request("training.model", { id, to: id }).result;
        announce(run);
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
    announce,
  };

  /** @param {Run} run  It is a model that can be chosen. */
  function announce({ id, title, about, look }) {
    dispatch({ type: "own/added", model: { id, title, parameters: about.parameters, look } });
  }

  /**
   * @param {string} id
   * @param {string} text
   * @param {string | null} names
   * @returns {Promise<{about: About, phase?: "opened"}>}
   */
  async function opened(id, text, names) {
    if (text.includes('"run"')) {
      try {
        return { about: await engine.request("training.resume", { id, text, names }).result };
      } catch (error) {
        const fault = toFault(error);
        if (!fault.message.includes("another list of names")) throw error;
        dispatch({ type: "train/noticed", text: "It was trained on another list of names, so it was opened as a finished model; to go on with it, give its names first." });
      }
    }
    const model = await engine.request("models.load", { id, text }).result;
    const about = /** @type {About} */ ({ ...model, id, num_steps: 0, steps_done: 0, moments: [], learning_rate: 0, seed: 0, engine: "row", names: 0, cut_names: 0, held_out_names: 0, n_embd: 0, n_head: 0, n_layer: 0 });
    return { about, phase: "opened" };
  }

  /** @param {Run} run */
  async function reviveOne(run) {
    const { id, phase, about, names } = run;
    const text = keeper.text(id);
    try {
      if (phase === "opened") {
        await engine.request("models.load", { id, text: text ?? "" }).result;
        return;
      }
      const { step, num_steps, learning_rate, seed, engine: kind, n_embd, n_head, n_layer, block_size } = about;
      const again = text
        ? await engine.request("training.resume", { id, text, names }).result
        : await engine.request("training.begin", { id, step, num_steps, learning_rate: learning_rate || null, seed, engine: kind, n_embd, n_head, n_layer, block_size, names }).result;
      await engine.request("training.model", { id, to: id }).result;
      const lost = stepsDone(run) - again.steps_done;
      const note = `Python was started again, and with it this run, from training step ${thousands(again.steps_done)}${lost > 0 ? `; ${thousands(lost)} are done once more` : ""}.`;
      dispatch({ type: "train/revived", id, about: again, note });
      const losses = run.losses.slice(0, Math.max(0, again.steps_done - run.before));
      dispatch({ type: "compare/series-removed", id });
      if (run.before === 0) dispatch({ type: "compare/series-added", series: { id, name: run.title, source: "trained", losses, look: run.look } });
      if (phase === "lost" || waiting.delete(id)) driver.goOn(id);
    } catch (error) {
      dispatch({ type: "train/failed", message: `${run.title} could not be taken up again: ${toFault(error).message}` });
    }
  }
}
