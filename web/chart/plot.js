/*! Drawn with uPlot (https://github.com/leeoniya/uPlot), copyright Leon Sorokin, MIT License. */
/**
 * The drawing surface of the loss curves: uPlot, set up once and given a frame at a time. It knows
 * no state and no events of the page, and it takes every colour, dash and font from the style sheet.
 */
import "./language.js";
import uPlot from "uplot";
import { drawGuessLabel, drawGuessLine } from "./guess-line.js";
import { readLook } from "./look.js";

/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("./look.js").Look} Look */
/** @typedef {import("./series.js").Series} Series */

/**
 * @typedef {object} PlotSetup
 * @property {HTMLElement} place
 * @property {import("./guess-line.js").Guess} guess
 * @property {(ticks: number[]) => string[]} tickLabels  Of the loss axis.
 * @property {(span: [number, number]) => void} onSelect  Two indices, chosen by dragging.
 * @property {() => void} onDrawn  Positions may have changed.
 */

/** The single losses are faint dots behind their mean: a line through them would hide everything. */
const RAW_OPACITY = 0.35;
const RAW_DOT = 3.5;
/** Where the curves themselves are raw they are thin, for they cross all the time. */
const RAW_WIDTH = 1;
/** CSS pixels that the curve whose single losses are shown is wider than the others. */
const EMPHASIS = 0.75;

/** In the data of uPlot, x comes first, then the raw trace (behind everything), then the series. */
const FIRST_SERIES = 2;

export class Plot {
  /** @type {Frame | null} */ #frame = null;
  /** @type {readonly Series[]} */ #series = [];
  /** @type {Look} */ #look;
  /** @type {uPlot} */ #plot;
  #setup;

  /** @param {PlotSetup} setup */
  constructor(setup) {
    this.#setup = setup;
    this.#look = readLook(setup.place, []);
    this.#plot = new uPlot(this.#options(), [[], []], setup.place);
  }

  /** The part of the plot that curves lie in; overlays go here. */
  get over() {
    return this.#plot.over;
  }

  /** @param {Frame} frame */
  draw(frame) {
    this.#frame = frame;
    this.#follow(frame.series);
    for (const [i, { width }] of this.#look.series.entries()) {
      const own = width + (i === frame.emphasised ? EMPHASIS : 0);
      this.#plot.series[FIRST_SERIES + i].width = frame.raw.length ? own : RAW_WIDTH;
    }
    /** @param {readonly number[]} values  A series may be shorter than the longest: it ends there. */
    const column = (values) => frame.x.map((_, i) => values[i] ?? null);
    this.#plot.setData(/** @type {uPlot.AlignedData} */ ([frame.x, column(frame.raw), ...frame.shown.map(column)]));
  }

  /**
   * Series come and go: uPlot gets one for each, in the same order.
   *
   * @param {readonly Series[]} series
   */
  #follow(series) {
    if (series.length === this.#series.length && series.every(({ id, look }, i) => id === this.#series[i].id && look === this.#series[i].look)) return;
    this.#series.forEach(() => this.#plot.delSeries(FIRST_SERIES));
    this.#series = series;
    this.#look = readLook(this.#setup.place, series);
    series.forEach((_, i) => this.#plot.addSeries(this.#lineSeries(i), FIRST_SERIES + i));
  }

  /** Takes colours and dashes from the style sheet anew. */
  restyle() {
    this.#look = readLook(this.#setup.place, this.#series);
    this.#plot.redraw();
  }

  /**
   * @param {number} width
   * @param {number} height  CSS pixels.
   */
  resize(width, height) {
    if (width !== this.#plot.width || height !== this.#plot.height) this.#plot.setSize({ width, height });
  }

  /** @param {number} step  Counted from 1. @returns {number} CSS pixels from the left of `over`. */
  left(step) {
    return this.#plot.valToPos(step, "x");
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
    return this.#look.series[series].stroke;
  }

  /** @returns {uPlot.Options} */
  #options() {
    const { place, guess, tickLabels, onDrawn } = this.#setup;
    return {
      width: place.clientWidth,
      height: place.clientHeight,
      legend: { show: false },
      padding: [12, 18, 0, 0],
      cursor: { x: false, y: false, points: { show: false }, drag: { x: true, y: false, setScale: false, dist: 8 } },
      scales: {
        x: { time: false, range: () => this.#frame?.xRange ?? [1, 2] },
        y: { range: () => this.#frame?.yRange ?? [2, 4] },
      },
      axes: [this.#axis({ label: "training step", labelSize: 22, size: 30, space: 64, values: (_, ticks) => ticks.map(String) }), this.#axis({ size: 44, space: 40, values: (_, ticks) => tickLabels(ticks) })],
      series: [{}, this.#rawSeries()],
      hooks: {
        setSelect: [(plot) => this.#selected(plot)],
        drawAxes: [(plot) => drawGuessLine(plot, guess.value, this.#look)],
        draw: [(plot) => drawGuessLabel(plot, guess, this.#look), () => onDrawn()],
      },
    };
  }

  /**
   * @param {uPlot.Axis} own
   * @returns {uPlot.Axis}
   */
  #axis(own) {
    const font = this.#look.font;
    return {
      stroke: () => this.#look.text,
      grid: { stroke: () => this.#look.grid, width: 1 },
      ticks: { show: false },
      font,
      labelFont: font,
      gap: 6,
      ...own,
    };
  }

  /** @returns {uPlot.Series} */
  #rawSeries() {
    const stroke = () => this.#look.series[this.#frame?.emphasised ?? 0]?.stroke ?? this.#look.text;
    return {
      alpha: RAW_OPACITY,
      stroke,
      paths: () => null,
      points: { show: true, size: RAW_DOT, width: 0, fill: stroke },
    };
  }

  /**
   * @param {number} i
   * @returns {uPlot.Series}
   */
  #lineSeries(i) {
    const { width, dash } = this.#look.series[i];
    return {
      width,
      dash,
      stroke: () => this.#look.series[i].stroke,
      points: { show: false },
      // A hidden series keeps its data and is simply not stroked.
      paths: (plot, ...rest) => (this.#frame?.visible[i] ? linear(plot, ...rest) : null),
    };
  }

  /** @param {uPlot} plot */
  #selected(plot) {
    const { left, width } = plot.select;
    if (width === 0) return;
    this.#setup.onSelect([plot.posToIdx(left), plot.posToIdx(left + width)]);
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }
}

const linear = /** @type {uPlot.Series.PathBuilder} */ (uPlot.paths.linear?.());
