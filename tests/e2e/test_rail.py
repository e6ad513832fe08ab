"""The rail of the six steps: one choice, shown everywhere that speaks of a step."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from .conftest import Open
from .visit import Visit

NAMES = ["Counting", "Gradient descent", "Autograd", "Attention", "Transformer", "Adam"]
LAST = len(NAMES) - 1


def rail(visit: Visit) -> Locator:
    return visit.page.get_by_role("region", name="The six steps")


def rung(visit: Visit, step: int) -> Locator:
    return rail(visit).get_by_role("button").nth(step)


def chosen(visit: Visit) -> list[int]:
    visit.draw()
    pressed = "rungs => rungs.map((rung) => rung.ariaPressed === 'true')"
    states = rail(visit).get_by_role("button").evaluate_all(pressed)
    return [step for step, state in enumerate(states) if state]


def test_each_step_has_its_number_title_curve_and_final_loss(
    still: Visit, curves: dict[str, Any]
) -> None:
    for step, title in enumerate(NAMES):
        loss = curves["steps"][step]["mean_last_100"]
        expect(rung(still, step)).to_have_accessible_name(
            f"Step {step} · {title} final loss {loss:.3f}"
        )
        assert rung(still, step).locator("polyline").bounding_box()["width"] > 40


def test_none_is_chosen_until_one_is_and_once_more_lets_it_go(still: Visit) -> None:
    assert chosen(still) == []
    for step in (0, 3, LAST):
        rung(still, step).click()
        assert chosen(still) == [step]
    rung(still, LAST).click()
    assert chosen(still) == []


@pytest.mark.parametrize("step", [0, LAST])
def test_a_step_that_is_chosen_leads_in_the_chart(still: Visit, step: int) -> None:
    rung(still, step).click()
    still.draw()
    widths = still.page.locator("#legend .swatch line").evaluate_all(
        "lines => lines.map((line) => parseFloat(getComputedStyle(line).strokeWidth))"
    )
    assert [at for at, width in enumerate(widths) if width == max(widths)] == [step]


def test_the_keyboard_chooses_a_step(still: Visit) -> None:
    rung(still, 1).focus()
    still.page.keyboard.press("Tab")
    still.page.keyboard.press("Space")
    assert chosen(still) == [2]
    expect(rung(still, 2)).to_be_focused()


def test_what_belongs_to_the_chosen_step_is_marked(still: Visit) -> None:
    columns = still.page.get_by_role("table", name="The full comparison").get_by_role("row")
    code = still.page.get_by_role("figure").filter(has=still.page.locator("pre"))
    gpt = code.filter(has_text="def gpt(")
    update = code.filter(has_text="m_hat")
    for step in range(len(NAMES)):
        rung(still, step).click()
        still.draw()
        for row in columns.all():
            marked = row.evaluate(
                "row => [...row.cells].slice(1, -1).map((cell) => cell.matches('.chosen'))"
            )
            assert marked == [at == step for at in range(len(NAMES))]
        assert is_marked(gpt.first) == (step >= 3)
        assert is_marked(update.first) == (step == LAST)
    built = still.page.get_by_role("region", name="What we built").get_by_role("listitem")
    assert [is_marked(item) for item in built.all()] == [at == LAST for at in range(len(NAMES))]


def is_marked(part: Locator) -> bool:
    """Whether it shows that it belongs to the chosen step."""
    return part.evaluate("part => part.matches('.chosen')")


def test_without_javascript_the_rungs_lead_to_the_table(arrive: Open) -> None:
    visit = arrive(java_script_enabled=False)
    visit.page.goto(visit.address)
    links = rail(visit).get_by_role("link", name=re.compile("^Step"))
    expect(links).to_have_count(len(NAMES))
    links.nth(2).click()
    expect(visit.page.get_by_role("table", name="The full comparison")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_a_rung_is_as_large_as_a_thumb_and_holds_its_words(arrive: Open, width: int) -> None:
    visit = arrive(viewport={"width": width, "height": 740}, java_script_enabled=False)
    visit.page.goto(visit.address)
    for link in rail(visit).get_by_role("link", name=re.compile("^Step")).all():
        box = link.bounding_box()
        assert min(box["width"], box["height"]) >= 44
        assert link.evaluate("rung => rung.scrollWidth <= rung.clientWidth")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_rail_stays_in_sight_and_covers_nothing_that_is_led_to(still: Visit) -> None:
    still.page.goto(f"{still.address}#curves-title")
    expect(rung(still, 0)).to_be_in_viewport(ratio=1)
    title = still.page.get_by_role("heading", name="Loss curves")
    expect(title).to_be_in_viewport(ratio=1)
    bottom = rung(still, 0).evaluate("rung => rung.getBoundingClientRect().bottom")
    assert title.bounding_box()["y"] >= bottom
