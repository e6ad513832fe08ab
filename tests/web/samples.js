/** Made-up curves for tests: deterministic, and different in every step. */

/**
 * @param {number} count
 * @param {number} length
 * @returns {import("../../web/page/compare/curve-file.js").CurveFile}
 */
export function curveFileOf(count, length) {
  const steps = Array.from({ length: count }, (_, step) => ({
    step,
    title: `Title ${step}`,
    function: step < 2 ? "bigram(token_id)" : "gpt(token_id, pos_id, keys, values)",
    losses: Array.from({ length }, (__, i) => 2.5 + step / 10 + Math.sin(i * (step + 1)) / 2),
  }));
  return { format: 1, vocabulary_size: 27, uniform_loss: Math.log(27), steps };
}
