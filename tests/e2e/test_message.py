"""What the chart says at a glance: which curve is which, which one leads, what sets them apart."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import expect

from .canvas import Canvas, remember
from .conftest import Open
from .test_chart import HALF_A_DIGIT, assert_values, mean
from .visit import Visit

Curves = dict[str, Any]


@pytest.fixture
def remembered(arrive: Open) -> Canvas:
    """The chart of a page that remembers what is written on it."""
    return remember(arrive())


def test_random_guessing_is_a_labelled_line_of_the_chart(
    remembered: Canvas, curves: Curves
) -> None:
    for step in range(5):
        remembered.visit.series(step).click()
    value = curves["uniform_loss"]
    label, right, bottom = remembered.text(f"ln {curves['vocabulary_size']} ≈ {value:.3f}")
    assert label.startswith("random guessing")
    row = remembered.row_of(value)
    assert 0 < row - bottom < 8  # the label stands on its line
    line, beside = (remembered.painted(y, right - 200, right) for y in (row, row + 5))
    assert 0.3 < line < 0.7  # dashed, as no line of the grid is
    assert beside < 0.05


def test_each_curve_is_named_at_its_end(remembered: Canvas, curves: Curves) -> None:
    titles = [f"{step['step']} {step['title']}" for step in curves["steps"]]
    written = remembered.words()
    assert all(title in written for title in titles if not title.startswith("2"))
    assert f"= {titles[2]}" in written  # it lies on the curve of step 1
    places = [(x, y) for text, x, y in remembered.texts() if text in titles]
    assert len({x for x, _ in places}) == 1
    heights = sorted(y for _, y in places)
    assert all(below - above >= 12 for above, below in pairwise(heights))


def test_a_narrow_chart_names_its_curves_by_number(arrive: Open) -> None:
    canvas = remember(arrive(viewport={"width": 360, "height": 740}))
    written = canvas.words()
    assert {"0", "1 = 2", "3", "4", "5"} <= set(written)


def test_the_curves_say_what_sets_them_apart(remembered: Canvas) -> None:
    written = remembered.words()
    assert "sees only the last letter" in written
    assert "sees all the letters so far" in written


def test_the_curve_pointed_at_keeps_its_colour_and_the_others_go_quiet(still: Visit) -> None:
    canvas = Canvas(still)
    before = canvas.pixels_of_curves()
    swatches = still.page.locator("#legend .swatch line")
    widths = "lines => lines.map((line) => getComputedStyle(line).strokeWidth)"
    equal = swatches.evaluate_all(widths)
    assert len(set(equal)) == 1
    still.page.locator("#legend [data-series=step3]").hover()
    own, *others = (swatches.nth(i).evaluate("e => getComputedStyle(e).stroke") for i in (3, 0, 5))
    assert own not in others
    assert others[0] == others[1]
    assert canvas.pixels_of_curves()[3] > before[3]
    assert float(swatches.evaluate_all(widths)[3][:-2]) > float(equal[3][:-2])


def test_single_losses_are_shown_only_when_wanted_and_those_outside_are_counted(
    remembered: Canvas,
) -> None:
    assert not [text for text in remembered.words() if "single" in text]
    visit = remembered.visit
    visit.curves.get_by_label("Single names").check()
    above = remembered.text("lie above")[0]
    below = remembered.text("lie below")[0]
    counts = [int(text.split()[1]) for text in (above, below)]
    assert sum(counts) == 87  # of 1,000, in the range that the chart has with them
    assert "start of steps 3, 4 and 5" in above


def test_single_losses_say_whose_they_are_and_are_no_others(still: Visit) -> None:
    singles = still.page.locator("label", has=still.page.locator("#singles"))
    expect(singles).to_have_text("Single names of step 5")
    still.page.locator(".rung").nth(3).click()
    expect(singles).to_have_text("Single names of step 3")
    still.series(3).click()
    still.page.mouse.move(0, 0)
    still.series(3).blur()
    expect(singles).to_have_text("Single names")


def test_differences_are_those_of_the_losses_name_by_name(still: Visit, curves: Curves) -> None:
    still.curves.get_by_label("Difference from").select_option("step4")
    expect(still.page.locator("#plot-title")).to_contain_text("Loss minus that of step 4")
    still.draw()
    for step in range(6):
        text = still.curves.get_by_role("row", name=f"Step {step}").locator(".value").inner_text()
        expected = mean(curves, step, 1000, 100) - mean(curves, 4, 1000, 100)
        assert float(text.replace("−", "-")) == pytest.approx(expected, abs=HALF_A_DIGIT)
    expect(still.page.locator("#legend caption")).to_contain_text("minus step 4, Transformer")
    description = still.page.locator("#plot-text")
    expect(description).to_contain_text("minus step 4, Transformer: step 0, Counting, +0.113")
    still.curves.get_by_label("Difference from").select_option("none")
    assert_values(still, curves)


def test_differences_have_a_line_of_their_own(remembered: Canvas) -> None:
    remembered.visit.curves.get_by_label("Difference from").select_option("step4")
    assert not [text for text in remembered.words() if "random guessing" in text]
    _, beside, middle = remembered.text("4 Transformer: 0")
    assert beside == remembered.text("0 Counting")[1]  # at the edge, where no curve is
    (zero,) = [y for text, _, y in remembered.texts() if text == "0.0"]
    assert abs(zero - middle) < 40  # near its line, beside the labels of steps 3 and 5
