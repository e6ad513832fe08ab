/** The run before, beside the one on the sheet: what a setting does is seen by comparing two. */
import { byId, setText, whenChanged } from "../ui/dom.js";
import { readBuilt } from "./built.js";
import { item } from "./items.js";
import { recipe } from "./recipe.js";
import { onScreen } from "./state.js";
import { inWords, tally } from "./tally.js";
import { whose } from "./whose.js";

/** @typedef {import("./state.js").Generate} Generate */
/** @typedef {import("./state.js").Shown} Shown */

/**
 * @param {import("./whose.js").Baked} baked
 * @returns {(state: Generate, boot: import("../boot.js").Boot, own: import("../own.js").Own) => void}
 */
export function createBefore(baked) {
  const { names: built } = readBuilt();
  const show = whenChanged((/** @type {Shown | null} */ before, /** @type {string | undefined} */ model, /** @type {import("./whose.js").OwnModels} */ own) => {
    if (!before) return;
    const { id, params } = before;
    const names = id === 0 ? built : before.names;
    const origin = id === 0 ? "made when this page was built, " : "";
    const other = params.model !== undefined && params.model !== model ? `${whose(params.model, baked, own).brief}, ` : "";
    setText(byId("before-title"), `Before: ${origin}${other}${recipe(before)}`);
    byId("before-names").replaceChildren(...names.map(item));
    setText(byId("before-summary"), inWords(tally(names)));
    byId("before-hint").hidden = true; // With other words in it, it would move when the title takes a second line.
  });

  return (state, _, own) => {
    const { before, current } = onScreen(state);
    show(before, current.params.model, own.models);
  };
}
