"""What does a training in the page cost beside the package alone, and does the page stay awake?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from benching.chromium import Python, page_of_the_site
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
# Resolves to the milliseconds from each press to what the page says of it, while another model
# makes a hundred names and a training goes on.
PRESS = """
async () => {
  const part = (id) => document.getElementById(id);
  const state = part("train-state");
  const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const told = (sign) => new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`${sign} was not told: ${state.textContent}`)), 20_000);
    const look = () => sign.test(state.textContent) && (resolve(performance.now()), true);
    if (look()) return;
    new MutationObserver((_, observer) => look() && observer.disconnect())
      .observe(state, { childList: true, characterData: true, subtree: true });
  });
  const press = async (id, sign) => {
    part("make").click();
    await rest(30);
    const start = performance.now();
    part(id).click();
    return (await told(sign)) - start;
  };
  const enter = (id, value) => {
    part(id).value = value;
    part(id).dispatchEvent(new Event("input", { bubbles: true }));
  };
  enter("count", "100");
  enter("train-numSteps", "10000");
  part("train-begin").click();
  await told(/is training/);
  const found = [await press("train-pause", /rests after/)];
  await rest(1000); // The last training steps before the pause are told by then.
  const done = Number(/after ([0-9,]+)/.exec(state.textContent)[1].replaceAll(",", ""));
  found.push(await press("train-one", new RegExp(`after ${(done + 1).toLocaleString("en")} `)));
  part("train-pause").click();
  await told(/is training/);
  found.push(await press("train-stop", /was stopped/));
  await rest(1000);
  part("train-remove").click();
  return found;
}
"""
PRESSED = ("Pause", "One step", "Stop")
OPEN = "() => document.querySelector('#train-survey')?.textContent.includes('at most')"
SETTLED = "() => /never reads: [0-9]/.test(document.querySelector('#train-unseen').textContent)"


def lab(rounds: int) -> list[Row]:
    """A thousand training steps of step 5, in turn; how long the page is deaf meanwhile."""
    pairs, longest = [], []
    with page_of_the_site() as (page, url):
        alone = Python(browser_of(page).new_page(), url)
        open_lab(page, url)
        for _ in range(rounds):
            seconds = alone.run(f"whole_training({STEPS})")
            page.bring_to_front()
            ours, task = page.evaluate(TRAIN)
            pairs.append((ours, seconds))
            longest.append(task)
            page.wait_for_function(SETTLED)
            page.click("#train-remove")
        with traced(page) as tasks:
            page.evaluate(TRAIN)
        page.wait_for_function(SETTLED)
        page.click("#train-remove")
        reactions = [page.evaluate(PRESS) for _ in range(rounds)]
    return [
        share(f"{STEPS:,} training steps in the page", pairs, 1, "s"),
        single("longest task of the page while it trains", longest, "ms"),
        single("longest task of the page while it trains, processor", [max(tasks)], "ms"),
        *(
            single(f"from {name} to the page's reaction", found, "ms")
            for name, found in zip(PRESSED, zip(*reactions))
        ),
    ]


@contextmanager
def traced(page: Page) -> Iterator[list[float]]:
    """Collects what each task of the page takes of a processor, in milliseconds.

    On a machine that is busy a task lasts several times as long, for it has to wait.
    """
    browser, tasks = browser_of(page), list[float]()
    browser.start_tracing(page=page, categories=["toplevel", "__metadata"])
    yield tasks
    events = json.loads(browser.stop_tracing())["traceEvents"]
    mains = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks += [
        event.get("tdur", 0) / 1000
        for event in events
        if event["ph"] == "X" and (event["pid"], event["tid"]) in mains
    ]


def browser_of(page: Page) -> Browser:
    """The browser that a page belongs to."""
    browser = page.context.browser
    assert browser
    return browser


def open_lab(page: Page, url: str) -> None:
    """The page with its laboratory, and the chart that follows a training."""
    page.set_default_timeout(600_000)
    page.goto(url)
    page.click("#train-go")
    page.wait_for_function(OPEN)
    page.locator("#curves").scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('#plot canvas')")
