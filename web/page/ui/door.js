/**
 * The door of a section that is not in use: its program, styles and facts come with the first press of
 * its button, and so cost a visitor who never presses it nothing.
 */
import { FaultError, toFault } from "../../protocol.js";
import { byId, setText } from "./dom.js";

/**
 * @typedef {object} House  What the page gives to a section that comes later.
 * @property {import("../../protocol.js").Site} site
 * @property {Pick<import("../engine.js").Engine, "request" | "cancel">} engine
 * @property {Pick<import("../models.js").Models, "choose">} models
 * @property {ReturnType<typeof import("../store.js").createStore>["add"]} add
 * @property {() => void} addScaled  To the models besides those of the steps.
 * @property {() => PageState} state
 * @property {() => void} beforeAsking
 * @typedef {{boot: import("../boot.js").Boot, own: import("../own.js").Own,
 *   compare: {theme: string}}} PageState
 * @typedef {{render: (state: PageState) => void, submit: () => void}} Opened  `submit` answers the button.
 */

const NO_PROGRAM = "This part of the page could not be loaded; reload the page to try again.";

/**
 * @template M
 * @param {object} section
 * @param {string} section.name  The section has a button "name-go" and a place for a sentence, "name-fault".
 * @param {() => Promise<M>} section.load  Its program.
 * @param {(program: M) => Promise<Opened>} section.open
 * @param {(opened: Opened) => void} section.onOpened
 * @param {() => void} section.onReload  The page is wanted anew.
 * @returns {() => Promise<void>}  Opens the section without asking for anything.
 */
export function createDoor({ name, load, open, onOpened, onReload }) {
  const button = byId(`${name}-go`, HTMLButtonElement);
  const sentence = byId(`${name}-fault`);
  /** @type {Opened | null} */
  let opened = null;
  let [opening, wanted] = [false, false];

  async function enter() {
    opening = true;
    setText(sentence, "");
    try {
      opened = await open(await load().catch(tellToReload));
      onOpened(opened);
      if (wanted) opened.submit();
    } catch (error) {
      console.warn(error);
      setText(sentence, toFault(error).message);
    }
    [opening, wanted] = [false, false];
  }

  /** @param {unknown} error @returns {never} */
  function tellToReload(error) {
    offerReload(sentence, onReload);
    throw new FaultError("Network", NO_PROGRAM, String(error));
  }

  /** Presses while it is being opened are one. */
  function press() {
    if (opened) return opened.submit();
    wanted = true;
    if (!opening) enter();
  }

  button.addEventListener("click", press);
  return enter;
}

/**
 * A module that could not be loaded is not asked for again in the life of a page.
 *
 * @param {HTMLElement} sentence
 * @param {() => void} onReload
 */
function offerReload(sentence, onReload) {
  if (sentence.nextElementSibling instanceof HTMLButtonElement) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Reload the page";
  button.addEventListener("click", onReload);
  sentence.after(button);
}
