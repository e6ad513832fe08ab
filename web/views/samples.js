/** The sheet of generated names: it grows name by name and is replaced by the next run's. */
import { byId, setText, whenChanged } from "../dom.js";
import { shareOfNew } from "../format.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../state.js").Name} Name */

/** @type {State["sheet"]} */
const BLANK = { id: 0, seed: null, names: [] };

/** Names of more letters are set smaller, to fit their column. */
const LONG_NAME = 11;

/**
 * @param {{onCopy: (text: string) => void, onReuseSeed: (seed: number) => void}} intents
 * @returns {(state: State) => void}
 */
export function createSamples({ onCopy, onReuseSeed }) {
  const list = byId("names");
  const copy = byId("copy", HTMLButtonElement);
  const reuse = byId("reuse-seed", HTMLButtonElement);
  let sheet = BLANK;
  copy.addEventListener("click", () => onCopy(sheet.names.map(({ name }) => name).join("\n")));
  reuse.addEventListener("click", () => {
    if (sheet.seed !== null) onReuseSeed(sheet.seed);
  });

  const updateSheet = whenChanged((/** @type {State["sheet"]} */ next) => {
    if (next.id !== sheet.id) list.replaceChildren();
    list.append(...next.names.slice(list.children.length).map(item));
    sheet = next;
    const any = sheet.names.length > 0;
    copy.disabled = reuse.disabled = !any;
    setText(byId("seed-used"), sheet.seed === null ? "" : `Seed ${sheet.seed}`);
    setText(byId("share"), any ? shareOfNew(sheet.names) : "");
    byId("known-key").hidden = !sheet.names.some(({ known }) => known);
  });
  const reserve = whenChanged((/** @type {number} */ count) => list.style.setProperty("--count", String(count)));

  return (state) => {
    // Room for all names is made at once, when they are asked for, so that nothing below moves later.
    if (state.run.params) reserve(state.run.params.count);
    list.ariaBusy = String(state.run.phase === "asked");
    const awaited = state.run.phase === "asked" && state.run.id !== state.sheet.id;
    // Names of an older run would pass for the answer; they come back should this run fail.
    updateSheet(awaited ? BLANK : state.sheet);
    byId("names-empty").hidden = awaited || state.sheet.names.length > 0;
    setText(byId("notice"), state.notice);
  };
}

/** @param {Name} name */
function item({ name, known }) {
  const element = document.createElement("li");
  element.textContent = name;
  element.classList.toggle("long", name.length > LONG_NAME);
  if (known) {
    // The sign itself is drawn by the style sheet: neither copying nor reading the name picks it up.
    element.classList.add("known");
    element.title = "This name stands in the training list";
  }
  return element;
}
