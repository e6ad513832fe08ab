/** Making names on the page: the form, the status beside its button, the sheet of names, the run before, the facts. */
import { createBefore } from "./before.js";
import { createControls } from "./controls.js";
import { createFacts } from "./facts.js";
import { createModelField } from "./model-field.js";
import { createSamples } from "./samples.js";
import { createStatus } from "./status.js";

/** @typedef {import("./state.js").Form} Form */

/**
 * @param {import("./whose.js").Baked} baked
 * @param {object} intents
 * @param {() => void} intents.onSubmit
 * @param {(form: Partial<Form>) => void} intents.onEdit
 * @param {(text: string, list: HTMLElement) => void} intents.onCopy
 * @param {() => void} intents.onRetry
 * @param {(id: string) => void} intents.onModel
 * @returns {(state: import("./state.js").Generate, boot: import("../boot.js").Boot, own: import("../own.js").Own) => void}
 */
export function createGenerateView(baked, { onSubmit, onEdit, onCopy, onRetry, onModel }) {
  const views = [
    createStatus({ onRetry }),
    createModelField(baked, { onModel }),
    createControls({ onSubmit, onEdit }),
    createSamples(baked, { onCopy, onSeed: (seed) => onEdit({ seed }) }),
    createBefore(baked),
    createFacts(baked),
  ];
  return (state, boot, own) => views.forEach((view) => view(state, boot, own));
}
