/** The visitor's runs, to be compared in cost and quality, and what can be done with the one chosen. */
import { lookOf } from "../../chart/series.js";
import { byId, setText, whenChanged } from "../ui/dom.js";
import { loss, thousands } from "../ui/format.js";
import { recentLoss, stepsDone } from "./run.js";
import { chosenRun } from "./state.js";
import { described, time } from "./words.js";

/** @typedef {import("./state.js").Train} Train */
/** @typedef {import("./run.js").Run} Run */

const WINDOW = 100;
const SWATCH = `<svg class="swatch" viewBox="0 0 36 10" aria-hidden="true"><line x1="0" y1="5" x2="36" y2="5"/></svg>`;

/**
 * @param {object} intents
 * @param {(id: string) => void} intents.onChoose
 * @param {(title: string) => string} intents.onRename  Gives the name that it has then.
 * @param {() => void} intents.onDownload
 * @param {() => void} intents.onAgain
 * @param {() => void} intents.onRemove
 * @param {(file: File) => void} intents.onOpen
 * @returns {(state: Train) => void}
 */
export function createRunsView({ onChoose, onRename, onDownload, onAgain, onRemove, onOpen }) {
  const body = /** @type {HTMLElement} */ (byId("train-runs").querySelector("tbody"));
  const title = byId("train-title", HTMLInputElement);
  const file = byId("train-weights-file", HTMLInputElement);
  const again = byId("train-again", HTMLButtonElement);
  title.addEventListener("change", () => {
    title.value = onRename(title.value);
  });
  byId("train-download").addEventListener("click", onDownload);
  again.addEventListener("click", onAgain);
  byId("train-remove").addEventListener("click", () => {
    byId("train-begin").focus(); // This button may be about to go.
    onRemove();
  });
  byId("train-open-weights").addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    if (file.files?.[0]) onOpen(file.files[0]);
    file.value = "";
  });
  /** @type {Map<string, HTMLTableRowElement>} */
  const rows = new Map();

  const follow = whenChanged((/** @type {readonly Run[]} */ runs, /** @type {string | null} */ chosen) => {
    for (const [id, row] of rows) {
      if (runs.some((run) => run.id === id)) continue;
      row.remove();
      rows.delete(id);
    }
    for (const run of runs) {
      const row = rows.get(run.id) ?? newRow(run, onChoose);
      if (!rows.has(run.id)) body.append(row);
      rows.set(run.id, row);
      showRow(row, run, runs, run.id === chosen);
    }
  });
  const showTitle = whenChanged((/** @type {string | undefined} */ _id, /** @type {string | undefined} */ text) => {
    title.value = text ?? "";
  });

  return (state) => {
    const run = chosenRun(state);
    follow(state.runs, state.chosen);
    byId("train-table-place").hidden = state.runs.length === 0;
    byId("train-run").hidden = run === null;
    showTitle(run?.id, run?.title);
    again.hidden = run?.phase === "opened";
    setText(byId("train-notice"), state.notice);
  };
}

/**
 * @param {Run} run
 * @param {(id: string) => void} onChoose
 */
function newRow({ id, look }, onChoose) {
  const row = document.createElement("tr");
  row.innerHTML = `<th scope="row"><label><input type="radio" name="train-run" autocomplete="off">${SWATCH}<bdi></bdi></label><span class="hint"></span></th><td></td><td></td><td></td>`;
  const { className, dash } = lookOf(look);
  const line = /** @type {SVGLineElement} */ (row.querySelector("line"));
  line.setAttribute("class", className);
  line.style.strokeDasharray = dash ?? "";
  row.querySelector("input")?.addEventListener("change", () => onChoose(id));
  return row;
}

/**
 * @param {HTMLTableRowElement} row
 * @param {Run} run
 * @param {readonly Run[]} runs
 * @param {boolean} chosen
 */
function showRow(row, run, runs, chosen) {
  const [recent, unseen, took] = row.querySelectorAll("td");
  /** @type {HTMLInputElement} */ (row.querySelector("input")).checked = chosen;
  setText(/** @type {Element} */ (row.querySelector("bdi")), run.title);
  setText(/** @type {Element} */ (row.querySelector(".hint")), made(run, runs));
  setText(recent, loss(recentLoss(run, WINDOW)) + (run.losses.length > 0 && run.losses.length < WINDOW ? ` of ${run.losses.length}` : ""));
  setText(unseen, loss(run.told[stepsDone(run)]?.loss ?? undefined));
  setText(took, run.timed > 0 ? time(run.elapsedMs) : "–");
}

/**
 * @param {Run} run
 * @param {readonly Run[]} runs  One that it goes on from may have been renamed.
 */
function made(run, runs) {
  const { about, phase, origin } = run;
  if (phase === "opened") return `step ${about.step}, ${thousands(about.parameters)} parameters`;
  const first = runs.find(({ id }) => id === origin?.id);
  const renamed = origin && first ? { ...origin, title: first.title } : origin;
  return described({ ...run, origin: renamed }, phase === "training" ? about.num_steps : stepsDone(run));
}
