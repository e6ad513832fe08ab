/** What a run was at a moment: names it made then, and its loss on names it never reads. */
import { CANCELLED, toFault } from "../../protocol.js";
import { lookedAt } from "./run.js";

/** @typedef {import("./train-here.js").Engine} Engine */
/** @typedef {import("./train-here.js").Dispatch} Dispatch */
/** @typedef {import("./run.js").Run} Run */

/** The model of the moment, in the worker. */
const THEN = "train-moment";
/** The same random numbers at every moment, so that only the model differs. */
const ASKED = { model: THEN, count: 12, temperature: 0.5, prefix: "", seed: 42 };
/** How long the names of a moment stand at least while a run goes on: as long as it takes to read some. */
export const READING_MS = 500;

/**
 * @param {{engine: Engine, dispatch: Dispatch, find: (id: string) => Run | undefined, onMeasured: (id: string) => void,
 *   now?: () => number}} page
 */
export function createLookBack({ engine, dispatch, find, onMeasured, now = () => performance.now() }) {
  /** @type {number[]} Requests under way. */
  let asked = [];
  let glancedAt = -Infinity;

  /**
   * @template {keyof import("../../protocol.js").Methods} M
   * @param {M} method
   * @param {import("../../protocol.js").Methods[M]["params"]} params
   * @param {(event: any) => void} [onEvent]
   */
  function ask(method, params, onEvent) {
    const { id, result } = engine.request(method, params, onEvent);
    asked.push(id);
    return result;
  }

  /**
   * @param {Run} run
   * @param {number | null} moment
   */
  async function makeNames(run, moment) {
    const model = run.phase === "opened" ? run.id : THEN; // One that was opened has but one moment.
    if (model === THEN) await ask("training.model", { id: run.id, to: THEN, moment });
    /** @type {string[]} */
    const names = [];
    await ask("generation.generate", { ...ASKED, model }, (event) => "name" in event && names.push(event.name));
    return names;
  }

  /**
   * @param {string} id  Of a run, which may be removed meanwhile.
   * @param {() => Promise<void>} work  In place of what was asked before.
   */
  async function alone(id, work) {
    for (const request of asked) engine.cancel(request);
    asked = [];
    try {
      await work();
    } catch (error) {
      const fault = toFault(error);
      if (fault.name !== CANCELLED && find(id)) dispatch({ type: "train/failed", message: fault.message });
    }
  }

  return {
    /**
     * Names of a run that goes on, but for moments that pass faster than anybody reads.
     *
     * @param {Run} run
     * @param {number} moment
     */
    async glance(run, moment) {
      if (now() - glancedAt < READING_MS) return;
      glancedAt = now();
      await alone(run.id, async () => {
        const names = await makeNames(run, moment);
        dispatch({ type: "train/moment-told", id: run.id, moment, told: { names } });
      });
    },
    /**
     * Names and loss of the moment that is looked at.
     *
     * @param {Run} run
     */
    look: (run) =>
      alone(run.id, async () => {
        const { id, moment, phase } = run;
        const at = lookedAt(run);
        const known = run.told[at] ?? {};
        const tell = (/** @type {import("./run.js").Told} */ told) => dispatch({ type: "train/moment-told", id, moment: at, told });
        if (!known.names) tell({ names: await makeNames(run, moment) });
        if (known.unseen !== undefined) return;
        const { loss, names: unseen } = phase === "opened" ? await ask("scoring.held_out", { model: id }) : await ask("training.held_out", { id, moment });
        tell({ loss, unseen });
        onMeasured(id);
      }),
  };
}
