/** The names to learn from: the page's own, or those a visitor types, pastes, drops or opens. */
import { byId, setText } from "../ui/dom.js";
import { thousands } from "../ui/format.js";
import { TYPED_LETTERS } from "./files.js";
import { cutNames } from "./state.js";

/** @typedef {import("./state.js").Train} Train */

const TYPED = "Your names";

/**
 * @param {object} intents
 * @param {(text: string, title: string) => void} intents.onNames
 * @param {(file: File) => void} intents.onFile
 * @param {() => void} intents.onOwn
 * @param {(once: boolean) => void} intents.onOnce
 * @returns {(state: Train) => void}
 */
export function createNamesView({ onNames, onFile, onOwn, onOnce }) {
  const use = byId("train-use-mine", HTMLButtonElement);
  const own = byId("train-use-own", HTMLButtonElement);
  const mine = byId("train-mine");
  const typed = byId("train-typed", HTMLTextAreaElement);
  const file = byId("train-names-file", HTMLInputElement);
  const once = byId("train-once", HTMLInputElement);
  const idle = byId("train-typed-idle");
  let open = false;

  function showMine(locked = false) {
    mine.hidden = !open || locked;
    use.ariaExpanded = String(!mine.hidden);
  }

  use.addEventListener("click", () => {
    open = !open;
    showMine();
    if (!open) return;
    typed.focus();
    if (typed.value && !idle.hidden) onNames(typed.value, TYPED);
  });
  own.addEventListener("click", () => {
    use.focus(); // This button is about to go.
    onOwn();
  });
  typed.addEventListener("input", () => onNames(typed.value, TYPED));
  typed.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text.length <= TYPED_LETTERS) return;
    event.preventDefault(); // A field of so much text would freeze the page: it is taken as a file would be.
    onFile(new File([text], "The pasted text", { type: "text/plain" }));
  });
  byId("train-open-names").addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    if (file.files?.[0]) onFile(file.files[0]);
    file.value = ""; // The same file again is a change, too.
  });
  once.addEventListener("change", () => onOnce(once.checked));
  receiveDrops(byId("train-names"), onFile);

  return (state) => {
    const { names, like } = state;
    own.hidden = (names.given === null && names.problem === "") || like !== null;
    use.disabled = like !== null;
    showMine(like !== null);
    idle.hidden = typed.value === "" || names.given === typed.value;
    setText(idle, `The next run learns from ${names.given === null ? "the list of this page" : names.title}, not from these names; change something here to take them.`);
    once.checked = names.once;
    once.disabled = names.given === null;
    setText(byId("train-names-problem"), names.problem);
    setText(byId("train-survey"), told(state));
  };
}

/**
 * @param {HTMLElement} place
 * @param {(file: File) => void} onFile
 */
function receiveDrops(place, onFile) {
  const over = (/** @type {boolean} */ on) => place.classList.toggle("over", on);
  const isFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files"); // Text goes into the field.
  place.addEventListener("dragover", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    over(true);
  });
  place.addEventListener("dragleave", () => over(false));
  place.addEventListener("drop", (event) => {
    if (!isFile(event)) return;
    event.preventDefault(); // The browser would leave the page for the file.
    over(false);
    const file = event.dataTransfer?.files[0];
    if (file) onFile(file);
  });
}

/** @param {Train} state */
function told({ names, form }) {
  if (names.busy) return `${names.title}: being read.`;
  if (!names.survey) return "";
  const { sentence, warning, doubled } = names.survey;
  const cut = cutNames(names, form.step, form.blockSize);
  return [
    `${names.title}: ${sentence}`,
    doubled > 0 && names.given !== null ? "Doubled names are kept, and learned from as often as they come, unless you take each once." : "",
    cut > 0 ? `${thousands(cut)} of them ${cut === 1 ? "is" : "are"} longer than the model sees, and cut; a larger block_size sees more.` : "",
    warning ?? "",
  ].join(" ").trim();
}
