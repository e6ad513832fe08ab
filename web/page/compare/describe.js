/**
 * The chart for those who do not see it: a slider over the training steps, whose description says
 * where each curve ends. The values under the cursor are said by the announcer.
 */
import { byId, setText } from "../ui/dom.js";
import { axisTitle, sentenceAt } from "./words.js";
import { lastIndex, shownSpan } from "./zoom.js";

/** @typedef {import("./state.js").Compare} Compare */

/**
 * @param {HTMLElement} place
 * @returns {(state: Compare, level: import("../../chart/frame.js").Reference | null) => void}
 */
export function createDescription(place) {
  const title = byId("plot-title");
  const text = byId("plot-text");
  return (state, level) => {
    const [first, last] = shownSpan(state);
    setText(title, axisTitle(state));
    setText(text, `Curves of the loss over training steps ${first + 1} to ${last + 1}. At their ends: ${sentenceAt(state, last)}${level ? ` A level line marks ${level.label}.` : ""}`);
    place.ariaValueMin = "1";
    place.ariaValueMax = String(lastIndex(state) + 1);
    place.ariaValueNow = String(state.cursor + 1);
    place.ariaValueText = `training step ${state.cursor + 1}`;
    place.ariaLabel = "Training step";
    place.role = "slider"; // Not before it has a value.
    place.tabIndex = 0;
  };
}
