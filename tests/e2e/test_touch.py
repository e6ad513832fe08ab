"""The chart under a finger: sideways it reads and zooms, up and down it scrolls the page."""

import pytest
from playwright.sync_api import CDPSession, expect

from .conftest import Open, say_nothing
from .visit import Visit

PHONE = {"width": 360, "height": 740}


class Finger:
    def __init__(self, visit: Visit) -> None:
        self.session: CDPSession = visit.page.context.new_cdp_session(visit.page)

    def touch(self, kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in places]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def drag(self, start: tuple[float, float], end: tuple[float, float], moves: int = 8) -> None:
        self.touch("touchStart", start)
        for i in range(1, moves + 1):
            share = i / moves
            x, y = (a + (b - a) * share for a, b in zip(start, end))
            self.touch("touchMove", (x, y))
        self.touch("touchEnd")


@pytest.fixture
def phone(arrive: Open) -> Visit:
    visit = arrive(viewport=PHONE, has_touch=True, is_mobile=True)
    visit.page.context.route("**/worker.js*", say_nothing)
    visit.page.goto(visit.address)
    visit.page.locator("#curves").scroll_into_view_if_needed()
    expect(visit.plot).to_be_visible()
    visit.plot.evaluate("e => e.scrollIntoView({ block: 'center' })")
    visit.draw()
    return visit


def place(visit: Visit, share: float, height: float = 0.5) -> tuple[float, float]:
    box = visit.plot.locator(".u-over").bounding_box()
    return box["x"] + share * box["width"], box["y"] + height * box["height"]


def test_a_tap_reads_the_curves_at_one_training_step(phone: Visit) -> None:
    phone.page.touchscreen.tap(*place(phone, 0.4))
    assert phone.cursor() == pytest.approx(400, abs=20)
    expect(phone.page.locator("#zoom-reset")).to_be_disabled()


def test_a_finger_that_moves_sideways_zooms(phone: Visit) -> None:
    Finger(phone).drag(place(phone, 0.3), place(phone, 0.6))
    expect(phone.page.locator("#zoom-reset")).to_be_enabled()
    phone.page.touchscreen.tap(*place(phone, 0.02))
    assert phone.cursor() == pytest.approx(306, abs=20)


def test_a_finger_that_moves_up_scrolls_the_page_and_does_not_zoom(phone: Visit) -> None:
    before = phone.page.evaluate("scrollY")
    Finger(phone).drag(place(phone, 0.5, 0.9), place(phone, 0.52, -0.6))
    phone.page.wait_for_function(f"scrollY > {before} + 50")
    expect(phone.page.locator("#zoom-reset")).to_be_disabled()
    expect(phone.page.locator(".marked")).to_be_hidden()
