import assert from "node:assert/strict";
import { test } from "node:test";
import { createChoosing } from "../../web/page/generate/choosing.js";
import { createRequests } from "../../web/page/generate/requests.js";
import { createGenerate } from "../../web/page/generate/state.js";
import { FaultError } from "../../web/protocol.js";

/** @typedef {import("../../web/protocol.js").Model} Model */

const limits = {
  count: { low: 1, high: 100 },
  temperature: { low: 0.1, high: 2 },
  seed: { low: 0, high: 4294967295 },
  vocabulary: ["a"],
  blockSize: 16,
};
const site = { limits, defaults: { model: "step5", count: 20, temperature: 0.5 }, builtSeed: 42 };
/** @param {string} model @returns {Model} */
const described = (model) => ({ model, step: Number(model.at(-1)), title: "A title", parameters: 7, vocabulary: ["a", "b"], block_size: 16 });
const turns = async () => {
  for (let i = 0; i < 8; i++) await Promise.resolve();
};

/** The slice, with models that come when the test says so and an engine that only notes what it is asked. */
function scene() {
  const { initial, reduce } = createGenerate(site);
  let state = initial;
  const current = () => state;
  const dispatch = (/** @type {any} */ action) => void (state = reduce(state, action));
  /** @type {Map<string, {promise: Promise<Model>, resolve: (model: Model) => void, reject: (error: Error) => void, onBytes: (loaded: number, total: number) => void}>} */
  const loads = new Map();
  const models = {
    choose(/** @type {string} */ id, onBytes = () => {}) {
      let [resolve, reject] = [/** @type {any} */ (null), /** @type {any} */ (null)];
      const promise = loads.get(id)?.promise ?? new Promise((yes, no) => ([resolve, reject] = [yes, no]));
      if (!loads.has(id)) loads.set(id, { promise, resolve, reject, onBytes });
      promise.catch(() => loads.delete(id));
      return promise;
    },
  };
  /** @type {any[]} */
  const asked = [];
  const engine = {
    request: (/** @type {string} */ _, /** @type {any} */ params) => {
      asked.push(params);
      return { id: asked.length, result: new Promise(() => {}) };
    },
    cancel() {},
  };
  const choose = createChoosing({ models: /** @type {any} */ (models), current, dispatch });
  const requests = createRequests({ engine: /** @type {any} */ (engine), choose, current, own: () => ({ models: [] }), dispatch, beforeAsking() {} });
  return { current, loads, asked, choose, requests };
}

test("names are asked of the model that Python starts with at once", () => {
  const { asked, requests } = scene();
  requests.submit();
  assert.equal(asked[0].model, "step5");
});

test("a model that is chosen loads with progress, and then sets the limits", async () => {
  const { current, loads, choose } = scene();
  const chosen = choose("step3");
  assert.deepEqual([current().model.id, current().model.phase], ["step3", "loading"]);
  loads.get("step3")?.onBytes(5, 10);
  assert.deepEqual([current().model.loaded, current().model.total], [5, 10]);
  loads.get("step3")?.resolve(described("step3"));
  await chosen;
  assert.equal(current().model.phase, "ready");
  assert.deepEqual(current().limits.vocabulary, ["a", "b"]);
});

test("names that are asked for meanwhile wait for their model", async () => {
  const { current, loads, asked, choose, requests } = scene();
  choose("step3");
  requests.submit();
  assert.deepEqual([asked.length, current().run.phase], [0, "asked"]);
  loads.get("step3")?.resolve(described("step3"));
  await turns();
  assert.deepEqual(asked.map(({ model }) => model), ["step3"]);
});

test("what loads late does not replace a later choice", async () => {
  const { current, loads, choose } = scene();
  const first = choose("step3");
  choose("step1");
  loads.get("step3")?.resolve(described("step3"));
  await first;
  assert.deepEqual([current().model.id, current().model.phase], ["step1", "loading"]);
});

test("a model that cannot be loaded is told, the run fails, and Generate tries again", async () => {
  const { current, loads, asked, choose, requests } = scene();
  const chosen = choose("step3");
  requests.submit();
  loads.get("step3")?.reject(new FaultError("Network", "A sentence."));
  await assert.rejects(chosen);
  await turns();
  assert.deepEqual([current().model.phase, current().run.phase, current().run.fault?.message], ["failed", "failed", "A sentence."]);
  requests.submit();
  loads.get("step3")?.resolve(described("step3"));
  await turns();
  assert.equal(asked.length, 1);
});
