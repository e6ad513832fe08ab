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
  /** @type {Slices} */
  const parts = { ...slices };
  let state = /** @type {StateOf<S>} */ (Object.fromEntries(Object.entries(slices).map(([part, { initial }]) => [part, initial])));
  let scheduled = false;

  function draw() {
    scheduled = false;
    render(state);
  }

  /**
   * @param {{type: string}} event
   * @throws {Error}  Where no part knows the event: a mistake of the program, never of a visitor.
   */
  function dispatch(event) {
    const part = event.type.split("/")[0];
    if (!Object.hasOwn(parts, part)) throw new Error(`No part of the page knows the event ${event.type}.`);
    const next = parts[part].reduce(state[part], event);
    if (next === state[part]) return;
    state = { ...state, [part]: next };
    if (scheduled) return;
    scheduled = true;
    nextFrame(draw);
  }

  return {
    get state() {
      return state;
    },
    dispatch: /** @type {(event: EventOf<S>) => void} */ (dispatch),
    /**
     * A part whose program comes after the others'.
     *
     * @template {Slice} P
     * @param {string} part
     * @param {P} slice
     * @returns {{current: () => P["initial"], dispatch: (event: Parameters<P["reduce"]>[1]) => void}}
     */
    add(part, slice) {
      parts[part] = slice;
      state = { ...state, [part]: slice.initial };
      return { current: () => state[part], dispatch };
    },
  };
}
