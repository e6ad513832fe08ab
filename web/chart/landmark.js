/** A vertical line where the axis of x has a meaning, with its words at its foot. */
import { fitting, write } from "./pen.js";
import { strokeDashed } from "./reference-line.js";

/**
 * @param {import("uplot")} plot
 * @param {import("./frame.js").Frame} frame
 * @param {import("./look.js").Look} look
 */
export function drawLandmark({ ctx, bbox, valToPos }, { landmark }, look) {
  if (!landmark) return;
  const x = valToPos(landmark.at, "x", true);
  const [right, bottom] = [bbox.left + bbox.width, bbox.top + bbox.height];
  if (x < bbox.left || x > right) return;
  const ratio = devicePixelRatio;
  strokeDashed(ctx, [x, bbox.top], [x, bottom], look);
  const words = fitting(ctx, [landmark.label, landmark.short], look.face, right - x - 12 * ratio);
  write(ctx, words, [x + 6 * ratio, bottom - 5 * ratio], { look, baseline: "bottom" });
}
