/** Fetches the baked loss curves and refuses, in a sentence, what is not what this page draws. */
import { FaultError } from "../../protocol.js";

/** @typedef {import("../../chart/series.js").Series} Series */
/** @typedef {{series: Series[], uniform: import("./state.js").Uniform}} Curves */
/**
 * @typedef {{format: number, vocabulary_size: number, uniform_loss: number,
 *   steps: {step: number, title: string, function: string, losses: number[]}[]}} CurveFile
 */

/**
 * @param {import("../../protocol.js").SealedFile} file
 * @param {number} stepCount  How many steps of the tutorial the page has room for.
 * @param {boolean} anew  Whether to pass by what the browser keeps.
 * @returns {Promise<Curves>}
 * @throws {FaultError}
 */
export async function fetchCurves({ url, integrity }, stepCount, anew) {
  const response = await fetch(url, { integrity, cache: anew ? "reload" : "default" }).catch((error) => {
    throw new FaultError("Network", "The loss curves could not be loaded: the connection failed, or they arrived damaged.", String(error));
  });
  if (!response.ok) {
    throw new FaultError("Network", `The loss curves could not be loaded: the server answered ${response.status}.`, url);
  }
  const data = await response.json().catch((error) => {
    throw new FaultError("Format", "The loss curves could not be read: their file arrived damaged.", String(error));
  });
  return readCurves(data, stepCount);
}

/**
 * @param {unknown} data
 * @param {number} stepCount
 * @returns {Curves}
 * @throws {FaultError}
 */
export function readCurves(data, stepCount) {
  const file = /** @type {Partial<CurveFile> | null} */ (data);
  if (file?.format !== 1) {
    throw new FaultError("Format", "The loss curves could not be read: this page does not know the format of their file.");
  }
  const length = file.steps?.[0]?.losses?.length ?? 0;
  const whole = file.steps?.every((step) => step.losses?.length === length && step.losses.every(Number.isFinite));
  if (!whole || length === 0 || !Number.isFinite(file.uniform_loss)) {
    throw new FaultError("Format", "The loss curves could not be read: their file is incomplete.");
  }
  if (file.steps?.length !== stepCount) {
    throw new FaultError("Format", "The loss curves could not be shown: their file does not belong to this page.");
  }
  const { steps, uniform_loss, vocabulary_size } = /** @type {CurveFile} */ (file);
  return {
    series: steps.map(({ step, title, function: call, losses }) => ({
      id: `step${step}`,
      name: `Step ${step} · ${title}`,
      source: "baked",
      losses,
      look: step,
      kind: kindOf(call),
    })),
    uniform: { loss: uniform_loss, choices: vocabulary_size },
  };
}

/**
 * @param {string} call  The model's function with its parameters: one with `keys` attends to what came before.
 * @returns {string}  As the static picture says it too.
 */
function kindOf(call) {
  return call.includes("keys") ? "sees all the letters so far" : "sees only the last letter";
}
