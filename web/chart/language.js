/**
 * uPlot makes a number format for the browser's language as soon as it is imported, and some browsers
 * (WebKit where the system speaks "C") name one that is none. This has to be imported before it.
 */
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en", configurable: true });
}
