"""Zooming the chart and finding the way back."""

from playwright.sync_api import Locator, expect

from .canvas import Canvas, remember
from .conftest import Open
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


def test_a_zoom_fits_the_losses_too(arrive: Open) -> None:
    canvas = remember(arrive())
    drag(canvas.visit, 0.5, 0.8)
    expect(reset(canvas.visit)).to_be_enabled()
    assert height(canvas) < 0.5
    assert not [text for text, _, _ in canvas.texts() if "random guessing" in text]
    reset(canvas.visit).click()
    assert height(canvas) > 0.6


def height(canvas: Canvas) -> float:
    """From the lowest to the highest number at the axis of losses."""
    losses = [float(text) for text, _, _ in canvas.texts() if text[:2] in ("2.", "3.")]
    return max(losses) - min(losses)


def test_the_button_ends_where_the_zoom_does(still: Visit) -> None:
    button = still.curves.get_by_role("button", name="Zoom in")
    clicks = 0
    while button.get_attribute("aria-disabled") != "true":
        button.click()
        still.draw()
        clicks += 1
        assert clicks < 12
    before = step_at(still, 0.1)
    button.press("Enter")
    assert step_at(still, 0.1) == before
    expect(button).to_be_focused()
    reset(still).click()
    expect(button).to_be_enabled()


def test_a_drag_too_short_says_why_nothing_happens(still: Visit) -> None:
    for _ in range(3):
        still.curves.get_by_role("button", name="Zoom in").click()
    before = step_at(still, 0.2)
    drag(still, 0.5, 0.53)
    note = still.page.locator("#chart-note")
    expect(note).to_contain_text("a zoom shows 10 or more")
    assert step_at(still, 0.2) == before
    spoken = still.page.locator("#chart-spoken")
    expect(spoken).to_contain_text("a zoom shows 10 or more")
    spoken.evaluate("""place => {
      globalThis.said = [];
      const options = { childList: true, characterData: true, subtree: true };
      new MutationObserver(() => said.push(place.textContent)).observe(place, options);
    }""")
    drag(still, 0.5, 0.53)
    still.draw()
    expect(spoken).to_contain_text("a zoom shows 10 or more")
    assert still.page.evaluate("said[0]") == ""  # the same sentence, heard again
    reset(still).click()
    expect(note).to_be_hidden()
