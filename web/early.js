/**
 * The only classic script: it runs before the first paint and where modules never run.
 * It sets the chosen theme, keeps a press of Generate that comes before the program, and marks what is wrong when
 * the program cannot come at all. The sentences stand in the page; the style sheet shows the marked one.
 */
(() => {
  const root = document.documentElement;
  root.dataset.script = "on";

  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage may be forbidden; the system's theme serves.
  }

  document.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!root.dataset.running) root.dataset.wanted = "names";
  });

  if (location.protocol === "file:") root.dataset.fault = "file";
  else if (!("noModule" in HTMLScriptElement.prototype)) root.dataset.fault = "old";
  addEventListener(
    "error",
    () => {
      if (!root.dataset.running) root.dataset.fault ??= "program";
    },
    true, // A script that fails to load tells only its own element.
  );
})();
