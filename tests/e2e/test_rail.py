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


def test_the_last_step_is_chosen_until_another_is(still: Visit) -> None:
    assert chosen(still) == [LAST]
    for step in (0, 3, 3, LAST):
        rung(still, step).click()
        assert chosen(still) == [step]


def test_the_keyboard_chooses_a_step(still: Visit) -> None:
    rung(still, 1).focus()
    still.page.keyboard.press("Tab")
    still.page.keyboard.press("Space")
    assert chosen(still) == [2]
    expect(rung(still, 2)).to_be_focused()


def test_what_belongs_to_the_chosen_step_is_marked(still: Visit) -> None:
    still.page.evaluate("document.querySelector('footer p').dataset.steps = '2 3'")
    for step in range(len(NAMES)):
        rung(still, step).click()
        still.draw()
        parts = still.page.locator("[data-steps]").evaluate_all(
            "parts => parts.map((e) => [e.dataset.steps.split(' '), e.matches('.chosen')])"
        )
        assert [marked for _, marked in parts] == [str(step) in steps for steps, _ in parts]


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
