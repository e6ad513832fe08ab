/** The horizontal line that curves are compared with, random guessing or no difference, and its label where it has one. */
import { shortened } from "./label-lines.js";
import { fitting, widthOf, write } from "./pen.js";

/** @typedef {import("uplot")} uPlot */
/** @typedef {import("./look.js").Look} Look */
/** @typedef {import("./frame.js").Reference} Reference */

/**
 * @param {uPlot} plot
 * @param {Reference} reference
 * @param {Look} look
 */
export function drawReferenceLine({ ctx, bbox, valToPos }, { value }, look) {
  const y = valToPos(value, "y", true);
  if (y >= bbox.top && y <= bbox.top + bbox.height) strokeDashed(ctx, [bbox.left, y], [bbox.left + bbox.width, y], look);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {readonly [number, number]} from
 * @param {readonly [number, number]} to
 * @param {Look} look
 */
export function strokeDashed(ctx, from, to, look) {
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = look.text;
  ctx.lineWidth = ratio;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
  ctx.restore();
}

/**
 * @param {uPlot} plot
 * @param {Reference} reference
 * @param {Look} look
 */
export function drawReferenceLabel({ ctx, bbox, valToPos }, { value, label, short }, look) {
  const y = valToPos(value, "y", true);
  if (!label || y < bbox.top || y > bbox.top + bbox.height) return;
  const ratio = devicePixelRatio;
  const room = bbox.width - 8 * ratio;
  const words = shortened(fitting(ctx, [label, short], look.face, room), room / ratio, (part) => widthOf(ctx, part, look.face));
  const isRoomAbove = y - (look.face.size + 4) * ratio > bbox.top;
  const place = /** @type {const} */ ([bbox.left + bbox.width - 8 * ratio, y + (isRoomAbove ? -4 : 5) * ratio]);
  write(ctx, words, place, { look, align: "right", baseline: isRoomAbove ? "bottom" : "top" });
}
