"""What a visitor feels who presses Generate on a page that is ready."""

from __future__ import annotations

from statistics import median

from playwright.sync_api import Page
from tooling.paths import DIST

from benching.chromium import chromium, serving
from benching.table import Row, plain

# Presses Generate; resolves to the milliseconds until as many new names stand on the page.
PRESS = """
([count, wanted]) => new Promise((resolve) => {
  const list = document.querySelector("#names");
  const field = document.querySelector("#count");
  field.value = String(wanted);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  list.replaceChildren();
  const start = performance.now();
  new MutationObserver((_, observer) => {
    if (list.children.length < count) return;
    observer.disconnect();
    resolve(performance.now() - start);
  }).observe(list, { childList: true });
  document.querySelector("#generate").click();
})
"""
READY = "() => document.querySelector('#status').textContent.startsWith('Ready')"


def clicks(rounds: int) -> list[Row]:
    """From the click to the first name, and to the last of a hundred."""
    with serving(DIST) as server, chromium() as browser:
        page = browser.new_page()
        page.goto(server.url)
        first = [press(page, 1, 20) for _ in range(rounds)]
        hundred = [press(page, 100, 100) for _ in range(rounds)]
    return [
        plain("click to first name", f"{median(first):.0f} ms", "≤ 50 ms"),
        plain("click to a hundred names", f"{median(hundred):.0f} ms", "≤ 1,000 ms"),
    ]


def press(page: Page, count: int, wanted: int) -> float:
    """Milliseconds from a click until so many of the names that were asked for are there."""
    page.wait_for_function(READY)
    milliseconds: float = page.evaluate(PRESS, [count, wanted])
    page.wait_for_function(READY)
    return milliseconds
