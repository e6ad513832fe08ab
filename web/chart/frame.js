/** One frame of the chart: everything that is drawn, computed from what is to be seen. */
import { longest } from "./longest.js";
import { displayed } from "./means.js";
import { outsideOf, rangeOf } from "./range.js";

/** @typedef {import("./series.js").Series} Series */

/**
 * @typedef {[number, number]} Span  First and last index shown, both included.
 * @typedef {{value: number, label: string, short: string}} Reference  A level line that curves are compared with.
 * @typedef {{at: number, label: string, short: string}} Landmark  A place on the axis of x that means something.
 * @typedef {{label: string, ticks: readonly {at: number, text: string}[] | null}} Axis  Where it has its numbers;
 *   null where it finds places of its own.
 * @typedef {"plain" | "lead" | "quiet"} Tone  In its colour; in its colour before all others; behind such a one.
 * @typedef {object} View  What is to be seen.
 * @property {readonly Series[]} series
 * @property {readonly string[]} hidden  The ids of series that are switched off.
 * @property {string | null} lead  The id of the series before which the others go quiet.
 * @property {string | null} dotted  The id of the series of which single losses are shown.
 * @property {string | null} baseline  The id of the series that is subtracted from all.
 * @property {number} window  How many training steps a displayed value is the mean of; 1 shows them raw.
 * @property {Span} span
 * @property {boolean} logarithmic  Whether the training steps are.
 * @property {Reference} reference
 * @property {Reference | null} [level]  One more.
 */

/**
 * @typedef {object} Frame  Everything the chart draws.
 * @property {readonly number[]} x  What the curves are drawn against, such as training steps, counted from 1;
 *   as many as the longest series has.
 * @property {readonly Series[]} series
 * @property {number[][]} shown  A displayed curve per series, hidden ones included.
 * @property {boolean[]} visible  By position in `series`.
 * @property {number | null} subtracted  The position of the series that is subtracted from the others.
 * @property {Tone[]} tones
 * @property {number | null} lead  The position of the series that is drawn last.
 * @property {number | null} dotted  The position of the series whose single losses stand behind its mean.
 * @property {readonly number[]} dots  Those losses; none when the curves themselves are raw.
 * @property {boolean} raw  Whether the curves are: they cross all the time, and are thin.
 * @property {readonly (readonly boolean[])[] | null} marks  By series and index: each value has a mark, filled
 *   or hollow. Null where values are too many for that.
 * @property {boolean} logarithmic
 * @property {Axis} axis  The one of x.
 * @property {Landmark | null} landmark
 * @property {Reference[]} references  Those level lines.
 * @property {Span} span
 * @property {[number, number]} xRange  What it shows of x.
 * @property {[number, number]} yRange
 * @property {import("./range.js").Outside} outside  What lies above and below, in words.
 */

/**
 * @param {View} view
 * @returns {Frame}
 */
export function frameOf(view) {
  const { series, hidden, baseline, window, span, logarithmic, reference, level } = view;
  const subtracted = series.find(({ id }) => id === baseline) ?? null;
  const shown = series.map((one) => displayed(one, window, subtracted));
  // The series that is subtracted would lie on the line of no difference.
  const visible = series.map(({ id }) => !hidden.includes(id) && id !== baseline);
  /** @param {string | null} id */
  const position = (id) => {
    const index = series.findIndex((one) => one.id === id);
    return visible[index] ? index : null;
  };
  const [lead, dotted] = [position(view.lead), window === 1 ? null : position(view.dotted)];
  const dots = dotted === null ? [] : displayed(series[dotted], 1, subtracted);
  const end = longest(series);
  const whole = span[0] === 0 && span[1] === end - 1 && !logarithmic;
  const references = level ? [reference, level] : [reference];
  const levels = references.map(({ value }) => value);
  const yRange = rangeOf(shown.filter((_, i) => visible[i]), { span, whole, dots: dots.length > 0, levels });
  const drawn = { series, shown, visible, dots, yRange };
  return {
    ...drawn,
    x: Array.from({ length: end }, (_, i) => i + 1),
    tones: series.map((_, i) => (lead === null ? "plain" : i === lead ? "lead" : "quiet")),
    subtracted: subtracted && series.indexOf(subtracted),
    lead,
    dotted,
    raw: window === 1,
    marks: null,
    logarithmic,
    axis: { label: logarithmic ? "training step (logarithmic)" : "training step", ticks: null },
    landmark: null,
    references,
    span,
    xRange: [span[0] + 1, span[1] + 1],
    outside: outsideOf(drawn, span),
  };
}
