/** How the chart looks: colours, dashes and font, read from the style sheet, which is their one home. */
import { lookOf } from "./series.js";

/**
 * @typedef {{stroke: string, dash: number[], width: number}} LineStyle
 * @typedef {object} Look
 * @property {LineStyle[]} series
 * @property {string} text
 * @property {string} grid
 * @property {string} font
 * @property {string} surface  Behind everything.
 */

/**
 * @param {HTMLElement} place  Where the chart stands.
 * @param {readonly import("./series.js").Series[]} series
 * @returns {Look}
 */
export function readLook(place, series) {
  const style = getComputedStyle(place);
  return {
    series: series.map(({ look }) => lineStyle(look)),
    text: style.color,
    grid: style.borderTopColor,
    surface: style.backgroundColor,
    font: `${style.fontSize} ${style.fontFamily}`,
  };
}

/**
 * @param {number} look
 * @returns {LineStyle}
 */
function lineStyle(look) {
  const { className, dash } = lookOf(look);
  const line = document.querySelector(`.swatch .${className}`);
  const { stroke, strokeDasharray, strokeWidth } = getComputedStyle(line ?? document.body);
  const pattern = dash ?? strokeDasharray;
  return {
    stroke,
    dash: pattern === "none" ? [] : pattern.split(/[\s,]+/).map(parseFloat),
    width: parseFloat(strokeWidth),
  };
}

/**
 * Gives the line of a swatch the look of a series.
 *
 * @param {SVGLineElement} line
 * @param {number} look
 */
export function applyLook(line, look) {
  const { className, dash } = lookOf(look);
  line.setAttribute("class", className);
  line.style.strokeDasharray = dash ?? "";
}
