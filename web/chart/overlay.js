/** The cursor over the plot: a line at one training step and a ring on every visible curve. */

/** @typedef {import("./plot.js").Plot} Plot */

/**
 * @param {Plot} plot
 * @returns {(step: number, losses: (number | null)[]) => void}  Puts the cursor at a training step;
 *   a series whose loss is null has no ring.
 */
export function createOverlay(plot) {
  const line = part("cursor-line");
  /** @type {HTMLElement[]} */
  const rings = [];
  plot.over.append(line);

  return (step, losses) => {
    const left = plot.left(step);
    line.style.transform = `translateX(${left}px)`;
    while (rings.length < losses.length) plot.over.append(rings[rings.push(part("cursor-ring")) - 1]);
    while (rings.length > losses.length) rings.pop()?.remove();
    rings.forEach((ring, i) => {
      const loss = losses[i];
      ring.hidden = loss === null;
      if (loss === null) return;
      ring.style.transform = `translate(${left}px, ${plot.top(loss)}px)`;
      ring.style.borderColor = plot.colour(i);
    });
  };
}

/** @param {string} className */
function part(className) {
  const element = document.createElement("div");
  element.className = className;
  return element;
}
