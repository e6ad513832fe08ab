import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore } from "../../web/page/store.js";

/** A store of two sums, with frames drawn by hand. */
function addingStore() {
  /** @type {object[]} */
  const drawn = [];
  /** @type {(() => void)[]} */
  const frames = [];
  const sum = {
    initial: 0,
    reduce: (/** @type {number} */ state, /** @type {{type: "left/add" | "right/add", by: number}} */ { by }) => state + by,
  };
  const store = createStore({ left: sum, right: sum }, (state) => drawn.push(state), (callback) => frames.push(callback));
  return { store, drawn, frames, nextFrame: () => frames.splice(0).forEach((callback) => callback()) };
}

test("the state changes at once, the views follow in the next frame", () => {
  const { store, drawn, nextFrame } = addingStore();
  store.dispatch({ type: "left/add", by: 2 });
  assert.deepEqual(store.state, { left: 2, right: 0 });
  assert.deepEqual(drawn, []);
  nextFrame();
  assert.deepEqual(drawn, [{ left: 2, right: 0 }]);
});

test("many events between two frames are drawn once", () => {
  const { store, drawn, frames, nextFrame } = addingStore();
  for (let i = 0; i < 100; i++) store.dispatch({ type: i % 2 ? "left/add" : "right/add", by: 1 });
  assert.equal(frames.length, 1);
  nextFrame();
  assert.deepEqual(drawn, [{ left: 50, right: 50 }]);
});

test("an event that changes nothing draws nothing", () => {
  const { store, frames } = addingStore();
  store.dispatch({ type: "left/add", by: 0 });
  assert.equal(frames.length, 0);
});

test("an event of no part of the page is an error", () => {
  const { store } = addingStore();
  for (const type of ["middle/add", "add", "constructor/add"]) {
    assert.throws(() => store.dispatch(/** @type {any} */ ({ type, by: 1 })), /No part of the page knows/);
  }
});

test("a part that comes later has its state and is drawn with the others", () => {
  const { store, drawn, nextFrame } = addingStore();
  const { current, dispatch } = store.add("late", { initial: 10, reduce: (/** @type {number} */ state, /** @type {{type: string, by: number}} */ { by }) => state + by });
  assert.equal(current(), 10);
  dispatch({ type: "late/add", by: 1 });
  store.dispatch({ type: "left/add", by: 2 });
  nextFrame();
  assert.equal(current(), 11);
  assert.deepEqual(drawn, [{ left: 2, right: 0, late: 11 }]);
});
