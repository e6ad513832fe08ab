/** The line of facts under the names: what ran, in which versions, and how fast. */
import { byId, setText, whenChanged } from "../ui/dom.js";
import { duration, thousands } from "../ui/format.js";

/** @typedef {import("./state.js").Generate} Generate */
/** @typedef {import("../boot.js").Boot} Boot */

/**
 * @returns {(state: Generate, boot: Boot) => void}
 */
export function createFacts() {
  const updateInfo = whenChanged((/** @type {Boot["info"]} */ info) => {
    if (!info) return;
    setText(byId("fact-parameters"), thousands(info.model.parameters));
    setText(byId("fact-python"), info.about.python);
    setText(byId("fact-package"), info.about.version);
  });

  const updateSpeed = whenChanged((/** @type {Generate["run"]["reply"]} */ reply) => {
    if (reply && reply.count > 0) setText(byId("fact-speed"), duration(reply.milliseconds / reply.count));
  });

  return ({ run }, boot) => {
    updateInfo(boot.info);
    updateSpeed(run.reply);
  };
}
