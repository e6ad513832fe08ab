/**
 * The page's whole state: one initial value and one pure function from state and event to the next
 * state. What happens on the page is an event here; what it looks like is decided in the views.
 */
import { initialChart, reduceChart } from "./chart-state.js";

/** @typedef {import("./protocol.js").Fault} Fault */
/** @typedef {import("./protocol.js").Info} Info */
/** @typedef {import("./protocol.js").Progress} Progress */
/** @typedef {import("./protocol.js").GenerateParams} GenerateParams */
/** @typedef {import("./protocol.js").GenerateEvent} GenerateEvent */
/** @typedef {import("./protocol.js").GenerateReply} GenerateReply */
/** @typedef {import("./chart-state.js").Chart} Chart */
/** @typedef {import("./chart-state.js").ChartEvent} ChartEvent */

/**
 * @typedef {{phase: "waiting" | "loading" | "ready" | "failed", progress: Progress | null,
 *   info: Info | null, fault: Fault | null}} Boot
 * @typedef {{name: string, known: boolean}} Name
 * @typedef {{id: number, seed: number | null, names: Name[]}} Sheet  The names on screen, all of one run.
 * @typedef {{id: number, phase: "idle" | "asked" | "done" | "failed", params: GenerateParams | null,
 *   reply: GenerateReply | null, fault: Fault | null}} Run  The latest request for names.
 * @typedef {{[field: string]: string}} Problems  A sentence for each field that cannot be used.
 * @typedef {{boot: Boot, run: Run, sheet: Sheet, problems: Problems, notice: string, chart: Chart}} State
 */

/**
 * @typedef {{type: "boot/started"}
 *   | {type: "boot/progress", progress: Progress}
 *   | {type: "boot/ready", info: Info}
 *   | {type: "boot/failed", fault: Fault}
 *   | {type: "form/checked", problems: Problems}
 *   | {type: "run/asked", run: number, params: GenerateParams}
 *   | {type: "run/event", run: number, event: GenerateEvent}
 *   | {type: "run/done", run: number, reply: GenerateReply}
 *   | {type: "run/failed", run: number, fault: Fault}
 *   | {type: "notice", text: string}
 *   | ChartEvent} Event
 */

/** @type {State} */
export const initialState = {
  boot: { phase: "waiting", progress: null, info: null, fault: null },
  run: { id: 0, phase: "idle", params: null, reply: null, fault: null },
  sheet: { id: 0, seed: null, names: [] },
  problems: {},
  notice: "",
  chart: initialChart,
};

/**
 * @param {State} state
 * @param {Event} event
 * @returns {State}
 */
export function reduce(state, event) {
  switch (event.type) {
    case "form/checked":
      return { ...state, problems: event.problems };
    case "notice":
      return { ...state, notice: event.text };
    case "run/asked":
      return { ...state, ...ask(event), problems: {}, notice: "" };
    case "run/event":
    case "run/done":
    case "run/failed":
      return event.run === state.run.id ? reduceRun(state, event) : state; // A late word of an older run.
    case "boot/started":
    case "boot/progress":
    case "boot/ready":
    case "boot/failed":
      return { ...state, boot: reduceBoot(state.boot, event) };
    default:
      return { ...state, chart: reduceChart(state.chart, event) };
  }
}

/**
 * @param {Extract<Event, {type: "run/asked"}>} event
 * @returns {{run: Run}}  The names of the run before stay until the first of this one comes.
 */
function ask({ run, params }) {
  return { run: { id: run, phase: "asked", params, reply: null, fault: null } };
}

/**
 * @param {State} state
 * @param {Extract<Event, {type: "run/event" | "run/done" | "run/failed"}>} event
 * @returns {State}
 */
function reduceRun(state, event) {
  if (event.type === "run/done") {
    return { ...state, run: { ...state.run, phase: "done", reply: event.reply } };
  }
  if (event.type === "run/failed") {
    return { ...state, run: { ...state.run, phase: "failed", fault: event.fault } };
  }
  const { run, event: item } = event;
  if ("name" in item) {
    const { name, known } = item;
    return { ...state, sheet: { ...state.sheet, names: [...state.sheet.names, { name, known }] } };
  }
  return { ...state, sheet: { id: run, seed: item.seed, names: [] } };
}

/**
 * @param {Boot} boot
 * @param {Extract<Event, {type: `boot/${string}`}>} event
 * @returns {Boot}
 */
function reduceBoot(boot, event) {
  switch (event.type) {
    case "boot/started":
      return { phase: "loading", progress: null, info: null, fault: null };
    case "boot/progress":
      return boot.phase === "loading" ? { ...boot, progress: event.progress } : boot;
    case "boot/ready":
      return { ...boot, phase: "ready", info: event.info };
    case "boot/failed":
      return { ...boot, phase: "failed", fault: event.fault };
  }
}

/**
 * @param {State} state
 * @returns {boolean} Whether nothing is under way that somebody waits for.
 */
export function isAtRest({ boot, run }) {
  return (boot.phase === "ready" || boot.phase === "failed") && run.phase !== "asked";
}
