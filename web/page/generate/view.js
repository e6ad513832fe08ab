/** Making names on the page: the form, the status beside its button, the names and the facts below. */
import { createControls } from "./controls.js";
import { createFacts } from "./facts.js";
import { createSamples } from "./samples.js";
import { createStatus } from "./status.js";

/** @typedef {import("./state.js").Form} Form */

/**
 * @param {object} intents
 * @param {() => void} intents.onSubmit
 * @param {(form: Partial<Form>) => void} intents.onEdit
 * @param {(text: string) => void} intents.onCopy
 * @param {() => void} intents.onRetry
 * @returns {(state: import("./state.js").Generate, boot: import("../boot.js").Boot) => void}
 */
export function createGenerateView({ onSubmit, onEdit, onCopy, onRetry }) {
  const views = [
    createStatus({ onRetry }),
    createControls({ onSubmit, onEdit }),
    createSamples({ onCopy, onReuseSeed: (seed) => onEdit({ seed: String(seed) }) }),
    createFacts(),
  ];
  return (state, boot) => views.forEach((view) => view(state, boot));
}
