/** The run before, beside the one on the sheet: what a setting does is seen by comparing two. */
import { byId, setText, whenChanged } from "../ui/dom.js";
import { readBuilt } from "./built.js";
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
  const { names: built } = readBuilt();
  const show = whenChanged((/** @type {Shown | null} */ before, /** @type {string | undefined} */ model) => {
    if (!before) return; // A sentence keeps the place.
    const { id, params } = before;
    const names = id === 0 ? built : before.names;
    const origin = id === 0 ? "made when this page was built, " : "";
    const other = params.model !== undefined && params.model !== model ? `step ${models[params.model].step}, ` : "";
    setText(byId("before-title"), `Before: ${origin}${other}${recipe(before)}`);
    byId("before-names").replaceChildren(...names.map(item));
    setText(byId("before-summary"), inWords(tally(names)));
  });

  return (state) => {
    const { before, current } = onScreen(state);
    show(before, current.params.model);
  };
}
