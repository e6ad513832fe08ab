"""While the page loads: progress is measured and told, and nothing moves."""

import re

import pytest
from playwright.sync_api import Route, expect

from .conftest import DESKTOP, Open
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


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_nothing_moves_when_python_the_chart_and_the_names_arrive(
    arrive: Open, size: dict[str, int]
) -> None:
    visit = arrive(viewport=size)
    visit.page.add_init_script(WATCH_SHIFTS)
    visit.page.goto(visit.address)
    visit.generate.click()
    visit.wait_for_names(20)
    visit.draw()
    assert visit.page.evaluate("shifts") == []


def test_progress_is_measured_in_bytes_and_said_in_words(arrive: Open) -> None:
    visit = arrive()
    held: list[Route] = []
    visit.page.context.route("**/*.asm.wasm", lambda route: held.append(route))
    visit.page.goto(visit.address)
    bar = visit.page.get_by_role("progressbar")
    expect(visit.status).to_have_text(re.compile("Python"))
    expect(visit.main).to_contain_text(re.compile(r"[\d.]+ of [\d.]+ MB"))
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
