/** One frame of the figure of scale, from its state. */
import { rangeOf } from "../../chart/range.js";
import { loss, thousands } from "../ui/format.js";
import { curvesOf, helps } from "./grid.js";
import { amountOf, AXES } from "./words.js";

/** @typedef {import("./state.js").Scaling} Scaling */

/** The style sheet has so many levels of one colour, from little to much: `.level-0` to `.level-5`. */
export const LEVELS = 6;
/** Room left of the first marks, beside the numbers, as a part of what the curves span on their logarithmic axis. */
const ROOM = 0.03;

/**
 * @param {Scaling} state
 * @returns {import("../../chart/frame.js").Frame}
 */
export function frameOf({ grid, by, cursor }) {
  const { x, of, curves } = curvesOf(grid, by);
  const shown = curves.map((runs) => runs.map((run) => run.held_out_loss));
  const { step, loss: reached } = grid.tutorial;
  const short = `step ${step}`;
  const other = by === "parameters" ? "names" : "parameters";
  /** @type {[number, number]} */
  const span = [0, x.length - 1];
  return {
    x,
    series: of.map((count, i) => ({
      id: String(count),
      name: amountOf(other, count),
      brief: thousands(count),
      source: "baked",
      losses: shown[i],
      look: `level-${levelOf(i, of.length)}`,
    })),
    shown,
    visible: of.map(() => true),
    subtracted: null,
    tones: of.map((_, i) => (i === cursor.curve ? "lead" : "plain")),
    lead: cursor.curve,
    dotted: null,
    dots: [],
    raw: false,
    marks: curves.map((runs) => runs.map((run) => helps(run, by))),
    logarithmic: true,
    axis: { label: AXES[by], ticks: x.map((at) => ({ at, text: thousands(at) })) },
    landmark: by === "names" ? { at: grid.trainingNames, label: `all ${thousands(grid.trainingNames)} names, once`, short: "all names" } : null,
    references: [{ value: reached, label: `${short} of the tutorial: ${loss(reached)}`, short }],
    span,
    xRange: [x[0] * (x[0] / x[x.length - 1]) ** ROOM, x[x.length - 1]],
    yRange: rangeOf([...shown, [reached]], { span, whole: false, dots: false, levels: [reached] }),
    outside: { above: "", below: "" },
  };
}

/**
 * @param {number} position
 * @param {number} count
 * @returns {number}  The first and the last of them have the ends of the scale.
 */
export function levelOf(position, count) {
  return Math.round((position * (LEVELS - 1)) / Math.max(1, count - 1));
}
