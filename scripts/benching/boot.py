"""Navigation to the first generated name, against a page that only runs stock `loadPyodide()`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright
from tooling import tree
from tooling.browser import ensure_chromium, launch_arguments
from tooling.compress import compress_tree
from tooling.link import Link
from tooling.paths import DIST, NODE_MODULES
from tooling.runtime import PYODIDE_FILES
from tooling.server import SiteServer

from benching.chromium import serving
from benching.table import Row, plain, share

PAGE = "<!doctype html><title>Bare</title><script type=module src=bare.js></script>"
SCRIPT = """import { loadPyodide } from "./pyodide.mjs";
await loadPyodide();
window.milliseconds = performance.now();
"""
# Presses Generate as soon as there is a button, and notes when the first name stands on the page.
VISITOR = """
const observer = new MutationObserver(() => {
  const button = document.querySelector("#generate");
  if (button && !window.pressed && document.readyState !== "loading") {
    window.pressed = true;
    button.click();
  }
  if (document.querySelector("#names li") && !window.milliseconds) {
    window.milliseconds = performance.now();
    observer.disconnect();
  }
});
observer.observe(document, { childList: true, subtree: true });
window.shift = 0;
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.paint = entry.startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
}).observe({ type: "longtask", buffered: true });
"""
Pairs = list[tuple[float, float]]  # seconds: ours, the reference
Visit = Callable[[str], float]  # address -> milliseconds


def boot(rounds: int) -> list[Row]:
    """Cold, warm, restarted, over a slow line; and what the page weighs."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder)
        build_bare_page(bare)
        with serving(bare) as reference, serving(DIST) as ours:
            rows = [
                share("first name, cold cache", in_turn(cold, ours, reference, rounds), 0.35),
                share("first name, warm cache", in_turn(warm, ours, reference, rounds), 0.30),
                share("first name, browser restarted", restarted(ours, reference, rounds), 0.40),
                *page_figures(ours, reference),
            ]
        with serving(bare, slow_line()) as reference, serving(DIST, slow_line()) as ours:
            pairs = in_turn(cold, ours, reference, rounds)
            rows.insert(1, share("first name, cold, 10 Mbit/s and 40 ms", pairs, 0.55))
    return rows


def slow_line() -> Link:
    """10 Mbit/s and 40 ms."""
    return Link(bits_per_second=10e6, latency_seconds=0.04)


def build_bare_page(directory: Path) -> None:
    """The stock files of Pyodide, compressed as ours are, and a page that boots them."""
    tree.copy(NODE_MODULES / "pyodide", map(Path, PYODIDE_FILES), directory)
    (directory / "index.html").write_text(PAGE)
    (directory / "bare.js").write_text(SCRIPT)
    compress_tree(directory)


def in_turn(visit: Visit, ours: SiteServer, reference: SiteServer, rounds: int) -> Pairs:
    """Seconds of as many pairs, ours and the reference after each other."""
    return [(visit(ours.url) / 1000, visit(reference.url) / 1000) for _ in range(rounds)]


def cold(url: str) -> float:
    """A first visit with an empty profile."""
    with profile() as open_context, open_context() as context:
        return arrive(context, url)


def warm(url: str) -> float:
    """The third visit in a row: compiled code is kept after the second."""
    with profile() as open_context, open_context() as context:
        return [arrive(context, url) for _ in range(3)][-1]


def restarted(ours: SiteServer, reference: SiteServer, rounds: int) -> Pairs:
    """A visit after the browser was closed and opened again."""

    def visit(url: str) -> float:
        with profile() as open_context:
            with open_context() as context:
                arrive(context, url)
                arrive(context, url)
            with open_context() as context:
                return arrive(context, url)

    return in_turn(visit, ours, reference, rounds)


@contextmanager
def profile() -> Iterator[Callable[[], BrowserContext]]:
    """A fresh profile on the disk; what is yielded starts a browser with it."""
    folder = tempfile.mkdtemp()
    try:
        with sync_playwright() as playwright:
            yield lambda: playwright.chromium.launch_persistent_context(
                folder, executable_path=ensure_chromium(), args=launch_arguments()
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def arrive(context: BrowserContext, url: str) -> float:
    """Milliseconds from navigation to the first name, or to Python where the page is bare."""
    page = visit_page(context, url)
    milliseconds: float = page.evaluate("() => window.milliseconds")
    page.close()
    return milliseconds


def visit_page(context: BrowserContext, url: str) -> Page:
    """The page at its first name."""
    page = context.new_page()
    page.add_init_script(VISITOR)
    page.goto(url)
    page.wait_for_function("() => window.milliseconds", timeout=120_000)
    return page


def page_figures(ours: SiteServer, reference: SiteServer) -> list[Row]:
    """Bytes to the first name, largest contentful paint, layout shift, longest task."""
    bytes_ours, page = weigh(ours)
    bytes_bare, bare = weigh(reference)
    tasks = max([0, *page["longTasks"]])
    paint = page["paint"] / bare["milliseconds"]
    return [
        plain("bytes to the first name", f"{bytes_ours:,} (bare: {bytes_bare:,})", "≤ bare"),
        plain("largest contentful paint", f"{page['paint']:.0f} ms, {paint:.3f} of bare", "≤ 0.1"),
        plain("layout shift", f"{page['shift']:.4f}", "0"),
        plain("longest task of the page", f"{tasks:.0f} ms", "≤ 50 ms"),
    ]


def weigh(server: SiteServer) -> tuple[int, dict[str, Any]]:
    """What a cold visit has received by its first name, and what the page noted of itself."""
    before = server.body_bytes
    with profile() as open_context, open_context() as context:
        page = visit_page(context, server.url)
        received = server.body_bytes - before
        noted = page.evaluate(
            "() => ({paint: window.paint ?? 0, shift: window.shift, longTasks: window.longTasks,"
            " milliseconds: window.milliseconds})"
        )
    return received, noted
