import assert from "node:assert/strict";
import { test } from "node:test";
import { curvesToCsv } from "../../web/csv.js";
import { curvesOf } from "./samples.js";

const curves = curvesOf(2, 3);
const lines = curvesToCsv(curves).split("\r\n");

test("there is a header, a line for each training step, and an end of line after the last", () => {
  assert.equal(lines.length, 1 + 3 + 1);
  assert.equal(lines.at(-1), "");
});

test("the header names each step in plain letters", () => {
  assert.equal(lines[0], "training_step,step_0_title_0,step_1_title_1");
});

test("every number is read back as it was", () => {
  lines.slice(1, -1).forEach((line, i) => {
    const [trainingStep, ...values] = line.split(",").map(Number);
    assert.equal(trainingStep, i + 1);
    assert.deepEqual(values, curves.steps.map((step) => step.losses[i]));
  });
});
