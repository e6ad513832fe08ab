/**
 * The models a visitor can choose. Python starts with one of them; the files of the others are fetched
 * when they are chosen, and every new worker gets them again from here. The visitor's own are there already.
 */
import { FaultError } from "../protocol.js";

/** @typedef {import("../protocol.js").Model} Model */
/** @typedef {import("../protocol.js").SiteFile} SiteFile */
/** @typedef {(loaded: number, total: number) => void} OnBytes  Uncompressed. */

/**
 * @param {{models: {[model: string]: {step: number}}}} site
 * @param {number} step  Of the tutorial.
 * @returns {string}  The id of its model.
 */
export function modelOf({ models }, step) {
  const found = Object.keys(models).find((id) => models[id].step === step);
  if (!found) throw new FaultError("NoModel", `There is no model of step ${step} on this site.`);
  return found;
}

export class Models {
  /** @type {Map<string, Promise<Model>>} */ #chosen = new Map();
  /** @type {{[model: string]: SiteFile}} */ #files;
  #site;
  #engine;

  /**
   * @param {{models: {[model: string]: SiteFile}, scaled: SiteFile & {id: string}, defaults: {model: string}}} site
   * @param {Pick<import("./engine.js").Engine, "request" | "keep">} engine
   */
  constructor(site, engine) {
    this.#site = site;
    this.#files = { ...site.models, [site.scaled.id]: site.scaled };
    this.#engine = engine;
  }

  /**
   * Makes a model one that can be asked for; once it is, choosing it again costs nothing.
   *
   * @param {string} id
   * @param {OnBytes} [onBytes]
   * @returns {Promise<Model>}
   * @throws {FaultError}  Where the file could not be loaded; choosing it again tries again.
   */
  choose(id, onBytes = () => {}) {
    const earlier = this.#chosen.get(id);
    if (earlier) return earlier;
    const chosen = this.#load(id, onBytes);
    this.#chosen.set(id, chosen);
    chosen.catch(() => this.#chosen.delete(id));
    return chosen;
  }

  /**
   * @param {string} id
   * @param {OnBytes} onBytes
   */
  async #load(id, onBytes) {
    const file = this.#files[id];
    const isOpen = !file || id === this.#site.defaults.model; // The visitor's own are open in the worker already.
    if (isOpen) return this.#engine.request("models.describe", { model: id }).result;
    const text = await fetchText(file, onBytes);
    return this.#engine.keep("models.load", { id, text }).result;
  }
}

/**
 * @param {SiteFile} file
 * @param {OnBytes} onBytes
 */
async function fetchText({ url, bytes }, onBytes) {
  try {
    const response = await fetch(url);
    if (!response.ok || !response.body) throw new Error(`The server answered ${response.status}.`);
    const decoder = new TextDecoder();
    let [text, loaded] = ["", 0];
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      text += decoder.decode(read.value, { stream: true });
      loaded += read.value.byteLength;
      onBytes(loaded, bytes);
    }
    if (loaded !== bytes) throw new Error(`${loaded} bytes came, ${bytes} belong to it.`);
    return text;
  } catch (error) {
    throw new FaultError("Network", "The weights of this model could not be loaded; Generate tries again.", `${url}: ${String(error)}`);
  }
}
