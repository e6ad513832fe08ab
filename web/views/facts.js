/** The line of facts under the names: what ran, in which versions, and how fast. */
import { byId, setText, whenChanged } from "../dom.js";
import { duration, thousands } from "../format.js";

/** @typedef {import("../state.js").State} State */

/**
 * @returns {(state: State) => void}
 */
export function createFacts() {
  const updateInfo = whenChanged((/** @type {State["boot"]["info"]} */ info) => {
    if (!info) return;
    setText(byId("fact-parameters"), thousands(info.model.parameters));
    setText(byId("fact-python"), info.about.python);
    setText(byId("fact-package"), info.about.version);
  });

  const updateSpeed = whenChanged((/** @type {State["run"]["reply"]} */ reply) => {
    if (reply && reply.count > 0) setText(byId("fact-speed"), duration(reply.milliseconds / reply.count));
  });

  return ({ boot, run }) => {
    updateInfo(boot.info);
    updateSpeed(run.reply);
  };
}
