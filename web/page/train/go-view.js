/** The buttons that drive a training, and how far and how fast it is. */
import { byId, setText, whenChanged } from "../ui/dom.js";
import { loss, thousands } from "../ui/format.js";
import { canGoOn, recentLoss, stepsDone } from "./run.js";
import { drivenRun } from "./state.js";
import { rate, time, trainingSteps } from "./words.js";

/** @typedef {import("./state.js").Train} Train */
/** @typedef {import("./run.js").Run} Run */

const WINDOW = 100;

/**
 * @param {{onTrain: () => void, onPause: () => void, onOneStep: () => void, onStop: () => void}} intents
 *   The second also goes on with what rests.
 * @returns {(state: Train) => void}
 */
export function createGoView({ onTrain, onPause, onOneStep, onStop }) {
  const pause = byId("train-pause", HTMLButtonElement);
  const stop = byId("train-stop", HTMLButtonElement);
  const bar = byId("train-progress", HTMLProgressElement);
  byId("train-begin").addEventListener("click", onTrain);
  pause.addEventListener("click", onPause);
  byId("train-one").addEventListener("click", onOneStep);
  stop.addEventListener("click", onStop);

  const showProblem = whenChanged((/** @type {string} */ problem) => {
    const place = byId("train-problem");
    setText(place, problem);
    reveal(place); // What led to it may be far below.
  });
  const showBegin = whenChanged((/** @type {string | undefined} */ id, /** @type {boolean} */ trains) => {
    if (id && trains) reveal(byId("train-drive")); // It may have been Enter in a field far above.
  });

  return (state) => {
    const run = drivenRun(state);
    const trains = run?.phase === "training";
    setText(pause, trains || !run || !canGoOn(run) ? "Pause" : "Continue");
    setEnabled(pause, run !== null && canGoOn(run));
    setEnabled(stop, run !== null && (trains || run.phase === "paused"));
    setText(byId("train-state"), run ? sentence(run) : "");
    showProblem(state.problem);
    showBegin(run?.id, trains);
    setText(byId("train-pace"), run ? pace(run) : "");
    bar.classList.toggle("idle", !run || run.phase === "opened");
    if (!run) return;
    bar.max = run.about.num_steps;
    bar.value = stepsDone(run);
  };
}

/** @param {HTMLElement} place  Shown to whoever is at work in this section. */
function reveal(place) {
  if (byId("train").contains(document.activeElement)) place.scrollIntoView({ block: "nearest" });
}

/**
 * A button that has just been pressed keeps the focus, so it is only said to be of no use.
 *
 * @param {HTMLButtonElement} button
 * @param {boolean} enabled
 */
function setEnabled(button, enabled) {
  const focused = document.activeElement === button;
  button.disabled = !enabled && !focused;
  button.ariaDisabled = String(!enabled);
}

/** @param {Run} run */
function sentence(run) {
  const done = trainingSteps(stepsDone(run));
  const words = {
    training: `${run.title} is training.`,
    paused: `${run.title} rests after ${done}.`,
    stopped: `${run.title} was stopped after ${done}.`,
    done: `${run.title} has done its ${done}.`,
    diverged: `${run.title} stopped: ${run.note} Its weights from before are kept.`,
    lost: `${run.title} was interrupted: ${run.note} “Continue” takes it up again.`,
    opened: `${run.title} is a finished model; its file holds no losses, so it has no curve.`,
  };
  const note = run.note && !["diverged", "lost"].includes(run.phase) ? ` ${run.note}` : "";
  const curve = run.before > 0 ? ` The losses of its first ${trainingSteps(run.before)} are not known, so it has no curve.` : "";
  return words[run.phase] + note + curve;
}

/** @param {Run} run */
function pace(run) {
  if (run.phase === "opened") return "";
  const [done, all] = [stepsDone(run), run.about.num_steps];
  const parts = [`Training step ${thousands(done)} of ${thousands(all)}`];
  const recent = recentLoss(run, WINDOW);
  if (recent !== undefined) parts.push(`loss ${loss(recent)}, mean of the last ${Math.min(WINDOW, run.losses.length)}`);
  if (run.timed > 0 && run.elapsedMs > 0) {
    parts.push(`${rate(run)} training steps per second`, `${time(run.elapsedMs)} elapsed`);
    if (canGoOn(run)) parts.push(`${time((run.elapsedMs / run.timed) * (all - done))} remaining`);
  }
  return `${parts.join(" · ")}.`;
}
