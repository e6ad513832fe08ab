/** What the models that names come from are called. */
import { thousands } from "../ui/format.js";

/** @typedef {{[model: string]: import("../../protocol.js").BakedModel}} Baked */
/** @typedef {readonly import("../own.js").OwnModel[]} OwnModels */

/**
 * @param {string} id
 * @param {Baked} baked
 * @param {OwnModels} own
 * @returns {{name: string, brief: string, learned: string, size: string}}  Its name within a sentence, the same in
 *   brief, how far it has been trained where that changes, and its parameters.
 */
export function whose(id, baked, own) {
  const step = baked[id];
  if (step) return { name: `step ${step.step} · ${step.title}`, brief: `step ${step.step}`, learned: "", size: `${thousands(step.parameters)} ${step.unit}` };
  const model = own.find((one) => one.id === id);
  if (!model) return { name: "a model since removed", brief: "a model since removed", learned: "", size: "" };
  const learned = model.given || model.learned === 0 ? "" : `, after ${thousands(model.learned)} training ${model.learned === 1 ? "step" : "steps"}`;
  return { name: model.title, brief: model.title, learned, size: `${thousands(model.parameters)} parameters` };
}

/** @param {string} words @returns {string}  As a sentence begins. */
export function capitalized(words) {
  return words && words[0].toUpperCase() + words.slice(1);
}
