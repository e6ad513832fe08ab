/** The line beside the button: what the model is doing, how far it is, and what is wrong. */
import { byId, setText, whenChanged } from "../ui/dom.js";
import { megabytes, shareOfNew } from "../ui/format.js";

/** @typedef {import("./state.js").Generate} Generate */
/** @typedef {import("../boot.js").Boot} Boot */

const AGAIN = " Another try has not helped; reload the page, or come back later.";
/** As wide as a digit, so that a growing number stays in its place. */
const FIGURE_SPACE = "\u2007";

/**
 * @param {{onRetry: () => void}} intents
 * @returns {(state: Generate, boot: Boot) => void}
 */
export function createStatus({ onRetry }) {
  const status = byId("status");
  const bytes = byId("bytes");
  const bar = byId("progress", HTMLProgressElement);
  const retry = byId("retry", HTMLButtonElement);
  const behind = byId("fault-behind");
  retry.addEventListener("click", () => {
    byId("generate").focus(); // This button is about to go.
    onRetry();
  });

  const updateBar = whenChanged((/** @type {Boot} */ { phase, progress }) => {
    const shown = phase === "loading" && progress !== null && progress.total > 0;
    const { loaded, total } = progress ?? { loaded: 0, total: 1 };
    bar.classList.toggle("idle", !shown);
    bar.max = total;
    bar.value = loaded;
    const [part, whole] = [megabytes(loaded), megabytes(total)];
    setText(bytes, shown ? `${part.padStart(whole.length, FIGURE_SPACE)} of ${whole} MB` : "");
  });

  return (state, boot) => {
    setText(status, sentence(state, boot));
    status.classList.toggle("wrong", boot.phase === "failed");
    const failed = boot.phase === "failed";
    retry.hidden = !failed || boot.remedy === "none";
    setText(retry, boot.remedy === "reload" ? "Reload the page" : "Try again");
    behind.hidden = !failed || !boot.fault?.detail;
    setText(byId("fault-detail"), boot.fault?.detail ?? "");
    updateBar(boot);
  };
}

/**
 * @param {Generate} state
 * @param {Boot} boot
 */
function sentence({ run, shown }, boot) {
  const waiting = run.phase === "asked";
  if (boot.phase === "failed") return `Not ready: ${boot.fault?.message}${boot.failures > 1 && boot.remedy !== "none" ? AGAIN : ""}`;
  if (boot.phase !== "ready") {
    const stage = boot.progress?.stage ?? "Loading Python";
    return waiting ? `${stage}; your names follow` : stage;
  }
  if (waiting) return `Making ${run.params?.count === 1 ? "one name" : `${run.params?.count} names`}`;
  if (run.phase === "done") return `Ready. ${shareOfNew(shown.names)}.`;
  return "Ready";
}
