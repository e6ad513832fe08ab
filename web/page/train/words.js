/** Trainings, their lengths, times and speeds as the page writes them. */
import { thousands } from "../ui/format.js";

/** @typedef {import("./run.js").Run} Run */

const NO_BREAK = "\u00a0";

/**
 * What a run is made of, for a list of runs.
 *
 * @param {Pick<Run, "about" | "names" | "namesTitle" | "origin">} run
 * @param {number} done  Training steps.
 * @returns {string}
 */
export function described({ about, names, namesTitle, origin }, done) {
  const all = trainingSteps(about.num_steps);
  const parts = [`step ${about.step}, ${thousands(about.parameters)} parameters`, done === about.num_steps ? all : `${thousands(done)} of ${all}`];
  if (about.learning_rate) parts.push(`rate ${about.learning_rate}`);
  parts.push(`seed ${about.seed}`);
  if (about.engine === "value") parts.push("engine value");
  if (names !== null) parts.push(namesTitle);
  if (origin) parts.push(`from training step ${thousands(origin.moment)} of ${origin.title}`);
  return parts.join(", ");
}

/** @param {number} milliseconds */
export function time(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)}${NO_BREAK}s`;
  const whole = Math.round(seconds);
  return [Math.floor(whole / 60), "min", String(whole % 60).padStart(2, "0"), "s"].join(NO_BREAK);
}

/** @param {{timed: number, elapsedMs: number}} run  @returns {string}  Training steps per second. */
export function rate({ timed, elapsedMs }) {
  const perSecond = (1000 * timed) / elapsedMs;
  return perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString("en");
}

/** @param {number} count  @returns {string} */
export function trainingSteps(count) {
  return `${count.toLocaleString("en")} training ${count === 1 ? "step" : "steps"}`;
}
