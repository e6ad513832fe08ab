/** What the page asks of the browser around it: the clipboard, a file to save, a moment. */

/** How long small files may take. */
const RENEW_MS = 15_000;

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
 * @param {string} [type]
 */
export function saveFile(name, text, type = "text/csv;charset=utf-8") {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // The download may not have begun yet.
}

/**
 * Reloads the page, once its files have been asked for anew: what the browser keeps of them may be damaged.
 *
 * @param {{url: string}[]} files
 */
export function reloadAnew(files) {
  setTimeout(() => location.reload(), RENEW_MS); // Whatever has come by then.
  const renewed = files.map(async ({ url }) => (await fetch(url, { cache: "reload" })).arrayBuffer());
  Promise.allSettled(renewed).then(() => location.reload());
}

/** @returns {Promise<void>} Resolves in a task of its own, so that keys and clicks are heard before. */
export function nextTask() {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * @param {Element} element
 * @returns {Promise<void>} Resolves when some of it is on the screen.
 */
export function inSight(element) {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(element);
  });
}
