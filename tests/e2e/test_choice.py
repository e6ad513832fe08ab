"""The step that is chosen decides whose names are made."""

import re

import pytest
from playwright.sync_api import Locator, Route, expect

from .command import generate
from .conftest import Open
from .visit import Visit


def rung(visit: Visit, step: int) -> Locator:
    """The place of a step in the rail."""
    return visit.page.get_by_role("region", name="The six steps").locator(f"[data-step='{step}']")


@pytest.mark.parametrize(("step", "title"), [(0, "Counting"), (3, "Attention"), (5, "Adam")])
def test_the_names_are_those_of_the_step_that_is_chosen(
    ready: Visit, step: int, title: str
) -> None:
    rung(ready, step).click()
    heading = ready.page.get_by_role(
        "heading", name=re.compile(f"Names from step {step} · {title}")
    )
    expect(heading).to_be_visible()
    assert ready.make(10, seed=7) == generate(seed=7, count=10, step=step)
    facts = ready.page.get_by_role("list", name="What runs here")
    expect(facts).to_contain_text({0: "729 counts"}.get(step, "4,192 parameters"))


def test_names_of_another_step_say_so_and_stand_beside_for_comparison(ready: Visit) -> None:
    first = ready.make(10, seed=7)
    rung(ready, 1).click()
    expect(ready.main).to_contain_text("Step 5 · Adam, temperature 0.5, seed 7")
    ready.make(10, seed=7)
    beside = ready.page.get_by_role("region", name="Before: step 5, temperature 0.5, seed 7")
    assert beside.get_by_role("listitem").all_inner_texts() == first
    rung(ready, 5).click()
    ready.wait_until_ready()


@pytest.mark.provokes_errors
def test_a_model_that_cannot_be_loaded_is_told_and_generate_tries_again(arrive: Open) -> None:
    visit = arrive()
    lost = [True]

    def lose(route: Route) -> None:
        route.abort() if lost[0] else route.continue_()

    visit.page.context.route("**/models/step3.json", lose)
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    rung(visit, 3).click()
    expect(visit.status).to_have_text(re.compile("^Not ready: .*Generate tries again"))
    sentence = "The weights of this model could not be loaded; Generate tries again."
    visit.generate.click()
    expect(visit.status).to_have_text(f"Not ready: {sentence}")
    expect(visit.page.get_by_text(sentence)).to_have_count(1)  # one voice says it
    expect(visit.main).to_contain_text("Made when this page was built by step 5 · Adam")
    lost[0] = False
    visit.generate.click()
    visit.wait_for_names(20)


@pytest.mark.provokes_errors
def test_choosing_a_step_again_that_could_not_be_loaded_tries_again(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    visit.page.context.route("**/models/step3.json", lambda route: route.abort())
    rung(visit, 3).click()
    expect(visit.status).to_have_text(re.compile("^Not ready: "))
    visit.page.context.unroute("**/models/step3.json")
    rung(visit, 3).click()
    visit.wait_until_ready()
    expect(rung(visit, 3)).to_have_attribute("aria-pressed", "true")


def test_names_of_the_build_say_whose_they_are_whatever_is_chosen(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    rung(visit, 3).click()
    expect(visit.main).to_contain_text("Names from step 3 · Attention")
    caption = "Made when this page was built by step 5 · Adam, at temperature 0.5 with seed 42"
    expect(visit.main).to_contain_text(caption)
