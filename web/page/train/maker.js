/** What all ways to a new run have in common: its name, its place in the lists, the sentence where it fails, the model it is. */
import { toFault } from "../../protocol.js";
import { hasCurve, recentLoss, stepsDone } from "./run.js";

/** @typedef {import("./train-here.js").Parts} Parts */
/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("../../protocol.js").Run} About */
/** @typedef {ReturnType<typeof createMaker>} Maker */

/** The looks of the tutorial's steps come before. */
const FIRST_LOOK = 6;
const NO_LIST = { names: /** @type {string | null} */ (null), namesTitle: "" };

/**
 * @param {Parts} parts
 */
export function createMaker({ engine, dispatch, current, driver, site, isReady, alive }) {
  let last = 0;

  return { naming, passBy, untaken, add, pauseOthers, attempt, announce, offer };

  /** The id is no other tab's: the browser keeps the runs of all of them in one place. */
  function naming() {
    last += 1;
    const [unique] = crypto.getRandomValues(new Uint32Array(1));
    return { id: `yours${last}-${unique.toString(36)}`, title: untaken(`Yours ${last}`), look: FIRST_LOOK + last - 1 };
  }

  /**
   * @param {string} title
   * @param {string} [own]  The id of the run that is to have it.
   * @returns {string}  With a number, where another run is called so.
   */
  function untaken(title, own) {
    const taken = current().runs.filter(({ id }) => id !== own).map((run) => run.title);
    let [free, count] = [title, 1];
    while (taken.includes(free)) free = `${title} (${(count += 1)})`;
    return free;
  }

  /** @param {number} look  Of a run of an earlier visit, whose name is taken. */
  function passBy(look) {
    last = Math.max(last, look - FIRST_LOOK + 1);
  }

  /**
   * @param {About} about
   * @param {Partial<Run> & Pick<Run, "id" | "title" | "look">} rest
   */
  function add(about, rest) {
    const run = /** @type {Run} */ ({
      about,
      ...NO_LIST,
      origin: null,
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
    if (hasCurve(run)) dispatch({ type: "compare/series-added", series: { id, name, source: "trained", losses, look } });
    return run;
  }

  /** @param {string} id */
  function pauseOthers(id) {
    for (const run of current().runs) if (run.id !== id && run.phase === "training") driver.pause(run.id);
  }

  /** @param {() => Promise<void>} work  Its failure is a sentence on the page. */
  async function attempt(work) {
    dispatch({ type: "train/noticed", text: isReady() ? "" : "Python is still loading; what you asked for follows." });
    try {
      await alive();
      dispatch({ type: "train/noticed", text: "" });
      await work();
    } catch (error) {
      if (!(error instanceof Error && "detail" in error)) console.error(error);
      dispatch({ type: "train/failed", message: toFault(error).message });
    }
  }

  /**
   * @param {Run} run  It is a model that can be chosen.
   * @param {number} [learned]  Its training steps.
   */
  function announce(run, learned = stepsDone(run)) {
    const { id, title, about, look } = run;
    const losses = run.losses.slice(0, Math.max(0, learned - run.before)).slice(-site.defaults.window);
    const loss = recentLoss({ losses }, losses.length) ?? null;
    const heldOut = run.told[learned]?.loss ?? null;
    dispatch({ type: "own/added", model: { id, title, step: about.step, learned, parameters: about.parameters, look, loss, averaged: losses.length, heldOut } });
  }

  /**
   * The run as it is now is a model that can be chosen; what it learns later does not change that model.
   *
   * @param {string} id
   * @param {number | null} [moment]  Or as it was then.
   */
  async function offer(id, moment = null) {
    await engine.request("training.model", { id, to: id, moment }).result;
    const run = current().runs.find((one) => one.id === id);
    if (run) announce(run, moment ?? stepsDone(run));
    else engine.request("models.close", { id }).result.catch(() => {}); // Removed in the meantime.
  }
}
