/** What a visitor asks of all models at once; whoever asks again withdraws what is still under way. */
import { CANCELLED, toFault } from "../../protocol.js";
import { contendersOf } from "../ui/contenders.js";
import { shuffled } from "./shuffle.js";
import { validate } from "./validate.js";

/** @typedef {import("./state.js").Subject} Subject */
/** @typedef {import("../ui/door.js").House} House */

/** @typedef {"names" | "memory" | "survey"} Purpose */

/** How many names a column holds. */
export const NAMES = 12;
/** The larger sample: so many requests, each of the most names that one may ask for. */
export const SAMPLES = 2;
const NOT_LOADED = "Its model could not be loaded.";

/**
 * @param {object} page
 * @param {House} page.house
 * @param {import("../ui/tutorial.js").Tutorial} page.tutorial
 * @param {() => import("./state.js").Columns} page.current
 * @param {(event: import("./state.js").ColumnsEvent) => void} page.dispatch
 */
export function createRequests({ house, tutorial, current, dispatch }) {
  const { engine, models, site } = house;
  /** @type {Map<number, Purpose>} By the id of the request. */
  const pending = new Map();

  /**
   * @template {import("../engine.js").Method} M
   * @param {Purpose} purpose
   * @param {M} method
   * @param {import("../../protocol.js").Methods[M]["params"]} params
   * @param {(event: import("../../protocol.js").Methods[M]["event"]) => void} [onEvent]
   */
  async function ask(purpose, method, params, onEvent) {
    const { id, result } = engine.request(method, params, onEvent);
    pending.set(id, purpose);
    try {
      return await result;
    } finally {
      pending.delete(id);
    }
  }

  /** @param {Purpose[]} purposes */
  function withdraw(...purposes) {
    for (const [id, purpose] of pending) if (purposes.includes(purpose)) engine.cancel(id);
  }

  /** @param {Subject} subject @param {number} run */
  async function fill({ id, baked, heldOut }, run) {
    /** @param {Partial<import("./state.js").ModelColumn>} change */
    const tell = (change) => dispatch({ type: "columns/column", run, id, change });
    tell({ phase: "loading", loaded: 0, names: [], fault: "" });
    try {
      if (baked) await models.choose(id, (loaded, total) => tell({ loaded: loaded / total }));
      if (run !== current().run) return;
      tell({ phase: "making" });
      const { milliseconds } = await ask("names", "generation.generate", paramsOf(id, NAMES, 0), (event) => {
        if ("name" in event) dispatch({ type: "columns/named", run, id, name: event });
      });
      tell({ phase: "done", milliseconds: milliseconds / NAMES });
      if (!baked && heldOut === null) await measure(id, run);
    } catch (error) {
      const { name, message } = toFault(error);
      if (name !== CANCELLED) tell({ phase: "failed", fault: name === "Network" ? NOT_LOADED : message });
    }
  }

  /** @param {string} id  Of a model of the visitor's own that was not measured yet. @param {number} run */
  async function measure(id, run) {
    const measured = ask("names", "scoring.held_out", { model: id });
    const { loss } = await measured.catch(() => ({ loss: null })); // Its names are there all the same.
    dispatch({ type: "columns/column", run, id, change: { heldOut: loss } });
  }

  /** @param {string} model @param {number} count @param {number} further  How many seeds after the one shown. */
  function paramsOf(model, count, further) {
    const { seed, temperature } = /** @type {import("./state.js").Asked} */ (current().asked);
    return { model, count, temperature, prefix: "", seed: (seed + further) % (site.limits.seed.high + 1) };
  }

  /** @returns {Subject[]} */
  function subjects() {
    const { own } = house.state();
    return contendersOf(tutorial.steps, own.models).map((one) => {
      const mine = own.models.find(({ id }) => id === one.id);
      const step = tutorial.steps.find(({ step: number }) => (mine ? number === mine.step : `step${number}` === one.id));
      const { loss, heldOut } = mine ?? { loss: step?.mean_last_100 ?? null, heldOut: step?.held_out_loss ?? null };
      return { ...one, loss, averaged: mine?.averaged, heldOut, unit: step?.unit === "counts" ? " counts" : "" };
    });
  }

  /**
   * One job for each column after the other, which can be withdrawn. One that fails does not keep the others waiting;
   * a model that has been removed since has none.
   *
   * @param {"memory" | "survey"} purpose
   * @param {(column: import("./state.js").ModelColumn, run: number) => Promise<void>} job
   */
  async function forEach(purpose, job) {
    const type = /** @type {const} */ (`columns/${purpose}`);
    const { run, columns } = current();
    withdraw(purpose);
    house.beforeAsking();
    dispatch({ type, run, phase: "asked" });
    let fault = "";
    for (const column of columns.filter(({ phase }) => phase === "done")) {
      try {
        if (subjects().some(({ id }) => id === column.id)) await job(column, run);
      } catch (error) {
        const { name, message } = toFault(error);
        if (name === CANCELLED) return dispatch({ type, run, phase: "stopped", fault: "" });
        fault ||= message;
      }
    }
    dispatch({ type, run, phase: fault ? "failed" : "done", fault });
  }

  return {
    submit() {
      const { form, limits, teach, run } = current();
      const { seed, temperature, problems } = validate(form, limits);
      if (Object.keys(problems).length > 0) return dispatch({ type: "columns/refused", problems });
      house.beforeAsking();
      withdraw("names", "memory", "survey");
      const asked = { seed: seed ?? drawSeed(), temperature };
      const all = teach ? shuffled(subjects(), asked.seed) : subjects();
      dispatch({ type: "columns/asked", run: run + 1, asked, subjects: all });
      for (const subject of all) fill(subject, run + 1);
    },
    /** Beside the columns that are shown, from the same random numbers. */
    addScaled() {
      house.addScaled();
      const { run, asked } = current();
      const subject = subjects().find(({ id }) => id === site.scaled.id);
      if (!asked || !subject) return;
      house.beforeAsking();
      dispatch({ type: "columns/added", run, subject });
      fill(subject, run);
    },
    /** @param {string} id  Of a column that has failed. */
    again(id) {
      const { columns, run } = current();
      const column = columns.find((one) => one.id === id);
      house.beforeAsking();
      if (column) fill(column, run);
    },
    compare() {
      return forEach("memory", async ({ id, names, nearest }, run) => {
        const written = new Set(names.map(({ name }) => name).filter((name) => name && !Object.hasOwn(nearest, name)));
        await ask("memory", "memory.compare", { model: id, names: [...written] }, (event) => dispatch({ type: "columns/compared", run, id, nearest: event }));
      });
    },
    survey() {
      return forEach("survey", async ({ id }, run) => {
        dispatch({ type: "columns/column", run, id, change: { sample: [] } });
        for (let further = 0; further < SAMPLES; further++) {
          const { milliseconds, count } = await ask("survey", "generation.generate", paramsOf(id, site.limits.count.high, further), (event) => {
            if ("name" in event) dispatch({ type: "columns/sampled", run, id, name: event });
          });
          // Of more names, and of a program that has run a while: closer to the truth than the first few.
          dispatch({ type: "columns/column", run, id, change: { milliseconds: milliseconds / count } });
        }
      });
    },
    stopSurvey: () => withdraw("survey"),
  };
}

function drawSeed() {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}
