/** Turns pointer, touch and keys over the figure of scale into events. */

/** @typedef {import("../../chart/plot.js").Plot} Plot */
/** @typedef {import("./state.js").ScalingEvent} ScalingEvent */
/** @typedef {import("./state.js").Scaling} Scaling */

/** @type {Map<string, ScalingEvent>} */
const MOVES = new Map([
  ["ArrowLeft", { type: "scaling/moved", by: -1 }],
  ["ArrowRight", { type: "scaling/moved", by: 1 }],
  ["Home", { type: "scaling/moved", by: -Infinity }],
  ["End", { type: "scaling/moved", by: Infinity }],
  ["ArrowUp", { type: "scaling/climbed", by: 1 }],
  ["ArrowDown", { type: "scaling/climbed", by: -1 }],
]);

/**
 * The mark nearest to the pointer is the one that is meant, however far it is.
 *
 * @param {Plot} plot
 * @param {() => {x: readonly number[], shown: readonly (readonly number[])[]}} drawn
 * @param {(event: ScalingEvent) => void} dispatch
 */
export function listenToPointer(plot, drawn, dispatch) {
  const { over } = plot;
  /** @param {PointerEvent} event */
  const point = ({ clientX, clientY }) => {
    const box = over.getBoundingClientRect();
    // Slides and readers' own styles may show the page larger or smaller than it is laid out.
    const left = ((clientX - box.left) / box.width) * over.offsetWidth;
    const top = ((clientY - box.top) / box.height) * over.offsetHeight;
    const { x, shown } = drawn();
    const marks = shown.flatMap((losses, curve) => losses.map((loss, index) => ({ curve, index, far: Math.hypot(plot.left(x[index]) - left, plot.top(loss) - top) })));
    const { curve, index } = marks.reduce((near, mark) => (mark.far < near.far ? mark : near));
    dispatch({ type: "scaling/pointed", place: { curve, index } });
  };
  over.addEventListener("pointerdown", point);
  over.addEventListener("pointermove", point);
}

/**
 * @param {HTMLElement} place
 * @param {(event: ScalingEvent) => void} dispatch
 */
export function listenToKeys(place, dispatch) {
  place.addEventListener("keydown", (event) => {
    const move = MOVES.get(event.key);
    if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault(); // The page would scroll.
    dispatch(move);
  });
}
