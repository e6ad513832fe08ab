/** Lengths, times and speeds of trainings as the page writes them. */

/** @param {number} milliseconds */
export function time(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/** @param {{timed: number, elapsedMs: number}} run  @returns {string}  Training steps per second. */
export function rate({ timed, elapsedMs }) {
  const perSecond = (1000 * timed) / elapsedMs;
  return perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString("en");
}

/** @param {number} count  @returns {string} */
export function trainingSteps(count) {
  return `${count.toLocaleString("en")} training ${count === 1 ? "step" : "steps"}`;
}
