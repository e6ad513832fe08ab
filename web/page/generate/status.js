/** The line beside the button: what the model is doing, how far it is, and what is wrong. */
import { byId, setText, whenChanged } from "../ui/dom.js";
import { isWaiting } from "./state.js";

/** @typedef {import("./state.js").Generate} Generate */
/** @typedef {import("../boot.js").Boot} Boot */

const AGAIN = " Another try has not helped; reload the page, or come back later.";
/** How many names are said when they are there. */
const SAID = 3;
/** As wide as a digit, so that a growing number stays in its place. */
const FIGURE_SPACE = "\u2007";

/**
 * @param {{onRetry: () => void}} intents
 * @returns {(state: Generate, boot: Boot) => void}
 */
export function createStatus({ onRetry }) {
  const status = byId("status");
  const percent = byId("percent");
  const bar = byId("progress", HTMLProgressElement);
  const retry = byId("retry", HTMLButtonElement);
  const behind = byId("fault-behind");
  retry.addEventListener("click", () => {
    byId("make").focus(); // This button is about to go.
    onRetry();
  });

  // Files travel compressed, as each host sees fit, so what is counted here is no measure of the traffic, only of the share.
  const updateBar = whenChanged((/** @type {number} */ loaded, /** @type {number} */ total) => {
    bar.classList.toggle("idle", total === 0);
    bar.max = total || 1;
    bar.value = loaded;
    setText(percent, total === 0 ? "" : `${String(Math.floor((100 * loaded) / total)).padStart(3, FIGURE_SPACE)} %`);
  });

  return (state, boot) => {
    setText(byId("status-words"), sentence(state, boot));
    setText(byId("status-names"), firstNames(state, boot));
    const failed = boot.phase === "failed";
    status.classList.toggle("wrong", failed || state.model.phase === "failed");
    retry.hidden = !failed || boot.remedy === "none";
    setText(retry, boot.remedy === "reload" ? "Reload the page" : "Try again");
    const fault = faultOf(state, boot);
    behind.hidden = !fault?.detail;
    setText(byId("fault-detail"), fault?.detail ?? "");
    const { loaded, total } = progress(state, boot);
    updateBar(loaded, total);
  };
}

/**
 * @param {Generate} state
 * @param {Boot} boot
 */
function faultOf({ model }, boot) {
  if (boot.phase === "failed") return boot.fault;
  return model.phase === "failed" ? model.fault : null;
}

/**
 * @param {Generate} state
 * @param {Boot} boot
 * @returns {{loaded: number, total: number}}  Of what is being loaded; a total of 0 where nothing is.
 */
function progress({ model }, boot) {
  const none = { loaded: 0, total: 0 };
  if (boot.phase === "loading") return boot.progress ?? none;
  return boot.phase === "ready" && model.phase === "loading" ? model : none;
}

/**
 * @param {Generate} state
 * @param {Boot} boot
 */
function sentence(state, boot) {
  const { run, model } = state;
  const waiting = isWaiting(state);
  if (boot.phase === "failed") return `Not ready: ${boot.fault?.message}${boot.failures > 1 && boot.remedy !== "none" ? AGAIN : ""}`;
  if (boot.phase !== "ready") return loading(boot.progress?.stage ?? "Loading Python", waiting);
  if (model.phase === "failed") return `Not ready: ${model.fault?.message}`;
  if (model.phase === "loading") return loading("Loading this model", waiting);
  if (waiting) return `Making ${run.params?.count === 1 ? "one name" : `${run.params?.count} names`}`;
  return "Ready";
}

/**
 * @param {string} stage
 * @param {boolean} waiting
 */
function loading(stage, waiting) {
  return waiting ? `${stage}; your names follow` : stage;
}

/**
 * @param {Generate} state
 * @param {Boot} boot
 * @returns {string}  What a screen reader hears of a run that is done; the eye sees it on the sheet.
 */
function firstNames({ run, shown, model }, boot) {
  if (run.phase !== "done" || boot.phase !== "ready" || model.phase !== "ready") return "";
  const said = shown.names.slice(0, SAID).map(({ name }) => name || "an empty name").join(", ");
  const more = shown.names.length - SAID;
  return more > 0 ? `: ${said} and ${more} more.` : `: ${said}.`;
}
