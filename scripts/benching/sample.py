"""What does a name cost, to Python and to a visitor who presses Generate?"""

from __future__ import annotations

from playwright.sync_api import Page

from benching.chromium import page_of_the_site, python_in_chromium
from benching.goals import Row, faster, single
from benching.native import native

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


def sample(rounds: int) -> list[Row]:
    """One name against the plain engine; from a click to the first name, and to a hundred."""
    with python_in_chromium() as pyodide:
        rows = [
            faster("one name, CPython", native(f"sampling({rounds})")),
            faster("one name, Pyodide", pyodide.run(f"sampling({rounds})")),
        ]
    with page_of_the_site() as (page, url):
        page.goto(url)
        first = [press(page, 1, 20) for _ in range(rounds)]
        hundred = [press(page, 100, 100) for _ in range(rounds)]
    clicks = [
        single("click to first name", first, "ms"),
        single("click to a hundred names", hundred, "ms"),
    ]
    return rows + clicks


def press(page: Page, count: int, wanted: int) -> float:
    """Milliseconds from a click until so many of the names that were asked for are there."""
    page.wait_for_function(READY)
    milliseconds: float = page.evaluate(PRESS, [count, wanted])
    page.wait_for_function(READY)
    return milliseconds
