/** A mark at each value of curves that have few: its shape tells the curve, and whether it is filled the frame. */

/** @typedef {import("uplot")} uPlot */
/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("./look.js").Look} Look */

const REACH = 4; // from the middle to the edge, in pixels of the page
/** Around their middle, for a reach of 1, all of about one size to the eye. */
const SHAPES = [
  "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0 -2 0z",
  "M-.9 -.9h1.8v1.8h-1.8z",
  "M0 -1.15l1.15 1.95h-2.3z",
  "M0 -1.3l1.3 1.3l-1.3 1.3l-1.3 -1.3z",
  "M0 1.15l1.15 -1.95h-2.3z",
];

/**
 * @param {uPlot} plot
 * @param {Frame} frame
 * @param {Look} look
 */
export function drawMarks({ ctx, valToPos }, frame, look) {
  const { marks, lead } = frame;
  if (!marks) return;
  const order = [...marks.keys()].filter((i) => frame.visible[i]).sort((a, b) => Number(a === lead) - Number(b === lead));
  ctx.save();
  for (const i of order) {
    const { stroke, width } = look.series[i][frame.tones[i]];
    marks[i].forEach((filled, index) => {
      const place = new DOMMatrix().translate(valToPos(frame.x[index], "x", true), valToPos(frame.shown[i][index], "y", true)).scale(REACH * devicePixelRatio);
      const shape = new Path2D();
      shape.addPath(new Path2D(SHAPES[i % SHAPES.length]), place);
      ctx.fillStyle = filled ? stroke : look.surface;
      ctx.strokeStyle = stroke;
      ctx.lineWidth = width * devicePixelRatio;
      ctx.fill(shape);
      ctx.stroke(shape);
    });
  }
  ctx.restore();
}
