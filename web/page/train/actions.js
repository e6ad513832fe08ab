/** What a visitor can do with runs: begin them, drive them, branch them, rename and remove them. */
import { FaultError } from "../../protocol.js";
import { readBranch, readForm } from "./form.js";
import { canGoOn, lookedAt } from "./run.js";
import { chosenRun, drivenRun } from "./state.js";
import { trainingSteps } from "./words.js";

/** @typedef {import("./train-here.js").Parts} Parts */
/** @typedef {import("./run.js").Run} Run */

/**
 * @param {Parts} parts
 * @param {import("./maker.js").Maker} maker
 */
export function createActions({ engine, dispatch, current, driver, keeper, site, settled }, { naming, untaken, add, pauseOthers, attempt }) {
  let beginning = false;

  /** @returns {Promise<Omit<import("./form.js").RunParams, "id" | "names"> | null>}  Null where something cannot be used, which has been said. */
  async function settings() {
    await settled();
    const { form, sizes, sizesProblem, names } = current();
    const { params, problems } = readForm(form, site.limits, sizes?.settings ?? []);
    dispatch({ type: "train/refused", problems });
    if (Object.keys(problems).length > 0) return null;
    if (names.problem || sizesProblem) throw new FaultError("Unusable", names.problem || sizesProblem);
    return params;
  }

  /** @param {number | null} count  Training steps; null for all. */
  const begin = (count) =>
    attempt(async () => {
      if (beginning) return;
      const begun = await set();
      if (begun) await driver.start(begun.id, count);
    });

  async function set() {
    beginning = true; // Once, however often it is pressed meanwhile.
    try {
      const params = await settings();
      if (!params) return null;
      const { names } = current();
      const called = naming();
      const about = await engine.request("training.begin", { ...params, id: called.id, names: names.text }).result;
      return add(about, { ...called, names: names.text, namesTitle: names.title });
    } finally {
      beginning = false;
    }
  }

  /**
   * @param {string} id
   * @param {() => void} work  On this run and no other, once a worker has it and if it can go on then.
   */
  const drive = (id, work) =>
    attempt(async () => {
      pauseOthers(id);
      if (canStill(id)) work();
    });

  /** @param {string} id */
  function canStill(id) {
    return current().runs.some((run) => run.id === id && canGoOn(run));
  }

  return {
    train: () => begin(null),
    pauseOrGoOn() {
      const run = drivenRun(current());
      if (run?.phase === "training") driver.pause(run.id);
      else if (run && canGoOn(run)) drive(run.id, () => driver.goOn(run.id));
    },
    oneStep() {
      const run = drivenRun(current());
      if (!run || !canGoOn(run)) return begin(1);
      drive(run.id, () => driver.step(run.id, () => canStill(run.id)));
    },
    stop() {
      const run = drivenRun(current());
      if (run && ["training", "paused"].includes(run.phase)) driver.stop(run.id);
    },
    branch() {
      const run = chosenRun(current());
      if (!run) return;
      const moment = lookedAt(run); // At the press: what comes while Python is awaited is another.
      return attempt(async () => {
        const { num_steps, learning_rate, problems } = readBranch(current().form, run.about);
        dispatch({ type: "train/refused", problems });
        if (Object.keys(problems).length > 0) return;
        if (num_steps <= moment) {
          throw new FaultError("Done", `${run.title} has done ${trainingSteps(moment)} there: set “Training steps” to more than that.`);
        }
        const called = naming();
        const about = await engine.request("training.branch", { id: run.id, to: called.id, moment, num_steps, learning_rate }).result;
        const { names, namesTitle } = run;
        const losses = run.losses.slice(0, Math.max(0, moment - run.before));
        add(about, { ...called, names, namesTitle, losses, origin: { id: run.id, title: run.title, moment } });
        keeper.keep(called.id, moment);
        await driver.start(called.id);
      });
    },
    /**
     * @param {string} title
     * @returns {string}  The name that the run has then.
     */
    rename(title) {
      const run = chosenRun(current());
      if (!run) return "";
      const name = untaken(title.trim() || run.title, run.id);
      if (name === run.title) return name;
      dispatch({ type: "train/renamed", id: run.id, title: name });
      dispatch({ type: "compare/series-renamed", id: run.id, name });
      dispatch({ type: "own/renamed", id: run.id, title: name });
      if (run.phase !== "training" && run.phase !== "opened") keeper.keep(run.id, null);
      return name;
    },
    remove() {
      const run = chosenRun(current());
      if (!run) return;
      driver.drop(run.id);
      dispatch({ type: "train/removed", id: run.id });
      dispatch({ type: "compare/series-removed", id: run.id });
      dispatch({ type: "own/removed", id: run.id });
      keeper.forget(run.id);
      for (const method of /** @type {const} */ (["training.close", "models.close"])) engine.request(method, { id: run.id }).result.catch(() => {});
    },
  };
}
