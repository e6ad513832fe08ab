/** The line of facts at the foot of the page: which model answers, in which versions, and how fast. */
import { byId, setText, whenChanged } from "../ui/dom.js";
import { duration } from "../ui/format.js";
import { capitalized, whose } from "./whose.js";

/** @typedef {import("./state.js").Generate} Generate */
/** @typedef {import("../boot.js").Boot} Boot */

/**
 * @param {import("./whose.js").Baked} baked
 * @returns {(state: Generate, boot: Boot, own: import("../own.js").Own) => void}
 */
export function createFacts(baked) {
  const updateModel = whenChanged((/** @type {string} */ id, /** @type {import("./whose.js").OwnModels} */ own) => {
    const { name, brief, learned, size } = whose(id, baked, own);
    setText(byId("whose"), name);
    setText(byId("fact-model"), capitalized(brief + learned));
    setText(byId("fact-parameters"), size);
  });

  const updateInfo = whenChanged((/** @type {Boot["info"]} */ info) => {
    if (!info) return;
    setText(byId("fact-python"), info.about.python);
    setText(byId("fact-package"), info.about.version);
  });

  const updateSpeed = whenChanged((/** @type {Generate["run"]["reply"]} */ reply) => {
    if (reply && reply.count > 0) setText(byId("fact-speed"), duration(reply.milliseconds / reply.count));
  });

  return ({ model, run }, boot, own) => {
    updateModel(model.id, own.models);
    updateInfo(boot.info);
    updateSpeed(run.reply);
  };
}
