import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore } from "../../web/store.js";

/** A store that adds numbers, with frames drawn by hand. */
function addingStore() {
  /** @type {number[]} */
  const drawn = [];
  /** @type {(() => void)[]} */
  const frames = [];
  const store = createStore(
    0,
    (/** @type {number} */ state, /** @type {number} */ event) => state + event,
    (state) => drawn.push(state),
    (callback) => frames.push(callback),
  );
  return { store, drawn, frames, nextFrame: () => frames.splice(0).forEach((callback) => callback()) };
}

test("the state changes at once, the views follow in the next frame", () => {
  const { store, drawn, nextFrame } = addingStore();
  store.dispatch(2);
  assert.equal(store.state, 2);
  assert.deepEqual(drawn, []);
  nextFrame();
  assert.deepEqual(drawn, [2]);
});

test("many events between two frames are drawn once", () => {
  const { store, drawn, frames, nextFrame } = addingStore();
  for (let i = 0; i < 100; i++) store.dispatch(1);
  assert.equal(frames.length, 1);
  nextFrame();
  assert.deepEqual(drawn, [100]);
});

test("an event that changes nothing draws nothing", () => {
  const { store, frames } = addingStore();
  store.dispatch(0);
  assert.equal(frames.length, 0);
});
