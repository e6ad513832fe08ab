/** The line of facts at the foot of the page: which model answers, in which versions, and how fast. */
import { byId, setText, whenChanged } from "../ui/dom.js";
import { duration, thousands } from "../ui/format.js";

/** @typedef {import("./state.js").Generate} Generate */
/** @typedef {import("../boot.js").Boot} Boot */
/** @typedef {import("../../protocol.js").BakedModel} BakedModel */

/**
 * @param {{[model: string]: BakedModel}} models
 * @returns {(state: Generate, boot: Boot) => void}
 */
export function createFacts(models) {
  const updateModel = whenChanged((/** @type {string} */ id) => {
    const { step, title, parameters, unit } = models[id];
    setText(byId("whose"), `step ${step} · ${title}`);
    setText(byId("fact-step"), String(step));
    setText(byId("fact-parameters"), `${thousands(parameters)} ${unit}`);
  });

  const updateInfo = whenChanged((/** @type {Boot["info"]} */ info) => {
    if (!info) return;
    setText(byId("fact-python"), info.about.python);
    setText(byId("fact-package"), info.about.version);
  });

  const updateSpeed = whenChanged((/** @type {Generate["run"]["reply"]} */ reply) => {
    if (reply && reply.count > 0) setText(byId("fact-speed"), duration(reply.milliseconds / reply.count));
  });

  return ({ model, run }, boot) => {
    updateModel(model.id);
    updateInfo(boot.info);
    updateSpeed(run.reply);
  };
}
