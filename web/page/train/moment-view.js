/** The slider through the moments of a run: its names and its loss as they were then. */
import { byId, setText, whenChanged } from "../ui/dom.js";
import { loss, thousands } from "../ui/format.js";
import { readBranch } from "./form.js";
import { lookedAt, stepsDone } from "./run.js";
import { chosenRun } from "./state.js";
import { trainingSteps } from "./words.js";

/** @typedef {import("./state.js").Train} Train */
/** @typedef {import("./run.js").Run} Run */

/**
 * @param {{onMoment: (moment: number | null) => void, onBranch: () => void}} intents  Null is the present.
 * @returns {(state: Train) => void}
 */
export function createMomentView({ onMoment, onBranch }) {
  const slider = byId("train-moment", HTMLInputElement);
  const list = byId("train-made");
  const branch = byId("train-branch", HTMLButtonElement);
  /** @type {number[]} Training steps by the position of the slider; the last is the present. */
  let positions = [];
  slider.addEventListener("input", () => {
    const position = Number(slider.value);
    onMoment(position === positions.length - 1 ? null : positions[position]);
  });
  branch.addEventListener("click", () => {
    slider.focus(); // This button is about to go.
    onBranch();
  });
  const showNames = whenChanged((/** @type {readonly string[] | undefined} */ names) => list.replaceChildren(...(names ?? []).map(item)));

  return (state) => {
    const run = chosenRun(state);
    if (!run) return;
    byId("train-moment-place").classList.toggle("single", run.phase === "opened");
    const done = stepsDone(run);
    positions = [...run.moments.filter((moment) => moment < done), done];
    const at = lookedAt(run);
    const shown = run.moment === null ? latestTold(run) : at;
    slider.max = String(positions.length - 1);
    slider.value = String(positions.indexOf(at));
    slider.disabled = positions.length === 1;
    slider.ariaValueText = `training step ${thousands(at)}`;
    setText(byId("train-at"), run.phase === "opened" ? "Names it makes:" : `Names after ${trainingSteps(shown)}, always from the same random numbers:`);
    showNames(run.told[shown]?.names);
    setText(byId("train-unseen"), unseen(run, at));
    branch.hidden = run.phase === "opened" || (at === done && !["done", "stopped", "diverged"].includes(run.phase));
    setText(byId("train-branch-hint"), branch.hidden ? "" : branchWords(run, state.form));
  };
}

/**
 * @param {Run} run
 * @returns {number}  The latest moment that there are names of: those of the present may be on their way.
 */
function latestTold(run) {
  const done = stepsDone(run);
  const told = Object.keys(run.told).map(Number);
  const named = told.filter((moment) => moment <= done && run.told[moment].names);
  return named.length ? Math.max(...named) : done;
}

/**
 * @param {Run} run
 * @param {number} at
 */
function unseen(run, at) {
  const told = run.told[at];
  if (told?.unseen === undefined) return run.phase === "training" && run.moment === null ? "" : "Measuring its loss on names that it never reads …";
  if (told.loss == null) return `No names are ${run.phase === "opened" ? "known" : "left"} that it never reads, so there is no loss to measure on such.`;
  return `Loss on ${thousands(told.unseen)} names that it never reads: ${loss(told.loss)}.`;
}

/**
 * @param {Run} run
 * @param {import("./state.js").Form} form
 */
function branchWords(run, form) {
  const { num_steps, learning_rate, problems } = readBranch(form, run.about);
  if (Object.keys(problems).length > 0) return "";
  const rate = learning_rate === null ? "" : `, at the learning rate ${learning_rate}`;
  return `A new run, up to ${trainingSteps(num_steps)} as set above${rate}; all else as in ${run.title}.`;
}

/** @param {string} name */
function item(name) {
  const element = document.createElement("li");
  element.dir = "auto";
  element.textContent = name || "(empty)";
  return element;
}
