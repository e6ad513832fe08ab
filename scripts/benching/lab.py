"""What does a training in the page cost beside the same training by the package alone?"""

from __future__ import annotations

from playwright.sync_api import Page

from benching.chromium import page_of_the_site, python_in_chromium
from benching.goals import Row, share, single

STEPS = 1000
# Resolves to the seconds of a training and its longest task of the page, in milliseconds.
TRAIN = """
() => new Promise((resolve) => {
  let longest = 0;
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  tasks.observe({ type: "longtask" });
  const start = performance.now();
  const state = document.querySelector("#train-state");
  new MutationObserver((_, observer) => {
    if (!state.textContent.includes("has done its")) return;
    observer.disconnect();
    resolve([(performance.now() - start) / 1000, longest]);
  }).observe(state, { childList: true, characterData: true, subtree: true });
  document.querySelector("#train-begin").click();
})
"""
OPEN = "() => document.querySelector('#train-survey')?.textContent.includes('at most')"
SETTLED = "() => /never reads: [0-9]/.test(document.querySelector('#train-unseen').textContent)"


def lab(rounds: int) -> list[Row]:
    """A thousand training steps of step 5, in turn; and the longest task of the page meanwhile."""
    pairs, longest = [], []
    with python_in_chromium() as pyodide:
        alone = [pyodide.run(f"whole_training({STEPS})") for _ in range(rounds)]
    with page_of_the_site() as (page, url):
        open_lab(page, url)
        for seconds in alone:
            ours, task = page.evaluate(TRAIN)
            pairs.append((ours, seconds))
            longest.append(task)
            page.wait_for_function(SETTLED)
            page.click("#train-remove")
    return [
        share(f"{STEPS:,} training steps in the page", pairs, 1, "s"),
        single("longest task of the page while it trains", longest, "ms"),
    ]


def open_lab(page: Page, url: str) -> None:
    """The page with its laboratory, and the chart that follows a training."""
    page.set_default_timeout(600_000)
    page.goto(url)
    page.click("#train-go")
    page.wait_for_function(OPEN)
    page.locator("#curves").scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('#plot canvas')")
