/**
 * The entry of the program. Its modules are loaded when the visitor has something to look at:
 * before the first paint they would only delay it.
 */
import { afterFirstPaint } from "./browser.js";

afterFirstPaint(() => {
  import("./main.js").catch((error) => {
    console.warn(error);
    document.documentElement.dataset.fault ??= "program"; // Its sentence stands in the page.
  });
});
