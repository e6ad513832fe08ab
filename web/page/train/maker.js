/** What all ways to a new run have in common: its name, its place in the lists, the sentence where it fails. */
import { toFault } from "../../protocol.js";
import { hasCurve, recentLoss, stepsDone } from "./run.js";

/** @typedef {import("./train-here.js").Parts} Parts */
/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("../../protocol.js").Run} About */
/** @typedef {ReturnType<typeof createMaker>} Maker */

/** The looks of the tutorial's steps come before. */
const FIRST_LOOK = 6;
const PREFIX = "yours";
const NOT_KEPT = { names: /** @type {string | null} */ (null), namesTitle: "" };

/**
 * @param {Parts} parts
 */
export function createMaker({ dispatch, current, driver, site, isReady, beforeAsking }) {
  let last = 0;

  return { naming, passBy, add, pauseOthers, attempt, announce };

  function naming() {
    last += 1;
    return { id: `${PREFIX}${last}`, title: `Yours ${last}`, look: FIRST_LOOK + last - 1 };
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
    if (hasCurve(run)) dispatch({ type: "compare/series-added", series: { id, name, source: "trained", losses, look } });
    return run;
  }

  /** @param {string} id */
  function pauseOthers(id) {
    for (const run of current().runs) if (run.id !== id && run.phase === "training") driver.pause(run.id);
  }

  /** @param {() => Promise<void>} work  Its failure is a sentence on the page. */
  async function attempt(work) {
    beforeAsking();
    dispatch({ type: "train/noticed", text: isReady() ? "" : "Python is still loading; what you asked for follows." });
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Error && "detail" in error)) console.error(error);
      dispatch({ type: "train/failed", message: toFault(error).message });
    }
  }

  /** @param {Run} run  It is a model that can be chosen. */
  function announce(run) {
    const { id, title, about, look } = run;
    const loss = recentLoss(run, site.defaults.window) ?? null;
    const heldOut = run.told[stepsDone(run)]?.loss ?? null;
    dispatch({ type: "own/added", model: { id, title, step: about.step, learned: stepsDone(run), parameters: about.parameters, look, loss, heldOut } });
  }
}
