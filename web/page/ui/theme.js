/** The switch between light and dark. Without a choice the page follows the system. */
import { byId } from "./dom.js";

/**
 * @param {{onTheme: (theme: string) => void}} intents  Called at the start and at every change.
 */
export function createTheme({ onTheme }) {
  const root = document.documentElement;
  const button = byId("theme", HTMLButtonElement);
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const systemTheme = () => (systemIsDark.matches ? "dark" : "light");
  const theme = () => root.dataset.theme ?? systemTheme();

  function show() {
    button.ariaPressed = String(theme() === "dark");
    onTheme(theme());
  }

  button.addEventListener("click", () => {
    const wanted = theme() === "dark" ? "light" : "dark";
    // Choosing what the system says means following the system again.
    const chosen = wanted === systemTheme() ? null : wanted;
    if (chosen) root.dataset.theme = chosen;
    else delete root.dataset.theme;
    remember(chosen);
    show();
  });
  systemIsDark.addEventListener("change", show);
  show();
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
