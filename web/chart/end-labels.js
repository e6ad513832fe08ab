/** The names of the curves at their right ends, moved apart where the ends lie close. */
import { widthOf, write } from "./pen.js";
import { partsOf } from "./series.js";
import { spread } from "./spread.js";

/** @typedef {import("uplot")} uPlot */
/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("./look.js").Look} Look */

/**
 * @typedef {object} EndLabel
 * @property {string[]} lines  One, or one for each of the series that lie on one curve.
 * @property {number} series  The position of the first of them.
 * @property {number} index  Where the curve ends in what is shown.
 * @property {number} loss
 * @property {boolean} atEdge  Whether it ends with the chart, not before.
 */

const LINE_HEIGHT = 1.25; // in sizes of the type
const LEADER = 14;
const GAP = 4; // between leader and words

/** Curves closer than this everywhere are one to the eye. */
const SAME = 1e-6;

/**
 * @param {Frame} frame
 * @param {boolean} short  Whether there is room for numbers only.
 * @returns {EndLabel[]}
 */
export function endLabelsOf({ series, shown, visible, xRange }, short) {
  /** @type {EndLabel[]} */
  const labels = [];
  series.forEach((one, i) => {
    const index = Math.min(xRange[1], shown[i].length) - 1;
    if (!visible[i] || index < xRange[0] - 1) return;
    const twin = labels.find((label) => areSame(shown[label.series], shown[i]));
    const { number, title } = partsOf(one);
    const words = short || !title ? number : `${number} ${title}`;
    if (!twin) labels.push({ lines: [words], series: i, index, loss: shown[i][index], atEdge: index === xRange[1] - 1 });
    else if (short) twin.lines[0] += ` = ${words}`;
    else twin.lines.push(`= ${words}`);
  });
  return labels;
}

/**
 * @param {number[]} one
 * @param {number[]} other
 */
function areSame(one, other) {
  return one.length === other.length && one.every((value, i) => Math.abs(value - other[i]) < SAME);
}

/**
 * The room the labels take, right of the curves: the same whichever series are shown, so that the chart
 * does not change its width when one is switched off.
 *
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Look} look
 * @param {boolean} short
 * @returns {number}  In pixels of the page.
 */
export function endLabelRoom(ctx, frame, look, short) {
  const all = endLabelsOf({ ...frame, visible: frame.visible.map(() => true) }, short);
  const widths = all.flatMap(({ lines }) => lines.map((line) => widthOf(ctx, line, look.face)));
  return Math.ceil(LEADER + 2 * GAP + Math.max(0, ...widths));
}

/**
 * @param {uPlot} plot
 * @param {Frame} frame
 * @param {Look} look
 * @param {boolean} short
 */
export function drawEndLabels({ ctx, bbox, valToPos }, frame, look, short) {
  const ratio = devicePixelRatio;
  const lineHeight = look.face.size * LINE_HEIGHT * ratio;
  const right = bbox.left + bbox.width;
  const bottom = bbox.top + bbox.height;
  const labels = endLabelsOf(frame, short)
    .map((label) => ({ ...label, place: valToPos(label.loss, "y", true), size: label.lines.length * lineHeight }))
    .filter(({ place }) => place >= bbox.top && place <= bottom)
    .sort((a, b) => a.place - b.place);
  const edge = labels.filter(({ atEdge }) => atEdge);
  const middles = spread(edge, Math.min(bbox.top, bottom), bottom);
  for (const label of labels) {
    const at = edge.indexOf(label);
    const left = at < 0 ? valToPos(label.index + 1, "x", true) : right + LEADER * ratio;
    const middle = at < 0 ? label.place : middles[at];
    const { stroke } = look.series[label.series][frame.tones[label.series]];
    if (at >= 0) drawLeader(ctx, [right + 2 * ratio, label.place], [left, middle], stroke);
    label.lines.forEach((line, i) => {
      const y = middle + (i - (label.lines.length - 1) / 2) * lineHeight;
      write(ctx, line, [left + GAP * ratio, y], { look, fill: inkOf(frame, look, label.series, i) });
    });
  }
}

/**
 * @param {Frame} frame
 * @param {Look} look
 * @param {number} first
 * @param {number} line  Those of one curve follow one another, in the order of the series.
 */
function inkOf({ series, shown, tones, visible }, look, first, line) {
  const same = series.map((_, i) => i).filter((i) => visible[i] && areSame(shown[first], shown[i]));
  const own = same[line] ?? first;
  return tones[own] === "quiet" ? look.text : look.series[own][tones[own]].stroke;
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {readonly [number, number]} from
 * @param {readonly [number, number]} to
 * @param {string} stroke
 */
function drawLeader(ctx, from, to, stroke) {
  ctx.save();
  ctx.strokeStyle = stroke;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
  ctx.restore();
}
