import assert from "node:assert/strict";
import { test } from "node:test";
import { once } from "../../web/worker/boot/rest.js";

test("what many ask for is done once, and what comes later waits for nothing", async () => {
  let times = 0;
  const bring = once(async () => {
    times += 1;
    await Promise.resolve();
  });
  await Promise.all([bring(), bring()]);
  await bring();
  assert.equal(times, 1);
});

test("what failed is told to all who wait, and done again for the next who asks", async () => {
  let times = 0;
  const bring = once(async () => {
    times += 1;
    if (times === 1) throw new Error("It rains.");
  });
  const results = await Promise.allSettled([bring(), bring()]);
  assert.deepEqual(results.map(({ status }) => status), ["rejected", "rejected"]);
  await bring();
  assert.equal(times, 2);
});
