"""The face that the page is read in: it comes late, moves nothing, and may be missing."""

from collections.abc import Callable

import pytest
from lib.paths import DIST
from playwright.sync_api import Route, expect

from .conftest import Open
from .damage import altered, cut, missing, offline
from .visit import Visit

FACES = "**/*.woff2"
LATE_MS = 2000
COUNT_SHIFTS = """globalThis.shifted = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) shifted += shift.value;
}).observe({ type: "layout-shift", buffered: true });"""
STATUS = """() => {
  const [face] = [...document.fonts].filter(({ family }) => family.includes("Source Serif"));
  return face?.status;
}"""


def wait_for_face(visit: Visit, status: str = "loaded") -> None:
    """The policy of the page forbids Playwright to wait inside of it."""
    for _ in range(400):
        if visit.page.evaluate(STATUS) == status:
            break
        visit.page.wait_for_timeout(50)
    assert visit.page.evaluate(STATUS) == status
    visit.draw()


@pytest.mark.parametrize("width", [1280, 768, 360])
def test_nothing_moves_when_the_face_comes_late(arrive: Open, width: int) -> None:
    visit = arrive(viewport={"width": width, "height": 900})
    held: list[Route] = []
    visit.page.route(FACES, lambda route: held.append(route))
    visit.page.add_init_script(COUNT_SHIFTS)
    with visit.page.expect_request(FACES):
        visit.page.goto(visit.address)
    expect(visit.plot).to_be_visible()
    visit.page.wait_for_timeout(LATE_MS)
    before = visit.page.evaluate("shifted")
    held[0].continue_()
    wait_for_face(visit)
    assert visit.page.evaluate("shifted") - before < 0.02


def test_no_byte_of_it_travels_before_the_model_is_there(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    wait_for_face(visit)
    asked = visit.record.requests
    (face,) = (index for index, url in enumerate(asked) if url.endswith(".woff2"))
    runtime = [index for index, url in enumerate(asked) if "/pyodide/" in url]
    assert 0 < max(runtime) < face


@pytest.mark.provokes_errors
def test_the_next_visit_has_it_at_once(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    wait_for_face(visit)
    visit.page.route("**/main.js", lambda route: route.abort())
    visit.page.reload(wait_until="commit")
    wait_for_face(visit)
    visit.page.unroute_all()


@pytest.mark.provokes_errors
@pytest.mark.parametrize("fault", [missing, offline, cut, altered])
def test_a_page_without_it_is_read_in_a_face_of_the_system(
    arrive: Open, fault: Callable[[Route], None]
) -> None:
    visit = arrive()
    visit.page.route(FACES, fault)
    visit.page.goto(visit.address)
    assert len(visit.make(3)) == 3
    expect(visit.plot).to_be_visible()
    if fault is not altered:  # a byte of an outline may change and be drawn
        wait_for_face(visit, "error")
        assert visit.page.evaluate("localStorage.getItem('face')") is None


def test_what_is_bold_is_set_in_a_face_that_has_a_bold(ready: Visit) -> None:
    bold = """() => [...document.querySelectorAll("body *")].filter((e) => {
      const { fontFamily, fontWeight } = getComputedStyle(e);
      const words = [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      return words && fontFamily.includes("Source Serif") && fontWeight > 400;
    }).map((e) => e.outerHTML.slice(0, 90))"""
    wait_for_face(ready)
    assert ready.page.evaluate(bold) == []


def test_without_javascript_it_is_asked_for_by_the_style_sheet(arrive: Open) -> None:
    visit = arrive(java_script_enabled=False)
    with visit.page.expect_request(FACES):
        visit.page.goto(visit.address)


def test_it_is_small_and_its_licence_lies_beside_it(address: str) -> None:
    assert address  # it is built
    faces = list(DIST.glob("assets/*/faces/*.woff2"))
    assert sum(face.stat().st_size for face in faces) <= 40_000
    for face in faces:
        (licence,) = face.parent.glob("*.LICENSE.txt")
        assert "SIL OPEN FONT LICENSE" in licence.read_text("utf-8")
