/** Below the columns, on request: what the names have in common with what the models have read. */
import { setText } from "../ui/dom.js";
import { button, element } from "../ui/element.js";
import { showKey } from "../ui/origin.js";

/** @typedef {import("./state.js").Columns} Columns */

/**
 * @param {object} options
 * @param {number} options.count  The names of the larger sample.
 * @param {() => void} options.onCompare
 * @param {() => void} options.onSurvey
 * @param {() => void} options.onStop
 */
export function createMemory({ count, onCompare, onSurvey, onStop }) {
  const compare = button("Find the nearest names they have read", onCompare);
  const survey = button(`Count the new among ${count} names each`, onSurvey);
  const stop = button("Cancel", () => {
    survey.focus(); // This button is about to go.
    onStop();
  });
  const bar = element("progress", { ariaLabel: "Names counted", max: 1 });
  const told = element("p", { className: "hint", ariaLive: "polite" });
  const fault = element("p", { className: "problem", ariaLive: "polite" });
  const key = element("p", { className: "key hint" }, sign("listed", "on its list, never read"), sign("read", "it read this one"));
  const root = element("div", { className: "columns-memory" }, key, element("div", { className: "tools" }, compare, survey, stop), bar, told, fault);
  root.hidden = true;
  return {
    root,
    /** @param {Columns} state */
    show(state) {
      const { columns, memory, survey: sampling, revealed } = state;
      root.hidden = !revealed || !columns.some(({ phase }) => phase === "done");
      stop.hidden = bar.hidden = sampling.phase !== "asked";
      bar.value = columns.reduce((sum, { sample }) => sum + sample.length, 0) / (count * Math.max(1, columns.length));
      showKey(key, columns.flatMap(({ names }) => names));
      setText(told, sentence(state, count));
      setText(fault, [memory.fault, sampling.fault].filter(Boolean).join(" "));
    },
  };
}

/** @param {import("../../protocol.js").Origin} origin @param {string} textContent */
function sign(origin, textContent) {
  return element("span", { className: origin, textContent });
}

/**
 * @param {Columns} state
 * @param {number} count
 */
function sentence({ asked, memory, survey }, count) {
  const compared = { idle: "", asked: "Comparing the names with all that each model has read.", done: "Below each name stands the nearest that its model has read, and how many letters must be put in, taken out or replaced to make one of the other.", stopped: "", failed: "" };
  const first = asked?.seed ?? 0;
  const seeds = `seeds ${first} and ${(first + 1) % 2 ** 32}`;
  const sampled = { idle: "", asked: `Making ${count} names with each model, from ${seeds}.`, done: `Each model has made ${count} names, from ${seeds}.`, stopped: "Cancelled; what was made before stays.", failed: "" };
  return [compared[memory.phase], sampled[survey.phase]].filter(Boolean).join(" ");
}
