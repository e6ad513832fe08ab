"""Zooming the chart and finding the way back."""

from playwright.sync_api import Locator, expect

from .visit import Visit


def reset(visit: Visit) -> Locator:
    return visit.curves.get_by_role("button", name="Reset zoom")


def step_at(visit: Visit, share: float) -> int:
    """The training step under the mouse at a share of the plot's width."""
    visit.point_at(share)
    return visit.cursor()


def drag(visit: Visit, start: float, end: float) -> None:
    visit.point_at(start)
    visit.page.mouse.down()
    visit.point_at((start + end) / 2)
    visit.point_at(end)
    visit.page.mouse.up()


def test_dragging_zooms_and_a_button_leads_back(still: Visit) -> None:
    expect(reset(still)).to_be_disabled()
    shares = (0.15, 0.5, 0.97)
    whole = [step_at(still, share) for share in shares]
    first, last = step_at(still, 0.4), step_at(still, 0.6)
    drag(still, 0.4, 0.6)
    expect(reset(still)).to_be_enabled()
    zoomed = [step_at(still, share) for share in shares]
    assert all(first - 1 <= step <= last + 1 for step in zoomed)
    assert zoomed == sorted(set(zoomed))
    reset(still).click()
    assert [step_at(still, share) for share in shares] == whole
    expect(reset(still)).to_be_disabled()


def test_dragging_to_the_left_zooms_as_well(still: Visit) -> None:
    first, last = step_at(still, 0.4), step_at(still, 0.6)
    drag(still, 0.6, 0.4)
    expect(reset(still)).to_be_enabled()
    assert first - 1 <= step_at(still, 0.2) <= last + 1


def test_a_double_click_and_escape_lead_back_too(still: Visit) -> None:
    drag(still, 0.3, 0.5)
    expect(reset(still)).to_be_enabled()
    still.page.mouse.dblclick(*still.point_at(0.5))
    expect(reset(still)).to_be_disabled()
    drag(still, 0.3, 0.5)
    still.plot.press("Escape")
    expect(reset(still)).to_be_disabled()


def test_without_a_mouse_a_button_zooms(still: Visit) -> None:
    still.plot.press("Home")
    still.curves.get_by_role("button", name="Zoom in").press("Enter")
    expect(reset(still)).to_be_enabled()
    assert step_at(still, 0.97) <= 501


def test_a_click_is_no_zoom(still: Visit) -> None:
    still.page.mouse.click(*still.point_at(0.5))
    expect(reset(still)).to_be_disabled()
