/** Holds the state, and calls the views at most once per frame. */

/**
 * @template S, E
 * @param {S} initial
 * @param {(state: S, event: E) => S} reduce
 * @param {(state: S) => void} render
 * @param {(callback: () => void) => void} [nextFrame]
 */
export function createStore(initial, reduce, render, nextFrame = requestAnimationFrame) {
  let state = initial;
  let scheduled = false;

  function draw() {
    scheduled = false;
    render(state);
  }

  return {
    get state() {
      return state;
    },
    /** @param {E} event */
    dispatch(event) {
      const next = reduce(state, event);
      if (next === state) return;
      state = next;
      if (scheduled) return;
      scheduled = true;
      nextFrame(draw);
    },
  };
}
