/** Making names on the page: the form, the status beside its button, the sheet of names, the run before, the facts. */
import { createBefore } from "./before.js";
import { createControls } from "./controls.js";
import { createFacts } from "./facts.js";
import { createSamples } from "./samples.js";
import { createStatus } from "./status.js";

/** @typedef {import("./state.js").Form} Form */

/**
 * @param {{[model: string]: import("../../protocol.js").BakedModel}} models
 * @param {object} intents
 * @param {() => void} intents.onSubmit
 * @param {(form: Partial<Form>) => void} intents.onEdit
 * @param {(text: string, list: HTMLElement) => void} intents.onCopy
 * @param {() => void} intents.onRetry
 * @returns {(state: import("./state.js").Generate, boot: import("../boot.js").Boot) => void}
 */
export function createGenerateView(models, { onSubmit, onEdit, onCopy, onRetry }) {
  const views = [
    createStatus({ onRetry }),
    createControls({ onSubmit, onEdit }),
    createSamples(models, { onCopy, onSeed: (seed) => onEdit({ seed }) }),
    createBefore(models),
    createFacts(models),
  ];
  return (state, boot) => views.forEach((view) => view(state, boot));
}
