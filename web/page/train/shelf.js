/**
 * The visitor's latest runs, kept by the browser for a later visit, and apart from them their moments,
 * which are many times as large and wanted only where a run is opened again. A browser may refuse to keep
 * anything, or have no room left: that is told, and costs nothing else.
 */
import { openDB } from "idb";

/** @typedef {import("./run.js").Run} Run */
/**
 * @typedef {Pick<Run, "id" | "title" | "look" | "about" | "names" | "namesTitle" | "origin" | "before" | "losses" | "elapsedMs" | "timed">
 *   & Partial<Pick<Run, "phase" | "note">> & {text: string, savedAt: number}} Record  The text is the run file, at as
 *   many training steps as it has losses. A phase only where it has ended by itself.
 */

/** @typedef {{id: string, moment: number, text: string}} Moment  A run file of so many training steps. */

const PLACE = "microgpt";
/** How long the browser may take; one that never answers is one that refuses. */
const PATIENCE_MS = 10_000;
const RUNS = "runs";
const MOMENTS = "moments";
export const MOST_KEPT = 8;

export const REFUSED =
  "This browser refused to keep the run for your next visit (its storage is full or forbidden): download its weights if you want them later.";

function open() {
  return openDB(PLACE, 2, {
    upgrade(database, before) {
      if (before < 1) database.createObjectStore(RUNS, { keyPath: "id" });
      database.createObjectStore(MOMENTS, { keyPath: ["id", "moment"] });
    },
  });
}

/**
 * @template T
 * @param {(database: import("idb").IDBPDatabase) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withShelf(work) {
  /** @type {import("idb").IDBPDatabase | undefined} */
  let database;
  const opened = open().then((found) => work((database = found)));
  try {
    return await inTime(opened);
  } finally {
    database?.close();
  }
}

/**
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
async function inTime(work) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The browser's storage has not answered for ${PATIENCE_MS / 1000} seconds.`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, /** @type {Promise<never>} */ (late)]);
  } finally {
    clearTimeout(timer);
  }
}

/** @returns {Promise<Record[]>} The latest last; none where the browser keeps nothing. */
export async function kept() {
  try {
    const records = await withShelf((database) => database.getAll(RUNS));
    return records.filter(isSound).sort((one, other) => one.savedAt - other.savedAt);
  } catch (error) {
    console.info("The browser keeps no runs.", error);
    return [];
  }
}

/** @param {any} record  @returns {boolean}  Another program of this address, or a fault of the disk, may have changed it. */
function isSound({ title, about, names, losses, text }) {
  const isText = (/** @type {unknown} */ one) => typeof one === "string";
  return isText(title) && isText(text) && (names === null || isText(names)) && Array.isArray(losses) && Number.isInteger(about?.num_steps) && Number.isInteger(about?.parameters);
}

/**
 * @param {string} id
 * @returns {Promise<Moment[]>}
 */
export function momentsOf(id) {
  return withShelf((database) => database.getAll(MOMENTS, all(id))).catch(() => []);
}

/**
 * @param {Record} record
 * @returns {Promise<boolean>}  Whether the browser has kept it; the oldest beyond a few are dropped.
 */
export function keep(record) {
  return attempt(async (database) => {
    await database.put(RUNS, record);
    const others = (await database.getAll(RUNS)).sort((one, other) => other.savedAt - one.savedAt);
    for (const { id } of others.slice(MOST_KEPT)) await remove(database, id);
  });
}

/**
 * @param {Moment} moment  Of a run that is kept.
 * @returns {Promise<boolean>}  Whether the browser has kept it.
 */
export function keepMoment(moment) {
  return attempt(async (database) => {
    if (await database.getKey(RUNS, moment.id)) await database.put(MOMENTS, moment);
  });
}

/** @param {(database: import("idb").IDBPDatabase) => Promise<void>} work */
async function attempt(work) {
  try {
    await withShelf(work);
    return true;
  } catch (error) {
    console.info("The browser refused to keep a run.", error);
    return false;
  }
}

/** @param {string} id */
export async function drop(id) {
  await withShelf((database) => remove(database, id)).catch(() => {});
}

/**
 * @param {import("idb").IDBPDatabase} database
 * @param {string} id
 */
async function remove(database, id) {
  await database.delete(RUNS, id);
  await database.delete(MOMENTS, all(id));
}

/** @param {string} id  Of a run. @returns {IDBKeyRange} */
function all(id) {
  return IDBKeyRange.bound([id, 0], [id, Infinity]);
}
