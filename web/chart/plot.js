/*! Drawn with uPlot (https://github.com/leeoniya/uPlot), copyright Leon Sorokin, MIT License. */
/**
 * The drawing surface of curves: uPlot, given a frame at a time. It knows no state and no
 * events of the page, and it takes every colour, dash and font from the style sheet.
 */
import "./language.js";
import uPlot from "uplot";
import { axesOf } from "./axes.js";
import { drawCaptions } from "./captions.js";
import { drawEdgeNotes } from "./edge-notes.js";
import { drawEndLabels, endLabelRoom } from "./end-labels.js";
import { drawLandmark } from "./landmark.js";
import { drawMarks } from "./marks.js";
import { dataOf } from "./plot-data.js";
import { fontOf } from "./pen.js";
import { readLook } from "./look.js";
import { drawReferenceLabel, drawReferenceLine } from "./reference-line.js";

/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("./look.js").Look} Look */
/** @typedef {import("./look.js").LineStyle} LineStyle */

/**
 * @typedef {object} PlotSetup
 * @property {HTMLElement} place
 * @property {(ticks: number[]) => string[]} tickLabels  Of the loss axis.
 * @property {() => void} onDrawn  Positions may have changed.
 */

/** The single losses are faint dots behind their mean: a line through them would hide everything. */
const DOT_OPACITY = 0.35;
const DOT = 3.5;
/** Where the curves themselves are raw they are thin, for they cross all the time. */
const RAW_WIDTH = 1;
/** A chart narrower than this, in sizes of its type, names its curves by number only. */
const ROOM_FOR_TITLES = 42;

export class Plot {
  /** @type {Frame} */ #frame;
  /** @type {Look} */ #look;
  /** @type {uPlot} */ #plot;
  #setup;

  /**
   * @param {PlotSetup} setup
   * @param {Frame} frame
   */
  constructor(setup, frame) {
    this.#setup = setup;
    this.#frame = frame;
    this.#look = readLook(setup.place, frame.series);
    this.over = document.createElement("div");
    this.over.className = "chart-over";
    this.#plot = this.#make();
  }

  /** @param {Frame} frame */
  draw(frame) {
    const last = this.#frame;
    this.#frame = frame;
    if (last.logarithmic !== frame.logarithmic || last.axis.label !== frame.axis.label || !haveSameLooks(last, frame)) this.#remake();
    else {
      this.#plot.setData(dataOf(frame));
      this.#plot.redraw(false, true); // uPlot measures again only where a range has changed, but names may have.
    }
  }

  /** Takes colours, dashes and fonts from the style sheet anew. */
  restyle() {
    this.#look = readLook(this.#setup.place, this.#frame.series);
    this.#plot.redraw();
  }

  /** What uPlot takes only at its making: the fonts, the kind of axis, how many series there are. */
  #remake() {
    this.#look = readLook(this.#setup.place, this.#frame.series);
    this.#plot.destroy();
    this.#plot = this.#make();
  }

  /** Follows the size of its place, and the size of its type. */
  resize() {
    const { clientWidth: width, clientHeight: height } = this.#setup.place;
    if (width === 0 || height === 0) return; // Nothing is to be seen.
    if (fontOf(readLook(this.#setup.place, []).face) !== fontOf(this.#look.face)) this.#remake();
    else if (width !== this.#plot.width || height !== this.#plot.height) this.#plot.setSize({ width, height });
  }

  /** @param {number} x  Such as a training step. @returns {number} CSS pixels from the left of `over`. */
  left(x) {
    return this.#plot.valToPos(x, "x");
  }

  /** @param {number} loss @returns {number} CSS pixels from the top of `over`. */
  top(loss) {
    return this.#plot.valToPos(loss, "y");
  }

  /** @param {number} left  CSS pixels from the left of `over`. @returns {number} An index. */
  indexAt(left) {
    return this.#plot.posToIdx(left);
  }

  /** @param {number} series */
  colour(series) {
    return this.#styleOf(series)?.stroke ?? this.#look.text;
  }

  /** @param {number} i @returns {LineStyle | undefined} */
  #styleOf(i) {
    return this.#look.series[i]?.[this.#frame.tones[i]];
  }

  #make() {
    const { place, tickLabels, onDrawn } = this.#setup;
    const look = () => this.#look;
    const layout = () => ({ width: place.clientWidth, short: place.clientWidth < ROOM_FOR_TITLES * this.#look.face.size });
    /** @param {(plot: uPlot, frame: Frame) => void} draw @returns {(plot: uPlot) => void} */
    const paint = (draw) => (plot) => draw(plot, this.#frame);
    const { series, logarithmic, axis } = this.#frame;
    /** @type {uPlot.Options} */
    const options = {
      width: place.clientWidth || 1,
      height: place.clientHeight || 1,
      legend: { show: false },
      padding: [this.#look.face.size * 1.8, (plot) => endLabelRoom(plot.ctx, this.#frame, this.#look, layout()), 0, 0],
      cursor: { show: false },
      scales: {
        x: { time: false, distr: logarithmic ? 3 : 1, range: () => this.#frame.xRange },
        y: { range: () => this.#frame.yRange },
      },
      axes: axesOf(look, { logarithmic, axis, tickLabels }),
      series: [{}, this.#dots(), ...series.map((_, i) => this.#line(() => i)), this.#line(() => this.#frame.lead, true)],
      hooks: {
        drawAxes: [
          paint((plot, now) => drawLandmark(plot, now, this.#look)),
          paint((plot, { references }) => references.forEach((one) => drawReferenceLine(plot, one, this.#look))),
        ],
        draw: [
          paint((plot, now) => drawMarks(plot, now, this.#look)),
          paint((plot, { references }) => references.forEach((one) => drawReferenceLabel(plot, one, this.#look))),
          paint((plot, now) => drawCaptions(plot, now, this.#look)),
          paint((plot, now) => drawEndLabels(plot, now, this.#look, layout())),
          paint((plot, { outside }) => drawEdgeNotes(plot, outside, this.#look)),
          () => onDrawn(),
        ],
      },
    };
    const made = new uPlot(options, dataOf(this.#frame), place);
    made.over.append(this.over); // It outlives the plot, with what listens to it.
    return made;
  }

  /** @returns {uPlot.Series} */
  #dots() {
    const stroke = () => this.colour(this.#frame.dotted ?? -1);
    return { alpha: DOT_OPACITY, stroke, paths: () => null, points: { show: true, size: DOT, width: 0, fill: stroke } };
  }

  /**
   * The lead is drawn once more, after all others, for uPlot keeps to the order of its series.
   *
   * @param {() => number | null} position  In the series of the frame.
   * @param {boolean} [isLead]
   * @returns {uPlot.Series}
   */
  #line(position, isLead = false) {
    const style = () => this.#styleOf(position() ?? -1);
    /** @type {uPlot.Series} */
    const line = {
      stroke: () => style()?.stroke ?? this.#look.text,
      points: { show: false },
      paths: (plot, index, ...rest) => {
        const i = position();
        if (i === null || !this.#frame.visible[i] || (i === this.#frame.lead) !== isLead) return null;
        // uPlot reads these only after it has the path.
        const { dash, width } = /** @type {LineStyle} */ (style());
        Object.assign(plot.series[index], { dash: dash.map((length) => length * devicePixelRatio), width: this.#frame.raw ? RAW_WIDTH : width });
        return linear(plot, index, ...rest);
      },
    };
    return line;
  }
}

const linear = /** @type {uPlot.Series.PathBuilder} */ (uPlot.paths.linear?.());

/**
 * @param {Frame} one
 * @param {Frame} other
 */
function haveSameLooks(one, other) {
  return one.series.length === other.series.length && other.series.every(({ look }, i) => look === one.series[i].look);
}
