/** Runs of an earlier visit, which can be opened again or be forgotten. */
import { byId, whenChanged } from "../ui/dom.js";

/** @typedef {import("./state.js").Kept} Kept */

/**
 * @param {{onReopen: (id: string) => void, onForget: (id: string) => void}} intents
 * @returns {(state: import("./state.js").Train) => void}
 */
export function createKeptView({ onReopen, onForget }) {
  const place = byId("train-kept");
  const list = /** @type {HTMLElement} */ (place.querySelector("ul"));
  const show = whenChanged((/** @type {readonly Kept[]} */ kept) => {
    if (place.contains(document.activeElement)) byId("train-step").focus(); // What was pressed is about to go.
    place.hidden = kept.length === 0;
    list.replaceChildren(...kept.map((one) => item(one, onReopen, onForget)));
  });
  return ({ kept }) => show(kept);
}

/**
 * @param {Kept} kept
 * @param {(id: string) => void} onReopen
 * @param {(id: string) => void} onForget
 */
function item({ id, title, told }, onReopen, onForget) {
  const element = document.createElement("li");
  const name = document.createElement("bdi");
  name.textContent = title;
  const line = document.createElement("span");
  line.append(name, ` · ${told}`);
  element.append(line, button(`Open again: ${title}`, "Open again", () => onReopen(id)), button(`Forget ${title}`, "Forget", () => onForget(id)));
  return element;
}

/**
 * @param {string} label
 * @param {string} text  Part of the label.
 * @param {() => void} onClick
 */
function button(label, text, onClick) {
  const element = document.createElement("button");
  element.type = "button";
  element.ariaLabel = label;
  element.textContent = text;
  element.addEventListener("click", onClick);
  return element;
}
