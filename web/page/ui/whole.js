/**
 * Programs and style sheets that come after the page's own: as they were built, or not at all. A browser keeps
 * what it was once served, were it damaged, and would use that at every visit; held to its hash, it is refused,
 * and can be asked for anew.
 */
import { FaultError } from "../../protocol.js";

/** @typedef {import("../../protocol.js").SealedFile} SealedFile */

/**
 * @param {SealedFile[]} files
 * @param {string} name  Of one of them, a module, which is imported next.
 * @returns {Promise<void>}  Rejects where it has not come as it was built.
 */
export async function preload(files, name) {
  const link = sealed(files, name, "modulepreload");
  if (link.relList.supports("modulepreload")) await added(link);
}

/**
 * @param {SealedFile[]} files
 * @param {string} name
 * @throws {FaultError}  Where it has not come as it was built, not even when asked for anew.
 */
export async function addSheet(files, name) {
  const add = () => added(sealed(files, name, "stylesheet"));
  try {
    await add().catch(() => renewed(files, name).then(add));
  } catch (error) {
    throw new FaultError("Network", "This part of the page could not be loaded; press the button to try again.", String(error));
  }
}

/**
 * @param {SealedFile[]} files
 * @param {string} name
 * @param {string} rel
 */
function sealed(files, name, rel) {
  const { url, integrity } = fileNamed(files, name);
  return Object.assign(document.createElement("link"), { rel, href: url, integrity });
}

/**
 * @param {SealedFile[]} files
 * @param {string} name
 */
async function renewed(files, name) {
  await (await fetch(fileNamed(files, name).url, { cache: "reload" })).arrayBuffer();
}

/**
 * @param {SealedFile[]} files
 * @param {string} name
 */
function fileNamed(files, name) {
  return /** @type {SealedFile} */ (files.find(({ url }) => url.endsWith(`/${name}`)));
}

/**
 * @param {HTMLLinkElement} link
 * @returns {Promise<void>}
 */
function added(link) {
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new Error(`${link.href} has not come as it was built.`));
    };
    document.head.append(link);
  });
}
