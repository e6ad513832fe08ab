/** A short piece of a curve, for headings: the colour and the line style by which the chart shows it. */
import { applyLook } from "./look.js";

const SVG = "http://www.w3.org/2000/svg";

/** @param {number | string} look */
export function createSwatch(look) {
  const swatch = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "line");
  swatch.setAttribute("class", "swatch");
  swatch.setAttribute("viewBox", "0 0 36 10");
  swatch.setAttribute("aria-hidden", "true");
  for (const [name, value] of Object.entries({ x1: 0, y1: 5, x2: 36, y2: 5 })) line.setAttribute(name, String(value));
  applyLook(line, look);
  swatch.append(line);
  return swatch;
}
