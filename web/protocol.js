/**
 * What the page and its worker say to each other. Both sides import this file and it imports
 * nothing, so that neither can drift from what the other understands.
 *
 * page → worker: boot, request, pause, resume, cancel. worker → page: progress, ready, events, reply,
 * error, failed. A request is answered by any number of `events` and then exactly one `reply` or
 * `error`, all of them with its `id`; a cancelled one by nothing more.
 */

/**
 * The one table of methods: what each takes, streams and replies. All but "library.complete" are
 * functions of the package, named by their module of `microgpt.api`; that one completes the standard
 * library, for a feature that runs code of the visitor's own.
 *
 * @typedef {{
 *   "models.about": {params: {}, event: never, reply: About},
 *   "models.describe": {params: {model?: string}, event: never, reply: Model},
 *   "models.load": {params: {id: string, text: string, names?: string | null}, event: never, reply: Model},
 *   "models.close": {params: {id: string}, event: never, reply: {}},
 *   "generation.generate": {params: GenerateParams, event: GenerateEvent, reply: GenerateReply},
 *   "scoring.score": {params: {model?: string, name: string}, event: never, reply: Score},
 *   "scoring.held_out": {params: {model?: string}, event: never, reply: {loss: number | null, names: number}},
 *   "memory.compare": {params: {model?: string, names: string[]}, event: Nearest, reply: {count: number}},
 *   "training.sizes": {params: SizesParams, event: never, reply: ModelSizes},
 *   "training.survey": {params: {names: string | null}, event: never, reply: Survey},
 *   "training.begin": {params: RunParams, event: never, reply: Run},
 *   "training.resume": {params: {id: string, text: string, names?: string | null}, event: never, reply: Run},
 *   "training.recall": {params: {id: string, text: string}, event: never, reply: {moments: number[]}},
 *   "training.branch": {params: {id: string, to: string, moment: number, num_steps?: number | null, learning_rate?: number | null}, event: never, reply: Run},
 *   "training.train": {params: {id: string, count?: number | null}, event: {loss: number, moment?: number}, reply: Trained},
 *   "training.model": {params: {id: string, to: string, moment?: number | null}, event: never, reply: Model},
 *   "training.file": {params: {id: string, moment?: number | null}, event: never, reply: {text: string}},
 *   "training.held_out": {params: {id: string, moment?: number | null}, event: never, reply: {loss: number | null, names: number}},
 *   "training.close": {params: {id: string}, event: never, reply: {}},
 *   "library.complete": {params: {}, event: never, reply: {}},
 * }} Methods
 */

/**
 * @typedef {{version: string, python: string}} About
 * @typedef {"read" | "listed" | "new"} Origin  To a model a name is one it was trained on; on its list,
 *   but never read; or new.
 * @typedef {{model: string, step: number, title: string, parameters: number, vocabulary: string[],
 *   block_size: number}} Model
 * @typedef {{model?: string, count: number, temperature: number, prefix: string, seed: number | null,
 *   top_k?: number | null}} GenerateParams  Temperature 0 takes the most probable letter each time.
 * @typedef {{name: string, origin: Origin | null}} NameEvent  No origin where the name is empty, or the model's list not at hand.
 * @typedef {{seed: number} | NameEvent} GenerateEvent
 * @typedef {{count: number, milliseconds: number}} GenerateReply  The time that drawing them took.
 * @typedef {{letter: string, probability: number, surprise: number, likeliest: string, likeliest_probability: number}} ScoredLetter
 *   "" is the end of the name.
 * @typedef {{name: string, loss: number, perplexity: number, letters: ScoredLetter[]}} Score
 * @typedef {{name: string, origin: Origin | null, nearest: string | null, distance: number | null}} Nearest  Among the names that
 *   the model has read; null where its list is not at hand, or for no name.
 */

/**
 * @typedef {{n_embd: number, n_head: number, n_layer: number, block_size: number}} Sizes
 * @typedef {{step: number, vocabulary_size?: number} & Partial<Sizes>} SizesParams
 * @typedef {{parameters: number, learning_rate: number | null, settings: string[]}} ModelSizes  The settings that the step makes use of.
 * @typedef {{count: number, doubled: number, vocabulary: string[], longest: number, lengths: [number, number][],
 *   sentence: string, warning: string | null}} Survey  Lengths: letters, and how many names have so many.
 * @typedef {{id: string, step: number, num_steps: number, learning_rate: number | null, seed: number,
 *   engine: "row" | "value", names: string | null} & Partial<Sizes>} RunParams  No names: the project's own list.
 * @typedef {{id: string, step: number, title: string, parameters: number, num_steps: number, steps_done: number,
 *   learning_rate: number, seed: number, engine: "row" | "value", names: number, cut_names: number,
 *   held_out_names: number, moments: number[]} & Sizes} Run
 * @typedef {{steps_done: number, moments: number[], diverged: string | null}} Trained  A sentence where it left all bounds.
 */

/**
 * @typedef {{name: string, message: string, detail: string}} Fault  `message` is one sentence for the
 *   visitor, `detail` is for the console: a stack or a Python traceback.
 * @typedef {{about: About, model: Model}} Info  What the worker knows once it is ready.
 * @typedef {{stage: string, loaded: number, total: number}} Progress  Bytes, uncompressed.
 */

/**
 * @typedef {{type: "boot", site: SitePlace, fresh: boolean}
 *   | {type: "request", id: number, method: keyof Methods, params: object}
 *   | {type: "pause" | "resume" | "cancel", id: number}} PageMessage  A fresh boot passes by what the browser keeps.
 * @typedef {{type: "progress"} & Progress
 *   | {type: "ready", info: Info}
 *   | {type: "events", id: number, events: object[]}
 *   | {type: "reply", id: number, reply: object}
 *   | {type: "error", id: number, error: Fault}
 *   | {type: "failed", error: Fault}} WorkerMessage
 */

/**
 * @typedef {{url: string, bytes: number}} SiteFile  A file and its uncompressed size.
 * @typedef {SiteFile & {sha256: string}} CheckedFile
 * @typedef {SiteFile & {step: number, title: string, parameters: number, unit: string}} BakedModel  The file
 *   of its weights and what it is; its `unit` is what its numbers are called.
 * @typedef {SiteFile & {id: string, title: string, step: number, parameters: number, learned: number, heldOut: number}} ScaledModel
 *   Of a step's kind, but larger, after so many training steps; with its loss on names it never read.
 * @typedef {{url: string, integrity: string}} SealedFile  With the hash by which the browser itself checks it.
 * @typedef {{low: number, high: number}} Bounds  Both are allowed.
 * @typedef {{count: Bounds, temperature: Bounds, seed: Bounds, vocabulary: string[], blockSize: number}} Limits
 *   What the model takes; the build reads it from the package, so that the page need not wait to judge the form.
 * @typedef {{model: string, count: number, temperature: number, window: number}} Defaults  The package's own;
 *   `window` is how many training steps a displayed loss is the mean of.
 * @typedef {{json: string, base: string}} SitePlace  The page's `data-site` attribute and its address.
 * @typedef {object} Site  Where everything lies; the build writes it.
 * @property {string} pyodide  The directory of the Pyodide files, with a slash at its end.
 * @property {CheckedFile} wheel
 * @property {number} steps  How many steps of the tutorial the curves show.
 * @property {SealedFile} curves
 * @property {SealedFile} scaling
 * @property {{[model: string]: BakedModel}} models
 * @property {ScaledModel} scaled
 * @property {SiteFile[]} runtimeFiles  The files of Pyodide that every boot fetches.
 * @property {SealedFile[]} program  The files of the page and its worker, which the build has joined.
 * @property {CheckedFile & {id: string, header: string}} snapshot  What Python starts from; `header` is
 *   Pyodide's own, in base64.
 * @property {CheckedFile} package  The package, compiled: modules that are not in the snapshot are imported from it.
 * @property {CheckedFile} fullLibrary  What it starts from, with the wheel, if that does not fit.
 * @property {{package: string, pyodide: string}} versions
 * @property {Limits} limits
 * @property {Defaults} defaults
 * @property {number} builtSeed  The seed of the names that the build has put into the page.
 */

const UNEXPECTED = "Something went wrong that this page did not expect.";

/** The name of the fault that settles a request its own page withdrew. */
export const CANCELLED = "Cancelled";

/**
 * An error that can cross between threads without losing its sentence.
 */
export class FaultError extends Error {
  /**
   * @param {string} name
   * @param {string} message
   * @param {string} [detail]
   */
  constructor(name, message, detail = "") {
    super(message);
    this.name = name;
    this.detail = detail;
  }
}

/**
 * @param {unknown} error  Anything that was thrown; what was not made for people is told in our words.
 * @returns {Fault}
 */
export function toFault(error) {
  // Known by its looks: parts of the page that come later have a class of this name of their own.
  if (error instanceof Error && "detail" in error) {
    return { name: error.name, message: error.message, detail: String(error.detail) };
  }
  if (error instanceof Error) return { name: error.name, message: UNEXPECTED, detail: `${error.message}\n${error.stack ?? ""}` };
  return { name: "Error", message: UNEXPECTED, detail: String(error) };
}

/**
 * @param {Fault} fault
 * @returns {FaultError}
 */
export function fromFault(fault) {
  return new FaultError(fault.name, fault.message, fault.detail);
}

/**
 * @param {SitePlace} place
 * @returns {Site} With absolute addresses; the build writes them relative to the page.
 */
export function readSite({ json, base }) {
  const site = /** @type {Site} */ (JSON.parse(json));
  /** @param {string} url */
  const absolute = (url) => new URL(url, base).href;
  /** @template {{url: string}} F @param {F} file @returns {F} */
  const resolved = (file) => ({ ...file, url: absolute(file.url) });
  return {
    ...site,
    pyodide: absolute(site.pyodide),
    curves: resolved(site.curves),
    scaling: resolved(site.scaling),
    models: Object.fromEntries(Object.entries(site.models).map(([id, file]) => [id, resolved(file)])),
    scaled: resolved(site.scaled),
    wheel: resolved(site.wheel),
    snapshot: resolved(site.snapshot),
    package: resolved(site.package),
    fullLibrary: resolved(site.fullLibrary),
    runtimeFiles: site.runtimeFiles.map(resolved),
    program: site.program.map(resolved),
  };
}

/**
 * @param {{pyodide: string}} site
 * @returns {string} The address of Pyodide's WebAssembly, by far its largest file.
 */
export function wasmOf({ pyodide }) {
  return `${pyodide}pyodide.asm.wasm`;
}
