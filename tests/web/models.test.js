import assert from "node:assert/strict";
import { test } from "node:test";
import { modelOf, Models } from "../../web/page/models.js";

const text = '{"format": 1, "step": 3, "name": "é"}';
const bytes = new TextEncoder().encode(text).length;
const site = {
  models: { step3: { url: "https://example.org/step3.json", bytes } },
  scaled: { id: "scaled", url: "https://example.org/scaled.json", bytes },
  defaults: { model: "step5" },
};
const model = { model: "step3", step: 3, title: "Attention", parameters: 4192, vocabulary: ["a"], block_size: 16 };

/** @param {import("node:test").TestContext} context @param {...(() => Response | Promise<Response>)} answers */
function scene(context, ...answers) {
  /** @type {unknown[][]} */
  const asked = [];
  const answer = (/** @type {unknown[]} */ ...args) => {
    asked.push(args);
    return { id: 1, result: Promise.resolve(model) };
  };
  context.mock.method(globalThis, "fetch", async () => /** @type {() => Response} */ (answers.shift())());
  const engine = /** @type {any} */ ({ request: answer, keep: answer });
  return { models: new Models(site, engine), asked };
}

test("the model that Python starts with needs no file, nor do the visitor's own", async (context) => {
  const { models, asked } = scene(context);
  for (const id of ["step5", "yours1"]) await models.choose(id);
  assert.deepEqual(asked, [["models.describe", { model: "step5" }], ["models.describe", { model: "yours1" }]]);
});

test("another one is fetched once, with progress, and kept for every new worker", async (context) => {
  const { models, asked } = scene(context, () => new Response(text));
  /** @type {number[][]} */
  const progress = [];
  assert.equal(await models.choose("step3", (...part) => progress.push(part)), model);
  await models.choose("step3");
  assert.deepEqual(asked, [["models.load", { id: "step3", text }]]);
  assert.deepEqual(progress.at(-1), [bytes, bytes]);
});

test("the scaled model is fetched as those of the steps are", async (context) => {
  const { models, asked } = scene(context, () => new Response(text));
  await models.choose("scaled");
  assert.deepEqual(asked, [["models.load", { id: "scaled", text }]]);
});

test("a file that is missing, cut or out of reach is a sentence, and choosing again tries again", async (context) => {
  const offline = () => Promise.reject(new TypeError("Failed to fetch"));
  const { models, asked } = scene(context, () => new Response("", { status: 404 }), () => new Response(text.slice(3)), offline, () => new Response(text));
  for (let i = 0; i < 3; i++) await assert.rejects(models.choose("step3"), { name: "Network", message: /Generate tries again/ });
  assert.deepEqual(asked, []);
  assert.equal(await models.choose("step3"), model);
});

test("each step of the tutorial has its model", () => {
  const models = { small: { step: 0 }, large: { step: 1 } };
  assert.equal(modelOf({ models }, 1), "large");
  assert.throws(() => modelOf({ models }, 2), { message: "There is no model of step 2 on this site." });
});
