/** What the page asks of the browser around it: the clipboard, a file to save, the first paint. */

/**
 * @param {string} text
 * @param {HTMLElement} element  Holds the same text, to be selected if the browser refuses to copy.
 * @returns {Promise<string>} A sentence on what happened.
 */
export async function copyText(text, element) {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied.";
  } catch {
    getSelection()?.selectAllChildren(element);
    // Old, but it is what works on plain http, where the clipboard above does not exist.
    if (document.execCommand("copy")) return "Copied.";
    return "The browser refused to copy; the names are selected, so that you can.";
  }
}

/**
 * @param {string} name
 * @param {string} text
 */
export function saveFile(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // The download may not have begun yet.
}

const PAINT_MS = 1000;

/**
 * @param {() => void} action  Called once the page has been painted, or soon where nothing is painted:
 *   in a tab that was opened in the background, or in a browser that does not tell.
 */
export function afterFirstPaint(action) {
  let done = false;
  const once = () => {
    if (!done) action();
    done = true;
  };
  const observer = new PerformanceObserver((list) => {
    // An animation frame would be too early: the first ones come before there is anything to paint.
    if (list.getEntriesByName("first-contentful-paint").length > 0) once();
  });
  observer.observe({ type: "paint", buffered: true });
  setTimeout(once, document.hidden ? 0 : PAINT_MS);
}
