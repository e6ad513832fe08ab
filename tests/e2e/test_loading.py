"""While the page loads: progress is measured and told, and nothing moves."""

import re
from collections.abc import Callable

import pytest
from benching.line import Line
from lib.paths import DIST
from playwright.sync_api import Route, expect
from website.server import application

from .conftest import DESKTOP, Open, say_nothing
from .test_accessibility import PHONE
from .visit import Visit

WATCH_SHIFTS = """
globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) {
      shifts.push([entry.value, ...entry.sources.map((s) => s.node?.outerHTML?.slice(0, 80))]);
    }
  }
}).observe({ type: "layout-shift", buffered: true });
"""

WATCH_NAMES = """
const watch = (places) => places.forEach(({ target }) => {
  if (target.id === "names") globalThis.lastName = performance.now();
});
new MutationObserver(watch).observe(document, { childList: true, subtree: true });
"""
LOW = {"width": 1280, "height": 600}  # The chart begins below.


def visit_all(arrive: Open, size: dict[str, int], watch: str, without: str = "") -> Visit:
    """A page that is watched from its beginning until the names and the chart are there.

    `without` are files that do not come, such as the face, which has its own test.
    """
    visit = arrive(viewport=size)
    if without:
        visit.page.context.route(without, say_nothing)
    visit.page.add_init_script(watch)
    visit.page.goto(visit.address)
    visit.generate.click()
    visit.wait_for_names(20)
    expect(visit.plot).to_be_attached()
    return visit


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_nothing_moves_when_python_the_chart_and_the_names_arrive(
    arrive: Open, size: dict[str, int]
) -> None:
    visit = visit_all(arrive, size, WATCH_SHIFTS, "**/*.woff2")
    visit.draw()
    assert visit.page.evaluate("shifts") == []


def test_progress_is_measured_and_said_in_words_and_claims_no_traffic(arrive: Open) -> None:
    visit = arrive()
    held: list[Route] = []
    visit.page.context.route("**/*.asm.wasm", lambda route: held.append(route))
    visit.page.goto(visit.address)
    bar = visit.page.get_by_role("progressbar")
    expect(visit.status).to_have_text(re.compile("Python"))
    expect(visit.main).to_contain_text(re.compile(r"\d %"))
    # What is counted are unpacked bytes; how many travel depends on the host.
    expect(visit.main).not_to_contain_text(re.compile(r"\bMB\b"))
    visit.draw()
    assert 0 < bar.evaluate("bar => bar.value / bar.max") < 1
    for route in held:
        route.continue_()
    visit.wait_until_ready()
    expect(bar).to_be_hidden()


def test_the_program_is_not_loaded_before_there_is_something_to_see(ready: Visit) -> None:
    paint, program = ready.page.evaluate(
        """() => [
          performance.getEntriesByName("first-contentful-paint")[0].startTime,
          performance.getEntriesByType("resource").find((e) => e.name.endsWith("/main.js"))
            .startTime,
        ]"""
    )
    assert program > paint


# As if the server had taken so long to answer with the page.
ANSWERED = """
const entries = performance.getEntriesByType.bind(performance);
const visit = { type: "navigate", requestStart: 5, responseStart: %d };
performance.getEntriesByType = (type) => (type === "navigation" ? [visit] : entries(type));
"""


@pytest.mark.parametrize(("milliseconds", "asked"), [(45, 1), (25, 0)], ids=["far", "near"])
def test_only_a_far_server_is_asked_for_the_largest_file_before_the_styles_have_come(
    arrive: Open, milliseconds: int, asked: int
) -> None:
    visit = arrive()
    visit.page.add_init_script(ANSWERED % milliseconds)
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    # What the worker asks for is in the worker's own record.
    files = visit.page.evaluate(
        "performance.getEntriesByType('resource').map((e) => [e.name, e.startTime, e.responseEnd])"
    )
    (styled,) = (end for name, _, end in files if name.endswith("/style.css"))
    ahead = [start for name, start, _ in files if name.endswith(".asm.wasm")]
    assert len(ahead) == asked
    assert all(start < styled for start in ahead)


def test_what_is_asked_for_ahead_travels_once(serve: Callable[..., str], arrive: Open) -> None:
    line = Line(application(DIST), latency_seconds=0.1)
    visit = arrive(serve(line))
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    asked = visit.page.evaluate("performance.getEntriesByType('resource').map((e) => e.name)")
    assert any(url.endswith("pyodide.asm.wasm") for url in asked)
    (wasm,) = DIST.glob("pyodide/*/pyodide.asm.wasm.br")
    (snapshot,) = DIST.glob("pyodide/*/snapshot.bin.br")
    assert line.body_bytes < 2 * wasm.stat().st_size + snapshot.stat().st_size


def test_the_chart_comes_after_the_names_that_were_asked_for(arrive: Open) -> None:
    visit = visit_all(arrive, LOW, WATCH_NAMES)
    last_name, chart = visit.page.evaluate(
        """() => [
          lastName,
          performance.getEntriesByType("resource")
            .find((e) => e.name.includes("chart-views")).startTime,
        ]"""
    )
    assert chart > last_name


def test_the_chart_comes_at_once_to_who_looks_at_it(arrive: Open) -> None:
    visit = arrive(viewport=LOW)
    visit.page.context.route("**/worker.js*", say_nothing)
    visit.page.goto(visit.address)
    visit.page.locator("#curves").scroll_into_view_if_needed()
    expect(visit.plot).to_be_visible()
