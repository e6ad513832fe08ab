/**
 * Holds the state, a slice for each part of the page, and calls the views at most once per frame.
 * What happens on the page is an event, "part/what"; only that part's slice may change.
 */

/**
 * @typedef {{initial: any, reduce: (slice: any, event: any) => any}} Slice
 * @typedef {{[part: string]: Slice}} Slices
 */
/** @template {Slices} S @typedef {{[part in keyof S]: S[part]["initial"]}} StateOf */
/** @template {Slices} S @typedef {Parameters<S[keyof S]["reduce"]>[1]} EventOf */

/**
 * @template {Slices} S
 * @param {S} slices
 * @param {(state: StateOf<S>) => void} render
 * @param {(callback: () => void) => void} [nextFrame]
 */
export function createStore(slices, render, nextFrame = requestAnimationFrame) {
  let state = /** @type {StateOf<S>} */ (Object.fromEntries(Object.entries(slices).map(([part, { initial }]) => [part, initial])));
  let scheduled = false;

  function draw() {
    scheduled = false;
    render(state);
  }

  return {
    get state() {
      return state;
    },
    /**
     * @param {EventOf<S>} event
     * @throws {Error}  Where no part knows the event: a mistake of the program, never of a visitor.
     */
    dispatch(event) {
      const part = event.type.split("/")[0];
      if (!Object.hasOwn(slices, part)) throw new Error(`No part of the page knows the event ${event.type}.`);
      const next = slices[part].reduce(state[part], event);
      if (next === state[part]) return;
      state = { ...state, [part]: next };
      if (scheduled) return;
      scheduled = true;
      nextFrame(draw);
    },
  };
}
