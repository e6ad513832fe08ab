/**
 * The names of the curves at their right ends, moved apart where the ends lie close. The series that is subtracted
 * from the others has its name at the line of no difference. Where room is short names give way: the legend has
 * them all, in full.
 */
import { isolated } from "./isolate.js";
import { linesOf } from "./label-lines.js";
import { widthOf, write } from "./pen.js";
import { partsOf } from "./series.js";
import { clear, packed, spread } from "./spread.js";

/** @typedef {import("uplot")} uPlot */
/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("./look.js").Look} Look */

/**
 * @typedef {{width: number, short: boolean}} Layout  The width of the chart in pixels of the page, and whether it has
 *   room for numbers only.
 * @typedef {object} EndLabel
 * @property {string[]} names  One, or those of all the series that lie on one curve.
 * @property {number[]} series  Their positions.
 * @property {number} index  Where the curve ends in what is shown.
 * @property {number} loss
 * @property {boolean} atEdge  Whether it ends with the chart, not before.
 */

const LINE_HEIGHT = 1.25; // in sizes of the type
const LEADER = 14;
const GAP = 4; // between leader and words
const RIM = 2; // of the words
/** How many lines a label may have, from the most to the fewest: those of other curves are to stand near their ends. */
const LINES = [3, 2, 1];
/** The part of the chart that labels may take: the curves are what it is for. */
const MOST = 1 / 3;

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
    const name = isolated(short ? (one.brief ?? number) : !title ? number : `${number} ${title}`);
    const words = i === subtracted ? `${name}: 0` : name;
    if (!twin) labels.push({ names: [words], series: [i], index, loss: shown[i][index], atEdge: index === last });
    else {
      twin.names.push(words);
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
 * @param {Layout} layout
 * @returns {number}  In pixels of the page.
 */
export function endLabelRoom(ctx, frame, look, { width, short }) {
  const measure = measureOf(ctx, look);
  const all = endLabelsOf({ ...frame, visible: frame.visible.map(() => true) }, short);
  const widths = all.flatMap(({ names }) => linesOf(names, { short, most: LINES[0], room: wordRoom(width), measure }).map(({ words }) => measure(words)));
  return Math.ceil(LEADER + GAP + Math.max(0, ...widths) + GAP);
}

/** @param {number} width  Of the chart. @returns {number}  What words may take of it. */
function wordRoom(width) {
  return MOST * width - LEADER - 2 * GAP;
}

/** @param {CanvasRenderingContext2D} ctx @param {Look} look @returns {(words: string) => number} */
function measureOf(ctx, { face }) {
  return (words) => widthOf(ctx, words, face);
}

/**
 * @param {uPlot} plot
 * @param {Frame} frame
 * @param {Look} look
 * @param {Layout} layout
 */
export function drawEndLabels(plot, frame, look, layout) {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const measure = measureOf(ctx, look);
  const right = bbox.left + bbox.width;
  const bottom = bbox.top + bbox.height;
  const labels = worded(plot, frame, look, layout).sort((a, b) => isLead(b, frame) - isLead(a, frame));
  const edge = packed(labels.filter(({ atEdge }) => atEdge), bbox.height).sort((a, b) => a.place - b.place);
  const middles = spread(edge, Math.min(bbox.top, bottom), bottom);
  const early = labels.filter(({ atEdge }) => !atEdge);
  const boxes = [...edge, ...early].map((label, at) => {
    const middle = label.atEdge ? middles[at] : label.place;
    const reach = Math.max(...label.lines.map(({ words }) => measure(words))) + GAP;
    return { label, left: label.left, right: label.left + reach * ratio, top: middle - label.size / 2, bottom: middle + label.size / 2 };
  });
  // Curves that end early may end anywhere: where names would cover each other, the first stays.
  for (const { label, left, top } of clear(boxes)) {
    const [first] = label.series;
    const { stroke } = look.series[first][frame.tones[first]];
    if (label.atEdge) drawLeader(ctx, [right + 2 * ratio, label.place], [left, top + label.size / 2], stroke);
    label.lines.forEach(({ words, first: name }, i) => {
      const y = top + (i + 0.5) * lineHeightOf(look);
      write(ctx, words, [left + GAP * ratio, y], { look, fill: inkOf(frame, look, label.series[name]) });
    });
  }
}

/**
 * @param {uPlot} plot
 * @param {Frame} frame
 * @param {Look} look
 * @param {Layout} layout
 * @returns The labels whose curves end in sight, in lines: fewer of them where all would be too high for the chart.
 */
function worded({ ctx, bbox, valToPos }, frame, look, { width, short }) {
  const ratio = devicePixelRatio;
  const measure = measureOf(ctx, look);
  const beside = bbox.left + bbox.width + LEADER * ratio;
  const ends = endLabelsOf(frame, short)
    .map((label) => ({ ...label, place: valToPos(label.loss, "y", true), left: label.atEdge ? beside : valToPos(frame.x[label.index], "x", true) }))
    .filter(({ place }) => place >= bbox.top && place <= bbox.top + bbox.height);
  /** @param {number} most */
  const inLines = (most) =>
    ends.map((label) => {
      const room = Math.min(wordRoom(width), (ctx.canvas.width - label.left) / ratio - GAP - RIM);
      const lines = linesOf(label.names, { short, most, room, measure });
      return { ...label, lines, size: lines.length * lineHeightOf(look) };
    });
  /** @param {number} most */
  const fits = (most) => inLines(most).reduce((sum, { atEdge, size }) => sum + (atEdge ? size : 0), 0) <= bbox.height;
  return inLines(LINES.find(fits) ?? 1);
}

/** @param {Look} look @returns {number}  In pixels of the canvas. */
function lineHeightOf({ face }) {
  return face.size * LINE_HEIGHT * devicePixelRatio;
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
