/** What a run was asked for, compared and in words. */

/** @typedef {import("./state.js").Shown} Shown */

/**
 * How many names were asked for does not matter: a longer run begins with the names of a shorter one.
 *
 * @param {import("./state.js").Asked} asked
 * @param {Shown} shown
 * @returns {boolean}  Whether the request makes the names that are shown once more.
 */
export function isRepeated({ params, learned }, { params: earlier, learned: before, seed }) {
  const same = /** @type {const} */ (["model", "temperature", "prefix", "top_k"]).every((name) => params[name] === earlier[name]);
  return same && learned === before && params.seed !== null && params.seed === seed;
}

/**
 * @param {Shown} shown
 * @returns {string}  "temperature 0.5, seed 7, starting with “jo”, top-k 3"
 */
export function recipe({ params, seed }) {
  const parts = [
    `temperature ${params.temperature}`,
    seed === null ? "" : `seed ${seed}`,
    params.prefix && `starting with “${params.prefix}”`,
    params.top_k ? `top-k ${params.top_k}` : "",
  ];
  return parts.filter(Boolean).join(", ");
}
