/** The run before, beside the one on the sheet: what a setting does is seen by comparing two. */
import { byId, setText, whenChanged } from "../ui/dom.js";
import { item } from "./items.js";
import { recipe } from "./recipe.js";
import { onScreen } from "./state.js";
import { inWords, tally } from "./tally.js";

/** @typedef {import("./state.js").Generate} Generate */
/** @typedef {import("./state.js").Shown} Shown */
/** @typedef {import("../../protocol.js").BakedModel} BakedModel */

/**
 * @param {{[model: string]: BakedModel}} models
 * @returns {(state: Generate) => void}
 */
export function createBefore(models) {
  const show = whenChanged((/** @type {Shown | null} */ before, /** @type {string | undefined} */ model) => {
    byId("before").hidden = !before;
    if (!before) return;
    const { params, names } = before;
    const other = params.model !== undefined && params.model !== model ? `step ${models[params.model].step}, ` : "";
    setText(byId("before-title"), `Before: ${other}${recipe(before)}`);
    byId("before-names").replaceChildren(...names.map(item));
    setText(byId("before-summary"), inWords(tally(names)));
  });

  return (state) => {
    const { before, current } = onScreen(state);
    show(before, current.params.model);
  };
}
