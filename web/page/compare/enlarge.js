/**
 * The chart as large as the window, for a projector. The figure stays where it is in the document, and
 * the browser shows it above the page, which rests meanwhile. What had the focus keeps it.
 */
import { byId, setText, whenChanged } from "../ui/dom.js";

/** @typedef {import("./state.js").Compare} Compare */

/**
 * @param {{dispatch: (event: import("./state.js").CompareEvent) => void}} intents
 * @returns {(state: Compare) => void}
 */
export function createEnlarge({ dispatch }) {
  const figure = byId("figure");
  const button = byId("enlarge", HTMLButtonElement);
  const place = /** @type {HTMLElement} */ (figure.parentElement);
  /** @type {HTMLElement[]} */
  let resting = [];

  button.addEventListener("click", () => dispatch({ type: "compare/enlarged", on: !isOpen() }));
  figure.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !isOpen()) return;
      event.stopPropagation(); // In the page, Escape resets the zoom.
      dispatch({ type: "compare/enlarged", on: false });
    },
    true,
  );
  // Paper has the page, with the chart in its place; no style can take a popover out of the browser's top layer.
  addEventListener("beforeprint", () => {
    if (!isOpen()) return;
    close(); // At once: the next frame is too late.
    dispatch({ type: "compare/enlarged", on: false });
  });
  const isOpen = () => figure.classList.contains("enlarged");

  function open() {
    place.style.minHeight = `${place.offsetHeight}px`; // The page below keeps its place.
    figure.classList.add("enlarged");
    figure.role = "dialog";
    figure.ariaModal = "true";
    figure.ariaLabel = "Loss curves, enlarged";
    resting = othersThan(figure).filter((element) => !element.inert);
    for (const element of resting) element.inert = true;
    if (!("showPopover" in figure)) return; // Then its style alone lifts it above the page.
    figure.setAttribute("popover", "manual");
    figure.showPopover();
  }

  function close() {
    const focused = document.activeElement;
    if (figure.hasAttribute("popover")) figure.hidePopover();
    for (const attribute of ["popover", "role", "aria-modal", "aria-label"]) figure.removeAttribute(attribute);
    figure.classList.remove("enlarged");
    for (const element of resting) element.inert = false;
    place.style.minHeight = "";
    if (focused instanceof HTMLElement && figure.contains(focused)) focused.focus({ preventScroll: true });
  }

  const follow = whenChanged((/** @type {boolean} */ enlarged) => {
    if (enlarged) open();
    else if (isOpen()) close();
    setText(button, enlarged ? "Close" : "Enlarge chart");
  });
  return ({ enlarged }) => follow(enlarged);
}

/**
 * @param {HTMLElement} element
 * @returns {HTMLElement[]}  All that is neither around it nor in it.
 */
function othersThan(element) {
  /** @type {HTMLElement[]} */
  const others = [];
  for (let at = element; at.parentElement && at !== document.body; at = at.parentElement) {
    for (const sibling of at.parentElement.children) if (sibling !== at && sibling instanceof HTMLElement) others.push(sibling);
  }
  return others;
}
