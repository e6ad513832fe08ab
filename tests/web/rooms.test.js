import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { test } from "node:test";
import { Engine } from "../../web/page/engine.js";
import { createStore } from "../../web/page/store.js";
import { Scheduler } from "../../web/worker/scheduler.js";

/** What a developer would write as web/page/dummy/state.js. */
const dummy = {
  initial: { phase: "idle", counted: 0 },
  /** @param {{phase: string, counted: number}} state @param {{type: string, event?: {i: number}}} action */
  reduce(state, action) {
    if (action.type === "dummy/asked") return { phase: "asked", counted: 0 };
    if (action.type === "dummy/event") return { ...state, counted: state.counted + (action.event?.i ?? 0) };
    if (action.type === "dummy/done") return { ...state, phase: "done" };
    throw new Error(`Unknown event ${action.type}.`);
  },
};

/** The method that it asks for, which is in no other place than here. */
function* count() {
  for (let i = 1; i <= 1000; i++) yield { i };
  return { counted: 1000 };
}

test("a new feature works with engine, scheduler and store as they are", async () => {
  /** @type {import("../../web/page/engine.js").Port} */
  const port = { onmessage: null, onerror: null, onmessageerror: null, terminate() {}, postMessage: () => {} };
  const scheduler = new Scheduler({
    post: (data) => port.onmessage?.(/** @type {MessageEvent} */ ({ data: structuredClone(data) })),
    isFatal: () => false,
    nextTurn: () => turn(),
  });
  port.postMessage = (message) => {
    if (message.type === "request") scheduler.start(message.id, count);
  };
  /** @type {string[]} */
  const drawn = [];
  const store = createStore({ dummy }, ({ dummy: { phase, counted } }) => drawn.push(`${phase} ${counted}`), (draw) => void setImmediate(draw));
  const engine = new Engine({ spawn: () => port, onProgress() {}, onReady() {}, onFailed() {} });
  engine.start({ json: "{}", base: "" });
  port.onmessage?.(/** @type {MessageEvent} */ ({ data: { type: "ready", info: {} } }));
  const { result } = engine.request(/** @type {any} */ ("dummy.count"), /** @type {any} */ ({}), (event) => {
    store.dispatch({ type: "dummy/event", event });
  });
  store.dispatch({ type: "dummy/asked" });
  await result;
  store.dispatch({ type: "dummy/done" });
  await turn();
  await turn();
  assert.equal(drawn.at(-1), "done 500500");
});
