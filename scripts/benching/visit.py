"""Visits of a page by a browser of its own, each with what the page noted of it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lib.browser import ensure_chromium
from playwright.sync_api import BrowserContext, Page, sync_playwright

from benching.line import Line

# Presses Generate as soon as there is a button, and tells the console when the first name stands on
# the page. (To wait for an expression would have the page evaluate a large script of the driver's.)
VISITOR = """
window.arrive = () => {
  window.milliseconds = performance.now();
  console.info("arrived");
};
const observer = new MutationObserver(() => {
  const button = document.querySelector("#make");
  if (button && !window.pressed && document.readyState !== "loading") {
    window.pressed = true;
    button.click();
  }
  if (document.querySelector("#names li") && !window.milliseconds) {
    arrive();
    observer.disconnect();
  }
});
observer.observe(document, { childList: true, subtree: true });
window.noted = { paint: 0, shift: 0, longest: 0 };
function note(type, use) {
  const all = (list) => list.getEntries().forEach(use);
  new PerformanceObserver(all).observe({ type, buffered: true });
}
note("layout-shift", (entry) => { noted.shift += entry.value; });
note("largest-contentful-paint", (entry) => { noted.paint = entry.startTime; });
note("longtask", (entry) => { noted.longest = Math.max(noted.longest, entry.duration); });
"""

SETTLE_MS = 500  # A browser that has just been opened is still busy with itself.


@dataclass(frozen=True)
class Served:
    """A site and the line it is reached by."""

    url: str
    line: Line


@dataclass(frozen=True)
class Measurement:
    """What a visit found: times in milliseconds after the navigation began."""

    name: float  # the first name is there, or Python where the page is bare
    paint: float  # the largest contentful one
    shift: float
    longest: float  # task of the page
    received: int  # bytes of bodies, as they are on the wire


Visit = Callable[[Served], Measurement]


@contextmanager
def profile() -> Iterator[Callable[[], BrowserContext]]:
    """A fresh profile on the disk; what is yielded starts a browser with it."""
    folder = tempfile.mkdtemp()
    try:
        with sync_playwright() as playwright:
            yield lambda: playwright.chromium.launch_persistent_context(
                folder, executable_path=ensure_chromium()
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def arrive(context: BrowserContext, site: Served) -> Measurement:
    """One visit, up to the first name."""
    before = site.line.body_bytes
    page = open_page(context, site)
    received = site.line.body_bytes - before
    noted = page.evaluate("() => ({ name: window.milliseconds, ...window.noted })")
    page.close()
    return Measurement(received=received, **noted)


def open_page(context: BrowserContext, site: Served) -> Page:
    """The page at its first name."""
    page = context.new_page()
    page.add_init_script(VISITOR)
    page.wait_for_timeout(SETTLE_MS)
    with page.expect_console_message(lambda message: message.text == "arrived", timeout=120_000):
        page.goto(site.url)
    return page


def cold(site: Served) -> Measurement:
    """A first visit with an empty profile."""
    with profile() as open_context, open_context() as context:
        return arrive(context, site)


def warm(site: Served) -> Measurement:
    """The third visit in a row: compiled code is kept after the second."""
    with profile() as open_context, open_context() as context:
        return [arrive(context, site) for _ in range(3)][-1]


def restarted(site: Served) -> Measurement:
    """A visit after the browser was closed and opened again."""
    with profile() as open_context:
        with open_context() as context:
            arrive(context, site)
            arrive(context, site)
        with open_context() as context:
            return arrive(context, site)
