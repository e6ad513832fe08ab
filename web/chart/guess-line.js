/** The horizontal line of random guessing, painted on the canvas of the plot, and its label. */

/** @typedef {import("uplot")} uPlot */
/** @typedef {import("./look.js").Look} Look */
/** @typedef {{value: number, label: string}} Guess */

/**
 * @param {uPlot} plot
 * @param {number} value
 * @param {Look} look
 */
export function drawGuessLine({ ctx, bbox, valToPos }, value, look) {
  const y = valToPos(value, "y", true);
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.strokeStyle = look.text;
  ctx.lineWidth = ratio;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}

/**
 * The words stand over the curves, with a rim of the ground around them.
 *
 * @param {uPlot} plot
 * @param {Guess} guess
 * @param {Look} look
 */
export function drawGuessLabel({ ctx, bbox, valToPos }, { value, label }, look) {
  const y = valToPos(value, "y", true);
  if (y < bbox.top || y > bbox.top + bbox.height) return;
  const ratio = devicePixelRatio;
  const place = /** @type {const} */ ([label, bbox.left + bbox.width - 8 * ratio, y - 4 * ratio]);
  ctx.save();
  ctx.font = look.font.replace(/[\d.]+px/, (size) => `${parseFloat(size) * ratio}px`);
  ctx.textAlign = "right";
  ctx.textBaseline = "bottom";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4 * ratio;
  ctx.strokeStyle = look.surface;
  ctx.fillStyle = look.text;
  ctx.strokeText(...place);
  ctx.fillText(...place);
  ctx.restore();
}
