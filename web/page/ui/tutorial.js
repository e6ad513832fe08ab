/** The six steps as their training was recorded: read from the file of the loss curves, which the browser keeps. */
import { FaultError } from "../../protocol.js";

/**
 * @typedef {{step: number, title: string, parameters: number, unit: string, mean_last_100: number,
 *   held_out_loss: number | null}} Registered
 * @typedef {{steps: Registered[], uniform_loss: number, vocabulary_size: number}} Tutorial
 */

/**
 * @param {import("../../protocol.js").SealedFile} file
 * @returns {Promise<Tutorial>}
 * @throws {FaultError}
 */
export async function fetchTutorial({ url, integrity }) {
  try {
    const response = await fetch(url, { integrity });
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    return await response.json();
  } catch (error) {
    throw new FaultError("Network", "The facts about the six steps could not be loaded; press the button to try again.", `${url}: ${String(error)}`);
  }
}
