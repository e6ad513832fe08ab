/** Style sheets that come with the section they belong to. */
import { FaultError } from "../../protocol.js";

/**
 * @param {string} address
 * @returns {Promise<void>}
 * @throws {FaultError}
 */
export function addSheet(address) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new FaultError("Network", "This part of the page could not be loaded; press the button to try again.", link.href));
    };
    document.head.append(link);
  });
}
