/** Fetches the baked loss curves and refuses, in a sentence, what is not what this page draws. */
import { FaultError } from "./protocol.js";

/** @typedef {import("./curves.js").Curves} Curves */

/**
 * @param {string} url
 * @param {number} stepCount  How many steps of the tutorial the page has room for.
 * @returns {Promise<Curves>}
 * @throws {FaultError}
 */
export async function fetchCurves(url, stepCount) {
  const response = await fetch(url).catch((error) => {
    throw new FaultError("Network", "The loss curves could not be loaded: the connection failed.", String(error));
  });
  if (!response.ok) {
    throw new FaultError("Network", `The loss curves could not be loaded: the server answered ${response.status}.`, url);
  }
  const data = await response.json().catch((error) => {
    throw new FaultError("Format", "The loss curves could not be read: their file is no JSON.", String(error));
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
  const curves = /** @type {Partial<Curves> | null} */ (data);
  if (curves?.format !== 1) {
    throw new FaultError("Format", "The loss curves could not be read: this page does not know the format of their file.");
  }
  const length = curves.steps?.[0]?.losses?.length ?? 0;
  const whole = curves.steps?.every((step) => step.losses?.length === length && step.losses.every(Number.isFinite));
  if (!whole || length === 0 || !Number.isFinite(curves.uniform_loss)) {
    throw new FaultError("Format", "The loss curves could not be read: their file is incomplete.");
  }
  if (curves.steps?.length !== stepCount) {
    throw new FaultError("Format", "The loss curves could not be shown: their file does not belong to this page.");
  }
  return /** @type {Curves} */ (curves);
}
