/** How the chart looks: colours, dashes, widths and fonts, read from the style sheet, which is their one home. */
import { lookOf } from "./series.js";

/** @typedef {import("./frame.js").Tone} Tone */

/**
 * @typedef {{stroke: string, dash: number[], width: number}} LineStyle
 * @typedef {{style: string, size: number, family: string}} Face  Its size in whole pixels: uPlot reads no others.
 * @typedef {object} Look
 * @property {Record<Tone, LineStyle>[]} series
 * @property {string} text
 * @property {string} grid
 * @property {string} surface  Behind everything.
 * @property {Face} face
 * @property {Face} caption
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {HTMLElement} place  Where the chart stands.
 * @param {readonly import("./series.js").Series[]} series
 * @returns {Look}
 */
export function readLook(place, series) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "probe");
  const line = svg.appendChild(document.createElementNS(SVG, "line"));
  const words = svg.appendChild(document.createElementNS(SVG, "text"));
  words.setAttribute("class", "caption");
  place.append(svg);
  const style = getComputedStyle(place);
  line.setAttribute("class", "grid");
  const grid = getComputedStyle(line).stroke;
  const look = {
    series: series.map((one) => tonesOf(line, one.look)),
    text: style.color,
    grid,
    surface: style.backgroundColor,
    face: faceOf(style),
    caption: faceOf(getComputedStyle(words)),
  };
  svg.remove();
  return look;
}

/** @param {CSSStyleDeclaration} style @returns {Face} */
function faceOf({ fontStyle, fontSize, fontFamily }) {
  return { style: fontStyle, size: Math.round(parseFloat(fontSize)), family: fontFamily };
}

/**
 * @param {SVGLineElement} line  One that is not seen.
 * @param {number | string} look
 * @returns {Record<Tone, LineStyle>}
 */
function tonesOf(line, look) {
  /** @param {Tone} tone @returns {LineStyle} */
  const styleOf = (tone) => {
    applyLook(line, look, tone);
    const { stroke, strokeDasharray, strokeWidth } = getComputedStyle(line);
    return {
      stroke,
      dash: strokeDasharray === "none" ? [] : strokeDasharray.split(/[\s,]+/).map(parseFloat),
      width: parseFloat(strokeWidth),
    };
  };
  return { plain: styleOf("plain"), lead: styleOf("lead"), quiet: styleOf("quiet") };
}

/**
 * Gives a line the look of a series.
 *
 * @param {SVGLineElement} line
 * @param {number | string} look
 * @param {Tone} [tone]
 * @param {boolean} [raw]  Whether the curve is: raw ones are thin.
 */
export function applyLook(line, look, tone = "plain", raw = false) {
  const { className, dash } = lookOf(look);
  line.setAttribute("class", [className, tone, ...(raw ? ["thin"] : [])].join(" "));
  line.style.strokeDasharray = dash ?? "";
}
