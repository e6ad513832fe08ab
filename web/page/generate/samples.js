/** The shown of generated names: it grows name by name and is replaced by the next run's. */
import { byId, setText, whenChanged } from "../ui/dom.js";
import { shareOfNew } from "../ui/format.js";

/** @typedef {import("./state.js").Generate} Generate */
/** @typedef {import("./state.js").Name} Name */

/** @type {Generate["shown"]} */
const BLANK = { id: 0, seed: null, names: [] };

/** Names of more letters are set smaller, to fit their column. */
const LONG_NAME = 11;

/**
 * @param {{onCopy: (text: string) => void, onReuseSeed: (seed: number) => void}} intents
 * @returns {(state: Generate) => void}
 */
export function createSamples({ onCopy, onReuseSeed }) {
  const list = byId("names");
  const copy = byId("copy", HTMLButtonElement);
  const reuse = byId("reuse-seed", HTMLButtonElement);
  let shown = BLANK;
  copy.addEventListener("click", () => onCopy(shown.names.map(({ name }) => name).filter(Boolean).join("\n")));
  reuse.addEventListener("click", () => {
    if (shown.seed !== null) onReuseSeed(shown.seed);
  });

  const updateNames = whenChanged((/** @type {Generate["shown"]} */ next) => {
    if (next.id !== shown.id) list.replaceChildren();
    list.append(...next.names.slice(list.children.length).map(item));
    shown = next;
    const any = shown.names.length > 0;
    copy.disabled = reuse.disabled = !any;
    setText(byId("seed-used"), shown.seed === null ? "" : `Seed ${shown.seed}`);
    setText(byId("share"), any ? shareOfNew(shown.names) : "");
    byId("known-key").hidden = !shown.names.some(isOnList);
  });
  const reserve = whenChanged((/** @type {number} */ count) => list.style.setProperty("--count", String(count)));

  return (state) => {
    // Room for all names is made at once, when they are asked for, so that nothing below moves later.
    if (state.run.params) reserve(state.run.params.count);
    list.ariaBusy = String(state.run.phase === "asked");
    const awaited = state.run.phase === "asked" && state.run.id !== state.shown.id;
    // Names of an older run would pass for the answer; they come back should this run fail.
    updateNames(awaited ? BLANK : state.shown);
    byId("names-empty").hidden = awaited || state.shown.names.length > 0;
    setText(byId("notice"), state.notice);
  };
}

/** @param {Name} name */
function isOnList({ origin }) {
  return origin === "read" || origin === "listed";
}

/** @param {Name} made */
function item(made) {
  const { name } = made;
  const element = document.createElement("li");
  element.textContent = name || "(empty)";
  element.classList.toggle("long", name.length > LONG_NAME);
  if (isOnList(made)) {
    // The sign itself is drawn by the style shown: neither copying nor reading the name picks it up.
    element.classList.add("known");
    element.title = "This name stands in the training list";
  }
  return element;
}
