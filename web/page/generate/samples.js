/** The sheet of names: those of the build at first, then a run's, which grows name by name and is replaced by the next. */
import { byId, setText, whenChanged } from "../ui/dom.js";
import { showKey } from "../ui/origin.js";
import { readBuilt } from "./built.js";
import { item, lines } from "./items.js";
import { recipe } from "./recipe.js";
import { isWaiting, onScreen } from "./state.js";
import { inWords, tally } from "./tally.js";
import { capitalized, whose } from "./whose.js";

/** @typedef {import("./state.js").Generate} Generate */
/** @typedef {import("./state.js").Shown} Shown */
/** @typedef {import("../../protocol.js").NameEvent} Name */

/**
 * @param {import("./whose.js").Baked} baked
 * @param {{onCopy: (text: string, list: HTMLElement) => void, onSeed: (seed: string) => void}} intents
 * @returns {(state: Generate, boot: import("../boot.js").Boot, own: import("../own.js").Own) => void}
 */
export function createSamples(baked, { onCopy, onSeed }) {
  const list = byId("names");
  const built = byId("built-names");
  const copy = byId("copy", HTMLButtonElement);
  const reuse = byId("reuse-seed", HTMLButtonElement);
  const { names: builtNames, caption: builtCaption } = readBuilt();
  let state = /** @type {Generate | null} */ (null);
  let drawn = 0;

  copy.addEventListener("click", () => {
    if (!state) return;
    const { id, names } = onScreen(state).current;
    if (id === 0) onCopy(lines(builtNames), built);
    else onCopy(lines(names), list);
  });
  reuse.addEventListener("click", () => {
    if (state) onSeed(state.form.seed.trim() ? "" : String(onScreen(state).current.seed));
  });

  const showNames = whenChanged((/** @type {number} */ id, /** @type {Name[]} */ names) => {
    if (id !== drawn) list.replaceChildren();
    drawn = id;
    built.hidden = id !== 0;
    if (id !== 0) list.append(...names.slice(list.children.length).map(item));
    showKey(byId("key"), names);
  });
  const reserve = whenChanged((/** @type {number} */ count) => list.style.setProperty("--count", String(count)));

  return (next, _, own) => {
    state = next;
    const { current } = onScreen(next);
    const names = current.id === 0 ? builtNames : current.names;
    const waiting = isWaiting(next);
    // Room for all names is made at once, when they are asked for, so that nothing below moves later.
    if (current.id !== 0) reserve(current.params.count);
    list.ariaBusy = String(waiting);
    showNames(current.id, names);
    setText(byId("recipe"), current.id === 0 ? builtCaption : caption(current, next.model.id, (id) => whose(id, baked, own.models).name));
    setText(byId("now"), current.id === 0 ? "" : `Now: ${recipe(current)}`);
    setText(byId("summary"), waiting || names.length === 0 ? "" : inWords(tally(names)));
    setText(byId("notice"), next.notice);
    copy.disabled = waiting;
    reuse.disabled = current.seed === null;
    setText(reuse, next.form.seed.trim() ? "Clear the seed" : "Use this seed");
  };
}

/**
 * @param {Shown} shown
 * @param {string} chosen  The heading above names this model.
 * @param {(id: string) => string} nameOf
 */
function caption(shown, chosen, nameOf) {
  const { model = chosen } = shown.params;
  const words = model === chosen ? recipe(shown) : `${nameOf(model)}, ${recipe(shown)}`;
  return capitalized(words);
}
