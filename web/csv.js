/** The loss curves as comma-separated values: one row per training step, one column per step of the tutorial. */

/**
 * @param {import("./curves.js").Curves} curves
 * @returns {string} Every digit that the curves have; lines end as RFC 4180 wants.
 */
export function curvesToCsv(curves) {
  const header = ["training_step", ...curves.steps.map(columnName)];
  const rows = curves.steps[0].losses.map((_, i) => [i + 1, ...curves.steps.map((step) => step.losses[i])]);
  return [header, ...rows].map((cells) => `${cells.join(",")}\r\n`).join("");
}

/** @param {import("./curves.js").CurveStep} step */
function columnName({ step, title }) {
  return `step_${step}_${title.toLowerCase().replace(/[^a-z0-9]+/g, "_")}`;
}
