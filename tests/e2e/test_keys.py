"""The chart by keyboard: keys move the cursor, a live region says the values."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from .test_chart import assert_values, mean
from .visit import Visit

MOVES = [
    (["ArrowLeft"], 999),
    (["ArrowLeft", "ArrowLeft", "ArrowRight"], 999),
    (["Shift+ArrowLeft"], 990),
    (["Shift+ArrowLeft", "Shift+ArrowRight"], 1000),
    (["Home"], 1),
    (["Home", "ArrowLeft"], 1),
    (["Home", "Shift+ArrowRight"], 11),
    (["Home", "End"], 1000),
    (["ArrowRight"], 1000),
]


def spoken(visit: Visit) -> Locator:
    """What a live region of the chart says, once it says anything."""
    region = visit.curves.locator("[aria-live]").or_(visit.curves.get_by_role("status"))
    return region.filter(has_text=re.compile("training step", re.IGNORECASE))


@pytest.mark.parametrize(("keys", "at"), MOVES)
def test_keys_move_the_cursor(still: Visit, curves: dict[str, Any], keys: list, at: int) -> None:
    still.plot.focus()
    for key in keys:
        still.page.keyboard.press(key)
    expect(still.plot).to_have_attribute("aria-valuenow", str(at))
    assert still.cursor() == at
    assert_values(still, curves)


def test_the_values_are_announced(still: Visit, curves: dict[str, Any]) -> None:
    still.plot.press("Shift+ArrowLeft")
    expect(spoken(still)).to_contain_text("990")
    text = spoken(still).inner_text()
    for step in range(6):
        assert f"{mean(curves, step, 990, still.window()):.3f}" in text


def test_hidden_curves_are_not_announced(still: Visit) -> None:
    still.series(4).click()
    still.plot.press("Home")
    expect(spoken(still)).to_contain_text("Step 5", ignore_case=True)
    expect(spoken(still)).not_to_contain_text("Step 4", ignore_case=True)


def test_nothing_is_announced_while_a_mouse_moves(still: Visit) -> None:
    for share in (0.2, 0.4, 0.6):
        still.point_at(share)
    still.page.wait_for_timeout(600)
    expect(spoken(still)).to_have_count(0)


def test_a_zoomed_chart_follows_the_cursor(still: Visit) -> None:
    still.plot.press("Home")
    still.curves.get_by_role("button", name="Zoom in").click()
    still.plot.press("End")
    assert still.cursor() == 1000
    still.point_at(0.5)
    expect(still.page.locator("#chart-cursor")).not_to_have_text("training step 1000")
    assert still.cursor() >= 500


def test_the_chart_says_in_words_where_its_curves_end(still: Visit, curves: dict[str, Any]) -> None:
    ids = still.plot.get_attribute("aria-describedby").split()
    text = " ".join(still.page.locator(f"#{name}").text_content() for name in ids)
    for step in curves["steps"]:
        assert f"step {step['step']}, {step['title']}, {step['mean_last_100']:.3f}" in text
    still.series(4).click()
    expect(still.page.locator("#plot-text")).not_to_contain_text("step 4")


CHANGES = [
    ("Zoom in", "Shown are training steps 500 to 1000"),
    ("Smoothing", "the mean of 10 losses"),
    ("Difference from", "Differences from step 4, Transformer"),
    ("Step 3", "Step 3, Attention, is hidden; 5 of 6 curves are shown"),
]


@pytest.mark.parametrize(("control", "words"), CHANGES)
def test_every_other_change_is_announced_once(still: Visit, control: str, words: str) -> None:
    still.page.evaluate("""() => {
      globalThis.said = [];
      const region = document.getElementById("chart-spoken");
      const options = { childList: true, characterData: true, subtree: true };
      new MutationObserver(() => said.push(region.textContent)).observe(region, options);
    }""")
    if control == "Zoom in":
        still.curves.get_by_role("button", name=control).click()
    elif control == "Step 3":
        still.series(3).click()
    else:
        value = {"Smoothing": "10", "Difference from": "step4"}[control]
        still.curves.get_by_label(control).select_option(value)
    expect(still.page.locator("#chart-spoken")).to_contain_text(words)
    still.page.wait_for_timeout(500)
    assert len(still.page.evaluate("said")) == 1
