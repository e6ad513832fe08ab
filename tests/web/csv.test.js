import assert from "node:assert/strict";
import { test } from "node:test";
import { curvesToCsv } from "../../web/page/compare/csv.js";
import { readCurves } from "../../web/page/compare/curve-file.js";
import { curveFileOf } from "./samples.js";

const { series } = readCurves(curveFileOf(2, 3), 2);
const lines = curvesToCsv(series).split("\r\n");

test("there is a header, a line for each training step, and an end of line after the last", () => {
  assert.equal(lines.length, 1 + 3 + 1);
  assert.equal(lines.at(-1), "");
});

test("the header names each step in plain letters", () => {
  assert.equal(lines[0], "training_step,step_0_title_0,step_1_title_1");
});

test("names in any script have columns of their own, and so do those without a letter", () => {
  const named = ["כיתה ב!", "Élèves 2", "🎓", "🎓"].map((name, i) => ({ ...series[0], id: `run${i}`, name }));
  assert.equal(curvesToCsv(named).split("\r\n")[0], "training_step,כיתה_ב,élèves_2,run2,run3");
});

test("every number is read back as it was", () => {
  lines.slice(1, -1).forEach((line, i) => {
    const [trainingStep, ...values] = line.split(",").map(Number);
    assert.equal(trainingStep, i + 1);
    assert.deepEqual(values, series.map(({ losses }) => losses[i]));
  });
});

test("a cell is empty where a series has ended", () => {
  const short = { ...series[1], losses: series[1].losses.slice(0, 1) };
  assert.match(curvesToCsv([series[0], short]).split("\r\n")[3], /^3,[\d.]+,$/);
});
