/**
 * Arrow keys step through a number, as they do in <input type="number">. That one is not used: it changes when the
 * page is scrolled over it, and gives an empty value for anything that is no number, so no sentence can quote it.
 */

/** @typedef {import("../../protocol.js").Bounds} Bounds */

/**
 * @param {string} typed  A number, perhaps with a comma.
 * @param {string} key
 * @param {number} step
 * @param {Bounds} bounds
 * @returns {string | null}  The next multiple of the step; null where the key does not step, or nothing can be stepped.
 */
export function stepped(typed, key, step, { low, high }) {
  const direction = key === "ArrowUp" ? 1 : key === "ArrowDown" ? -1 : 0;
  const number = Number(typed.replace(",", "."));
  if (direction === 0 || typed.trim() === "" || Number.isNaN(number)) return null;
  const steps = Math.round((number / step) * 1e6) / 1e6; // 0.3 / 0.1 is a little less than 3.
  const next = direction > 0 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1;
  return String(Number((Math.min(Math.max(next * step, low), high)).toFixed(6)));
}
