/** What the upper and the lower curves have in common, written along them: the message of the chart. */
import { widthOf, write } from "./pen.js";

/** @typedef {import("uplot")} uPlot */
/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("./look.js").Look} Look */

/** Where along the axis a caption may have its middle, as shares of its length. */
const PLACES = [0.7, 0.6, 0.5, 0.78];
const GAP = 6; // pixels of the page between a curve and its caption
const SIDES = /** @type {const} */ (["above", "below"]);

/**
 * Both or none: one alone would not say what sets the curves apart.
 *
 * @param {uPlot} plot
 * @param {Frame} frame
 * @param {Look} look
 */
export function drawCaptions(plot, frame, look) {
  if (frame.lead !== null || frame.raw || frame.dotted !== null) return; // One curve is the message then.
  const found = SIDES.map((side) => placeOf(plot, frame, look, side));
  for (const caption of found.every(Boolean) ? found : []) {
    if (caption) write(plot.ctx, caption.kind, caption.place, { look, face: look.caption, align: "center" });
  }
}

/**
 * @param {Frame} frame
 * @param {"above" | "below"} side
 * @returns {string | null}  What the curve at the end of that side is, where another side has another kind.
 */
export function kindAt({ series, shown, visible, span }, side) {
  const ends = series.map((one, i) => ({ kind: one.kind, loss: shown[i][span[1]], seen: visible[i] })).filter(({ seen, loss }) => seen && loss !== undefined);
  ends.sort((a, b) => (side === "above" ? b.loss - a.loss : a.loss - b.loss));
  const kind = ends[0]?.kind;
  const together = ends.findIndex((end) => end.kind !== kind);
  const apart = together > 0 && ends.slice(together).every((end) => end.kind !== kind);
  return kind && apart ? kind : null;
}

/**
 * @param {uPlot} plot
 * @param {Frame} frame
 * @param {Look} look
 * @param {"above" | "below"} side
 * @returns {{kind: string, place: [number, number]} | null}  Null where there is no room along the curves.
 */
function placeOf({ ctx, bbox, posToVal, valToPos }, frame, look, side) {
  const kind = kindAt(frame, side);
  if (kind === null) return null;
  const width = widthOf(ctx, kind, look.caption) * devicePixelRatio;
  const height = look.caption.size * devicePixelRatio;
  const levels = frame.references.map(({ value }) => valToPos(value, "y", true));
  for (const share of PLACES) {
    const middle = bbox.left + Math.max(width / 2, Math.min(bbox.width * share, bbox.width - width / 2));
    const [first, last] = [middle - width / 2, middle + width / 2].map((at) => Math.round(posToVal(at, "x", true)) - 1);
    const values = frame.shown.filter((_, i) => frame.visible[i]).flatMap((curve) => curve.slice(first, last + 1));
    const outermost = valToPos(side === "above" ? Math.max(...values) : Math.min(...values), "y", true);
    const y = outermost + (side === "above" ? -1 : 1) * (GAP * devicePixelRatio + height / 2);
    const isInside = y - height * 0.6 > bbox.top && y + height * 0.6 < bbox.top + bbox.height;
    if (width <= bbox.width && isInside && levels.every((level) => Math.abs(y - level) > height * 1.5)) return { kind, place: [middle, y] };
  }
  return null;
}
