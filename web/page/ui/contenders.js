/** The models that are put side by side: those of the tutorial's steps, then the others that have come. */

/**
 * @typedef {{id: string, name: string, look: number, baked: boolean, parameters: number}} Contender  `look` is
 *   that of its curve in the chart; one that is baked has a file on the site.
 */

/**
 * @param {readonly import("./tutorial.js").Registered[]} steps
 * @param {readonly import("../own.js").OwnModel[]} own
 * @returns {Contender[]}
 */
export function contendersOf(steps, own) {
  return [
    ...steps.map(({ step, title, parameters }) => ({ id: `step${step}`, name: `Step ${step} · ${title}`, look: step, baked: true, parameters })),
    ...own.map(({ id, title, look, parameters, given }) => ({ id, name: title, look, baked: given === true, parameters })),
  ];
}
