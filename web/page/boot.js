/** The slice of the state that says whether Python is there; every feature may read it. */

/** @typedef {import("../protocol.js").Fault} Fault */
/** @typedef {import("../protocol.js").Info} Info */
/** @typedef {import("../protocol.js").Progress} Progress */

/**
 * @typedef {{phase: "waiting" | "loading" | "ready" | "failed", progress: Progress | null,
 *   info: Info | null, fault: Fault | null, failures: number, remedy: Remedy}} Boot  Failures since Python was last there.
 * @typedef {"retry" | "reload" | "none"} Remedy  What a visitor can do about the latest failure.
 * @typedef {{type: "boot/started"}
 *   | {type: "boot/progress", progress: Progress}
 *   | {type: "boot/ready", info: Info}
 *   | {type: "boot/failed", fault: Fault}} BootEvent
 */

export const boot = {
  initial: /** @type {Boot} */ ({ phase: "waiting", progress: null, info: null, fault: null, failures: 0, remedy: "none" }),
  reduce,
};

/**
 * @param {Boot} state
 * @param {BootEvent} event
 * @returns {Boot}
 */
function reduce(state, event) {
  switch (event.type) {
    case "boot/started":
      return { ...state, phase: "loading", progress: null, info: null, fault: null };
    case "boot/progress":
      return state.phase === "loading" ? { ...state, progress: event.progress } : state;
    case "boot/ready":
      return { ...state, phase: "ready", info: event.info, failures: 0 };
    case "boot/failed":
      return { ...state, phase: "failed", fault: event.fault, failures: state.failures + 1, remedy: remedy(event.fault, state.failures) };
    default:
      throw new Error(`The boot knows no event ${/** @type {{type: string}} */ (event).type}.`);
  }
}

/** Faults of the browser, which neither another try nor another day mends. */
const HOPELESS = ["NoWebAssembly", "NoModuleWorkers"];

/**
 * @param {Fault} fault
 * @param {number} failures  Before this one.
 * @returns {Remedy}
 */
function remedy({ name }, failures) {
  if (HOPELESS.includes(name)) return "none";
  return name === "Gone" || failures > 0 ? "reload" : "retry";
}

/**
 * @param {Boot} state
 * @returns {boolean}  Whether Python is there, or cannot be.
 */
export function hasSettled({ phase }) {
  return phase === "ready" || phase === "failed";
}
