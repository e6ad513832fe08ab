/** Writes on the canvas of the plot: words in whole pixels of the page, with a rim of the ground around them. */

/** @typedef {import("./look.js").Look} Look */
/** @typedef {import("./look.js").Face} Face */

/**
 * @param {Face} face
 * @param {number} [ratio]  Pixels of the canvas for one of the page.
 */
export function fontOf({ style, size, family }, ratio = 1) {
  return `${style} ${size * ratio}px ${family}`;
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} words
 * @param {readonly [number, number]} place  In pixels of the canvas.
 * @param {{look: Look, face?: Face, fill?: string, align?: CanvasTextAlign, baseline?: CanvasTextBaseline}} how
 */
export function write(ctx, words, [x, y], { look, face = look.face, fill = look.text, align = "left", baseline = "middle" }) {
  ctx.save();
  ctx.font = fontOf(face, devicePixelRatio);
  ctx.textAlign = align;
  ctx.textBaseline = baseline;
  ctx.lineJoin = "round";
  ctx.lineWidth = 4 * devicePixelRatio;
  ctx.strokeStyle = look.surface;
  ctx.fillStyle = fill;
  ctx.strokeText(words, x, y);
  ctx.fillText(words, x, y);
  ctx.restore();
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {readonly [string, string]} words  In full, and in short.
 * @param {Face} face
 * @param {number} room  In pixels of the canvas.
 */
export function fitting(ctx, [full, short], face, room) {
  return widthOf(ctx, full, face) * devicePixelRatio <= room ? full : short;
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} words
 * @param {Face} face
 * @returns {number}  In pixels of the page.
 */
export function widthOf(ctx, words, face) {
  ctx.save();
  ctx.font = fontOf(face);
  const { width } = ctx.measureText(words);
  ctx.restore();
  return width;
}
