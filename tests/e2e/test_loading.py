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
# Its letters are as wide as those of the face in whose place it comes, to a fraction of a pixel.
OF_THE_FACE = 0.0002
LOW = {"width": 1280, "height": 600}  # The chart begins below.


def visit_all(arrive: Open, size: dict[str, int], watch: str) -> Visit:
    """A page that is watched from its beginning until the names and the chart are there."""
    visit = arrive(viewport=size)
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
    visit = visit_all(arrive, size, WATCH_SHIFTS)
    visit.draw()
    assert [shift for shift in visit.page.evaluate("shifts") if shift[0] >= OF_THE_FACE] == []


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


@pytest.mark.parametrize(("latency", "asked"), [(0.2, 1), (0, 0)], ids=["far", "near"])
def test_only_a_far_server_is_asked_for_the_largest_file_before_the_styles_have_come(
    serve: Callable[..., str], arrive: Open, latency: float, asked: int
) -> None:
    visit = arrive(serve(Line(application(DIST), latency_seconds=latency)))
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    # What the worker asks for is in the worker's own record.
    ahead = visit.page.evaluate(
        """() => {
          const files = performance.getEntriesByType("resource");
          const styled = files.find((file) => file.name.endsWith("style.css")).responseEnd;
          return files.filter((f) => f.name.endsWith(".asm.wasm") && f.startTime < styled).length;
        }"""
    )
    assert ahead == asked


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
