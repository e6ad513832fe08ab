/** Turns pointer, touch and keys over the chart into events. */

/** @typedef {import("../../chart/plot.js").Plot} Plot */
/** @typedef {(event: import("./state.js").CompareEvent) => void} Dispatch */

/** How far a key moves the cursor, in training steps. */
const MOVES = new Map([
  ["ArrowLeft", -1],
  ["ArrowDown", -1],
  ["ArrowRight", 1],
  ["ArrowUp", 1],
  ["PageDown", -100],
  ["PageUp", 100],
  ["Home", -Infinity],
  ["End", Infinity],
]);
const SHIFT_FACTOR = 10;

/** A press that moves less, in CSS pixels, is a click. */
const DRAG = 8;

/**
 * A pointer that moves over the chart takes the cursor along; one that drags, mouse or finger, marks a
 * part to be zoomed to. A finger that moves up or down scrolls the page: the style sheet says so.
 *
 * @param {Plot} plot
 * @param {Dispatch} dispatch
 */
export function listenToPointer(plot, dispatch) {
  const { over } = plot;
  const marked = over.appendChild(document.createElement("div"));
  marked.className = "marked";
  marked.hidden = true;
  /** @type {number | null} Where a drag has begun. */
  let start = null;

  /** @param {PointerEvent} event */
  const hover = (event) => dispatch({ type: "compare/hovered", index: plot.indexAt(placeIn(over, event)) });
  /** @param {number} end */
  const isDrag = (end) => start !== null && Math.abs(end - start) >= DRAG;

  over.addEventListener("pointerdown", (event) => {
    hover(event);
    if (!event.isPrimary || event.button !== 0) return;
    start = placeIn(over, event);
    over.setPointerCapture(event.pointerId); // A drag may end beside the chart.
  });
  over.addEventListener("pointermove", (event) => {
    hover(event);
    const end = placeIn(over, event);
    marked.hidden = !isDrag(end);
    if (start === null || marked.hidden) return;
    marked.style.left = `${Math.min(start, end)}px`;
    marked.style.width = `${Math.abs(end - start)}px`;
  });
  over.addEventListener("pointerup", (event) => {
    const end = placeIn(over, event);
    if (start !== null && isDrag(end)) dispatch({ type: "compare/zoomed", span: [plot.indexAt(start), plot.indexAt(end)] });
  });
  const stop = () => {
    start = null;
    marked.hidden = true;
  };
  over.addEventListener("pointerup", stop);
  over.addEventListener("pointercancel", stop); // The browser has begun to scroll.
  over.addEventListener("dblclick", () => dispatch({ type: "compare/zoom-reset" }));
}

/**
 * Slides and readers' own styles may show the page larger or smaller than it is laid out.
 *
 * @param {HTMLElement} element
 * @param {PointerEvent} event
 * @returns {number}  CSS pixels from the left of the element, as it is laid out; never outside.
 */
function placeIn(element, { clientX }) {
  const { left, width } = element.getBoundingClientRect();
  const share = width > 0 ? (clientX - left) / width : 0;
  return Math.max(0, Math.min(1, share)) * element.offsetWidth;
}

/**
 * @param {HTMLElement} place
 * @param {Dispatch} dispatch
 */
export function listenToKeys(place, dispatch) {
  place.addEventListener("keydown", (event) => {
    const move = MOVES.get(event.key);
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") dispatch({ type: "compare/zoom-reset" });
    if (move === undefined) return;
    event.preventDefault(); // The page would scroll.
    dispatch({ type: "compare/moved", by: event.shiftKey ? move * SHIFT_FACTOR : move });
  });
}
