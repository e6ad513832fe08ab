/** What lies outside the range of the chart, said at the edge that it lies beyond. */
import { fitting, write } from "./pen.js";

/**
 * @param {import("uplot")} plot
 * @param {import("./range.js").Outside} outside
 * @param {import("./look.js").Look} look
 */
export function drawEdgeNotes({ ctx, bbox }, { above, below }, look) {
  const ratio = devicePixelRatio;
  /** @param {string} sign @param {string} words @param {string} where */
  const note = (sign, words, where) => fitting(ctx, [`${sign} ${words}`, `${sign} more ${where}`], look.face, ctx.canvas.width - bbox.left);
  if (above) write(ctx, note("▲", above, "above"), [bbox.left + 2 * ratio, bbox.top - 4 * ratio], { look, baseline: "bottom" });
  if (below) write(ctx, note("▼", below, "below"), [bbox.left + 6 * ratio, bbox.top + bbox.height - 5 * ratio], { look, baseline: "bottom" });
}
