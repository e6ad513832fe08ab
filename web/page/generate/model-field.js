/** The list of the models that names can come from: it comes with the first model of the visitor's own. */
import { byId, whenChanged } from "../ui/dom.js";
import { capitalized, whose } from "./whose.js";

/**
 * @param {import("./whose.js").Baked} baked
 * @param {{onModel: (id: string) => void}} intents
 * @returns {(state: import("./state.js").Generate, boot: import("../boot.js").Boot, own: import("../own.js").Own) => void}
 */
export function createModelField(baked, { onModel }) {
  const field = byId("model-field");
  const select = byId("model", HTMLSelectElement);
  select.addEventListener("change", () => onModel(select.value));
  const list = whenChanged((/** @type {import("./whose.js").OwnModels} */ models) => {
    const ids = [...Object.keys(baked), ...models.map(({ id }) => id)];
    select.replaceChildren(...ids.map((id) => new Option(capitalized(whose(id, baked, models).name), id)));
    field.hidden = models.length === 0;
  });
  return ({ model }, _, { models }) => {
    list(models);
    select.value = model.id;
  };
}
