/**
 * Notices silence. It counts ticks instead of reading a clock, because a laptop that slept or a
 * page that the browser froze has lost no time: its ticks stood still together with its worker.
 */

/**
 * @typedef {object} Watchdog
 * @property {() => void} feed  Something happened: start counting anew.
 * @property {() => void} stop
 */

/**
 * @param {object} options
 * @param {number} options.silenceMs  How long nothing may happen.
 * @param {() => void} options.onSilence  Called once.
 * @param {number} [options.tickMs]
 * @returns {Watchdog}
 */
export function startWatchdog({ silenceMs, onSilence, tickMs = 1000 }) {
  let remaining = Math.ceil(silenceMs / tickMs);
  const timer = setInterval(() => {
    remaining -= 1;
    if (remaining !== 0) return;
    clearInterval(timer);
    onSilence();
  }, tickMs);
  return {
    feed() {
      remaining = Math.ceil(silenceMs / tickMs);
    },
    stop() {
      clearInterval(timer);
    },
  };
}
