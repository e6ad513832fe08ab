import assert from "node:assert/strict";
import { test } from "node:test";
import { createLookBack, READING_MS } from "../../web/page/train/look-back.js";

const run = /** @type {import("../../web/page/train/run.js").Run} */ ({ id: "yours1", phase: "training" });

test("names of moments that pass faster than they are read are not made", async () => {
  const [told, opened] = [/** @type {unknown[]} */ ([]), /** @type {number[]} */ ([])];
  const engine = {
    request(/** @type {string} */ method, /** @type {{moment: number}} */ { moment }, /** @type {(event: object) => void} */ onEvent) {
      if (method === "training.model") opened.push(moment);
      else onEvent({ name: "ada" });
      return { id: 1, result: Promise.resolve({}) };
    },
    cancel() {},
  };
  let time = 0;
  const lookBack = createLookBack({
    engine: /** @type {any} */ (engine),
    dispatch: (/** @type {any} */ { moment, told: { names } }) => told.push([moment, names]),
    find: () => run,
    onMeasured() {},
    now: () => time,
  });
  for (const [moment, at] of [[1, 0], [2, 100], [3, READING_MS - 1], [5, READING_MS], [7, READING_MS + 1]]) {
    time = at;
    await lookBack.glance(run, moment);
  }
  assert.deepEqual(opened, [1, 5]);
  assert.deepEqual(told, [[1, ["ada"]], [5, ["ada"]]]);
});
