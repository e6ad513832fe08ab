/**
 * The names of the curves at their right ends, moved apart where the ends lie close. The series that is subtracted
 * from the others has its name at the line of no difference.
 */
import { widthOf, write } from "./pen.js";
import { partsOf } from "./series.js";
import { clear, spread } from "./spread.js";

/** @typedef {import("uplot")} uPlot */
/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("./look.js").Look} Look */

/**
 * @typedef {object} EndLabel
 * @property {string[]} lines  One, or one for each of the series that lie on one curve.
 * @property {number[]} series  Their positions.
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
export function endLabelsOf({ series, shown, visible, subtracted, span: [first, last] }, short) {
  /** @type {EndLabel[]} */
  const labels = [];
  series.forEach((one, i) => {
    const index = Math.min(last, shown[i].length - 1);
    if ((!visible[i] && i !== subtracted) || index < first) return;
    const twin = labels.find((label) => areSame(shown[label.series[0]], shown[i]));
    const { number, title } = partsOf(one);
    const name = short ? (one.brief ?? number) : !title ? number : `${number} ${title}`;
    const words = i === subtracted ? `${name}: 0` : name;
    if (!twin) labels.push({ lines: [words], series: [i], index, loss: shown[i][index], atEdge: index === last });
    else if (short) twin.lines[0] += ` = ${words}`;
    else {
      twin.lines.push(`= ${words}`);
      twin.series.push(i);
    }
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
  const early = labels.filter(({ atEdge }) => !atEdge).sort((a, b) => isLead(b, frame) - isLead(a, frame));
  const boxes = [...edge, ...early].map((label, at) => {
    const left = label.atEdge ? right + LEADER * ratio : valToPos(frame.x[label.index], "x", true);
    const middle = label.atEdge ? middles[at] : label.place;
    const width = Math.max(...label.lines.map((line) => widthOf(ctx, line, look.face))) + GAP;
    return { label, left, right: left + width * ratio, top: middle - label.size / 2, bottom: middle + label.size / 2 };
  });
  // Curves that end early may end anywhere: where names would cover each other, the legend has them all.
  for (const { label, left, top } of clear(boxes)) {
    const [first] = label.series;
    const { stroke } = look.series[first][frame.tones[first]];
    if (label.atEdge) drawLeader(ctx, [right + 2 * ratio, label.place], [left, top + label.size / 2], stroke);
    label.lines.forEach((line, i) => {
      const y = top + (i + 0.5) * lineHeight;
      write(ctx, line, [left + GAP * ratio, y], { look, fill: inkOf(frame, look, label.series[i]) });
    });
  }
}

/** @param {EndLabel} label @param {Frame} frame */
function isLead({ series }, { lead }) {
  return Number(lead !== null && series.includes(lead));
}

/**
 * @param {Frame} frame
 * @param {Look} look
 * @param {number} series
 */
function inkOf({ tones }, look, series) {
  const tone = tones[series];
  return tone === "quiet" ? look.text : look.series[series][tone].stroke;
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
