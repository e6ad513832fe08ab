/**
 * Light, dark, or as the system has it, which is what no choice means. What was chosen at an earlier visit is set by
 * `ahead.js`, before the first paint.
 */
import { byId } from "./dom.js";

/**
 * @param {{onTheme: (theme: string) => void}} intents  Called at the start and at every change, with "light" or "dark".
 */
export function createTheme({ onTheme }) {
  const root = document.documentElement;
  const select = byId("theme", HTMLSelectElement);
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

  function choose() {
    const chosen = select.value === "system" ? null : select.value;
    if (chosen) root.dataset.theme = chosen;
    else delete root.dataset.theme;
    remember(chosen);
    show();
  }

  function show() {
    onTheme(root.dataset.theme ?? (systemIsDark.matches ? "dark" : "light"));
  }

  select.addEventListener("change", choose);
  systemIsDark.addEventListener("change", show);
  choose(); // What was chosen before the program came counts too.
}

/** @param {string | null} theme */
function remember(theme) {
  try {
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}
