/** Fetches the trainings of the sweep and refuses, in a sentence, what is not what the figure draws. */
import { FaultError } from "../../protocol.js";
import { gridOf } from "./grid.js";

/** @typedef {import("./grid.js").Grid} Grid */
/**
 * @typedef {{format: number, training_names: number, runs: import("./grid.js").Run[],
 *   tutorial: {step: number, held_out_loss: number}}} ScalingFile
 */

const PATIENCE_MS = 20_000;
const AGAIN = "press the button to try again.";

/**
 * What the browser keeps may be damaged: then it is asked for anew.
 *
 * @param {import("../../protocol.js").SealedFile} file
 * @returns {Promise<Grid>}
 * @throws {FaultError}
 */
export async function fetchScaling({ url, integrity }) {
  /** @param {RequestCache} cache */
  const ask = (cache) => fetch(url, { integrity, cache, signal: AbortSignal.timeout(PATIENCE_MS) });
  const response = await ask("default").catch(() => ask("reload")).catch((error) => {
    throw new FaultError("Network", `The figure could not be loaded: the connection failed, or it arrived damaged; ${AGAIN}`, String(error));
  });
  if (!response.ok) throw new FaultError("Network", `The figure could not be loaded: the server answered ${response.status}; ${AGAIN}`, url);
  return readScaling(await response.json());
}

/**
 * @param {unknown} data
 * @returns {Grid}
 * @throws {FaultError}
 */
export function readScaling(data) {
  const file = /** @type {Partial<ScalingFile> | null} */ (data);
  if (file?.format !== 1) throw new FaultError("Format", "The figure could not be drawn: this page does not know the format of its file.");
  const { runs = [], training_names: trainingNames, tutorial } = file;
  const whole = runs.every(({ parameters, names_read: names, held_out_loss: loss }) => [parameters, names, loss].every(Number.isFinite));
  const grid = runs.length && whole && trainingNames && tutorial && gridOf(runs, trainingNames, { step: tutorial.step, loss: tutorial.held_out_loss });
  if (!grid) throw new FaultError("Format", "The figure could not be drawn: its file is incomplete.");
  return grid;
}
