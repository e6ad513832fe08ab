"""The chart of the loss curves, without a model: its values are those of curves.json."""

from statistics import fmean
from typing import Any

import pytest
from playwright.sync_api import expect

from .canvas import Canvas
from .visit import Visit

Curves = dict[str, Any]
HALF_A_DIGIT = 0.0005 + 1e-9  # the values on screen have three decimals


def mean(curves: Curves, step: int, at: int, window: int) -> float:
    """The mean of the losses of the last `window` training steps up to `at`, counted from 1."""
    return fmean(curves["steps"][step]["losses"][max(0, at - window) : at])


def assert_values(visit: Visit, curves: Curves, hidden: tuple[int, ...] = ()) -> None:
    """The legend says, for every curve shown, what the chart shows at the cursor."""
    at, window = visit.cursor(), visit.window()
    for column, size in ((".value", window), (".raw", 1)):
        for step, value in enumerate(visit.values(column)):
            expected = None if step in hidden else mean(curves, step, at, size)
            if expected is None:
                assert value is None
            else:
                assert value == pytest.approx(expected, abs=HALF_A_DIGIT)


def test_the_chart_is_there_before_python_is(still: Visit, curves: Curves) -> None:
    expect(still.plot).to_be_visible()
    assert still.cursor() == curves["num_steps"]
    assert_values(still, curves)


@pytest.mark.parametrize("share", [0.1, 0.37, 0.5, 0.95])
def test_hovering_compares_all_curves_at_that_training_step(
    still: Visit, curves: Curves, share: float
) -> None:
    before = still.cursor()
    still.point_at(share)
    expect(still.page.locator("#chart-cursor")).not_to_have_text(f"training step {before}")
    assert_values(still, curves)


@pytest.mark.parametrize("window", [1, 10, 25, 50, 100])
def test_smoothing_changes_the_values_under_a_still_cursor(
    still: Visit, curves: Curves, window: int
) -> None:
    still.point_at(0.3)
    at = still.cursor()
    still.smooth(window)
    assert still.cursor() == at
    assert still.window() == window
    assert_values(still, curves)


def test_each_series_toggles_and_says_so(still: Visit, curves: Curves) -> None:
    for step in range(6):
        assert still.is_on(step)
        still.series(step).click()
        assert not still.is_on(step)
        assert_values(still, curves, hidden=tuple(range(step + 1)))
    for step in range(6):
        still.series(step).click()
        assert still.is_on(step)
    assert_values(still, curves)


def test_toggling_leaves_a_still_cursor_where_it_is(still: Visit, curves: Curves) -> None:
    still.point_at(0.6)
    at = still.cursor()
    still.series(2).focus()
    still.page.keyboard.press("Space")
    expect(still.series(2)).not_to_be_checked()
    assert still.cursor() == at
    assert_values(still, curves, hidden=(2,))


def test_a_curve_switched_off_vanishes_from_the_plot(still: Visit) -> None:
    canvas = Canvas(still)
    for step in range(6):
        everything = canvas.pixels_of_curves()
        assert everything[step] > 50
        still.series(step).click()
        without = canvas.pixels_of_curves()
        assert without[step] == 0
        assert all(count > 50 for other, count in enumerate(without) if other != step)
        still.series(step).click()
        assert canvas.pixels_of_curves()[step] > 50


def test_without_a_curve_there_is_no_axis_but_a_way_back(still: Visit) -> None:
    for step in range(6):
        still.series(step).click()
    expect(still.curves.get_by_text("No step chosen")).to_be_visible()
    expect(still.plot).to_be_hidden()
    still.curves.get_by_role("button", name="Show all").click()
    expect(still.plot).to_be_visible()
    expect(still.plot).to_be_focused()
    assert all(still.is_on(step) for step in range(6))


def test_a_mean_of_few_is_called_that(still: Visit) -> None:
    header = still.page.locator("#value-name")
    expect(header).to_have_text("Mean of 100")
    still.plot.press("Home")
    for _ in range(3):
        still.plot.press("ArrowRight")
    expect(header).to_have_text("Mean of 4")


def test_the_axis_of_training_steps_can_be_logarithmic(still: Visit, curves: Curves) -> None:
    still.curves.get_by_label("Logarithmic axis").check()
    still.draw()
    still.point_at(0.5)
    assert 15 < still.cursor() < 60
    assert_values(still, curves)


def test_the_picture_is_kept_for_paper(still: Visit) -> None:
    picture, canvas = (still.page.locator(f"#plot {part}") for part in ("> .picture", "canvas"))
    expect(picture).to_be_hidden()
    expect(canvas).to_be_visible()
    still.page.emulate_media(media="print")
    expect(picture).to_be_visible()
    expect(canvas).to_be_hidden()
    still.page.emulate_media(media="screen")
