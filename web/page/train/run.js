/** A run of the visitor's: a training with what it has left behind, and the events that change one. */

/** @typedef {import("../../protocol.js").Run} About */
/** @typedef {import("../../protocol.js").RunParams} RunParams */
/** @typedef {import("./state.js").Train} Train */

/**
 * @typedef {"training" | "paused" | "stopped" | "done" | "diverged" | "lost" | "opened"} Phase  Lost: with its
 *   worker, until another has it. Opened: a finished model, which cannot be trained on.
 * @typedef {{names?: readonly string[], loss?: number | null, unseen?: number}} Told  Of a moment: names made
 *   then, and the mean loss on so many unseen names.
 */

/**
 * @typedef {object} Run
 * @property {string} id
 * @property {string} title
 * @property {number} look
 * @property {About} about  As it was begun, or opened.
 * @property {string | null} names  The list it learns from, one a line; null for the page's own.
 * @property {string} namesTitle
 * @property {number} before  Training steps of which no losses are known.
 * @property {readonly number[]} losses  Of those after.
 * @property {readonly number[]} moments  Training steps at which the worker has kept it.
 * @property {Phase} phase
 * @property {number} elapsedMs
 * @property {number} timed  Training steps that were done in this time.
 * @property {{id: string, title: string, moment: number} | null} origin  The run that it goes on from, at a training step.
 * @property {string} note  A sentence on what became of it.
 * @property {number | null} moment  The one looked at; null for the present.
 * @property {{[stepsDone: number]: Told}} told
 */

/**
 * @typedef {{type: "train/run-added", run: Run}
 *   | {type: "train/learned", id: string, losses: readonly number[], moments: readonly number[], milliseconds: number}
 *   | {type: "train/phase", id: string, phase: Phase, note?: string, moments?: readonly number[]}
 *   | {type: "train/revived", id: string, about: About, note: string}
 *   | {type: "train/renamed", id: string, title: string}
 *   | {type: "train/removed", id: string}
 *   | {type: "train/moment-chosen", id: string, moment: number | null}
 *   | {type: "train/moment-told", id: string, moment: number, told: Told}} RunEvent
 */

/**
 * @param {Run} run
 * @returns {number}
 */
export function stepsDone({ before, losses }) {
  return before + losses.length;
}

/** @param {Run} run  @returns {number}  The training step that is looked at. */
export function lookedAt(run) {
  return run.moment ?? stepsDone(run);
}

/** @param {Run} run  @returns {boolean}  A curve begins with the first training step, so all losses must be known. */
export function hasCurve({ before, phase }) {
  return before === 0 && phase !== "opened";
}

/** @param {Run} run  @returns {boolean}  Whether it can be trained on. */
export function canGoOn(run) {
  return ["training", "paused", "stopped", "lost"].includes(run.phase) && stepsDone(run) < run.about.num_steps;
}

/**
 * @param {Pick<Run, "losses">} run
 * @param {number} window
 * @returns {number | undefined}  The mean of its latest losses.
 */
export function recentLoss({ losses }, window) {
  const recent = losses.slice(-window);
  return recent.length ? recent.reduce((sum, loss) => sum + loss, 0) / recent.length : undefined;
}

/**
 * @param {Train} state
 * @param {RunEvent} event
 * @returns {Train}
 */
export function reduceRuns(state, event) {
  switch (event.type) {
    case "train/run-added":
      return { ...state, runs: [...state.runs, event.run], chosen: event.run.id, problem: "" };
    case "train/removed": {
      const runs = state.runs.filter(({ id }) => id !== event.id);
      return { ...state, runs, chosen: runs.at(-1)?.id ?? null, like: state.like?.id === event.id ? null : state.like };
    }
    default:
      return { ...state, runs: state.runs.map((run) => (run.id === event.id ? changed(run, event) : run)) };
  }
}

/**
 * @param {Run} run
 * @param {Exclude<RunEvent, {type: "train/run-added" | "train/removed"}>} event
 * @returns {Run}
 */
function changed(run, event) {
  switch (event.type) {
    case "train/learned":
      return {
        ...run,
        losses: [...run.losses, ...event.losses],
        moments: event.moments.length ? [...run.moments, ...event.moments] : run.moments,
        elapsedMs: run.elapsedMs + event.milliseconds,
        timed: run.timed + event.losses.length,
      };
    case "train/phase":
      return { ...run, phase: settledPhase(run, event.phase), note: event.note ?? "", moments: event.moments ?? run.moments };
    case "train/revived":
      return revived(run, event);
    case "train/renamed":
      return { ...run, title: event.title };
    case "train/moment-chosen":
      return { ...run, moment: event.moment };
    case "train/moment-told":
      return { ...run, told: { ...run.told, [event.moment]: { ...run.told[event.moment], ...event.told } } };
    default:
      throw new Error(`A run knows no event ${/** @type {{type: string}} */ (event).type}.`);
  }
}

/**
 * @param {Run} run
 * @param {Phase} phase
 * @returns {Phase}  A run that rests at its end is done.
 */
function settledPhase(run, phase) {
  const rests = phase === "paused" || phase === "stopped";
  return rests && stepsDone(run) === run.about.num_steps ? "done" : phase;
}

/**
 * A worker that is new has the run as it was when it was last kept: what it learned since is gone.
 *
 * @param {Run} run
 * @param {{about: About, note: string}} event
 * @returns {Run}
 */
function revived(run, { about, note }) {
  const losses = run.losses.slice(0, Math.max(0, about.steps_done - run.before));
  const before = about.steps_done - losses.length;
  const next = { ...run, about, before, losses, moments: about.moments, note, moment: null };
  return { ...next, phase: settledPhase(next, "paused") };
}
