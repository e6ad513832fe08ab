/** Turns what stands in the fields into a request, or into one sentence for each field that cannot be used. */
import { decimal, optional, span, within } from "../ui/numbers.js";

/**
 * @param {import("./state.js").Form} form
 * @param {import("../../protocol.js").Limits} limits
 * @returns {{seed: number | null, temperature: number, problems: import("./state.js").Problems}}  A seed of
 *   null is to be drawn.
 */
export function validate(form, limits) {
  const seed = optional(form.seed);
  const temperature = decimal(form.temperature);
  const problems = {
    seed: seed === null || within(seed, limits.seed) ? "" : `“One seed for all” must be empty or a whole number ${span(limits.seed)}.`,
    temperature:
      temperature === 0 || within(temperature, limits.temperature)
        ? ""
        : `“Temperature of all” must be 0 or a number ${span(limits.temperature)}.`,
  };
  return { seed, temperature, problems: Object.fromEntries(Object.entries(problems).filter(([, sentence]) => sentence)) };
}
