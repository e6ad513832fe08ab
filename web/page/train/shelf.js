/**
 * The visitor's latest runs, kept by the browser for a later visit. A browser may refuse to keep
 * anything, or have no room left: that is told, and costs nothing else.
 */
import { openDB } from "idb";

/** @typedef {import("./run.js").Run} Run */
/**
 * @typedef {Pick<Run, "id" | "title" | "look" | "about" | "names" | "namesTitle" | "before" | "losses" | "elapsedMs" | "timed">
 *   & {text: string, savedAt: number}} Record  The text is the run file, at as many training steps as it has losses.
 */

const PLACE = "microgpt";
const STORE = "runs";
const MOST = 8;

export const REFUSED =
  "This browser refused to keep the run for your next visit (its storage is full or forbidden): download its weights if you want them later.";

function open() {
  return openDB(PLACE, 1, { upgrade: (database) => void database.createObjectStore(STORE, { keyPath: "id" }) });
}

/**
 * @template T
 * @param {(database: import("idb").IDBPDatabase) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withShelf(work) {
  const database = await open();
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** @returns {Promise<Record[]>} The latest last; none where the browser keeps nothing. */
export async function kept() {
  try {
    const records = await withShelf((database) => database.getAll(STORE));
    return records.sort((one, other) => one.savedAt - other.savedAt);
  } catch (error) {
    console.info("The browser keeps no runs.", error);
    return [];
  }
}

/**
 * @param {Record} record
 * @returns {Promise<boolean>}  Whether the browser has kept it; the oldest beyond a few are dropped.
 */
export async function keep(record) {
  try {
    await withShelf(async (database) => {
      await database.put(STORE, record);
      const others = (await database.getAll(STORE)).sort((one, other) => other.savedAt - one.savedAt);
      for (const { id } of others.slice(MOST)) await database.delete(STORE, id);
    });
    return true;
  } catch (error) {
    console.info("The browser refused to keep a run.", error);
    return false;
  }
}

/** @param {string} id */
export async function drop(id) {
  await withShelf((database) => database.delete(STORE, id)).catch(() => {});
}
