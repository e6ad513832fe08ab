"""Seeds: names that can be had again, here and on the command line."""

import pytest
from playwright.sync_api import expect

from .command import generate
from .visit import Visit


def test_the_same_seed_makes_the_same_names(ready: Visit) -> None:
    first = ready.make(seed=11)
    other = ready.make(seed=12)
    assert first != other
    assert ready.make(seed=11) == first


def test_an_empty_seed_draws_a_fresh_one_each_time(ready: Visit) -> None:
    first, first_seed = ready.make(), ready.seed()
    assert ready.make() != first
    assert ready.seed() != first_seed


def test_the_seed_stated_repeats_the_names(ready: Visit) -> None:
    names, seed = ready.make(), ready.seed()
    ready.make()
    assert ready.make(seed=seed) == names
    assert ready.seed() == seed


@pytest.mark.parametrize("seed", [0, 7, 2**32 - 1])
def test_the_page_and_the_command_line_make_the_same_names(ready: Visit, seed: int) -> None:
    assert ready.make(seed=seed) == generate(seed=seed)


def test_they_agree_on_every_setting(ready: Visit) -> None:
    params = {"seed": 42, "count": 33, "temperature": 1.3, "prefix": "mar"}
    assert ready.make(**params) == generate(**params)


def test_a_seed_that_is_used_again_says_so_and_can_be_cleared(ready: Visit) -> None:
    names, seed = ready.make(), ready.seed()
    told = ready.page.get_by_text("The same names again, because the seed is set.")
    expect(told).to_be_hidden()
    ready.page.get_by_role("button", name="Use this seed").click()
    expect(ready.field("Seed")).to_have_value(str(seed))
    ready.forget()
    ready.generate.click()
    assert ready.wait_for_names() == names
    expect(told).to_be_visible()
    ready.page.get_by_role("button", name="Clear the seed").click()
    expect(ready.field("Seed")).to_have_value("")
    ready.forget()
    ready.generate.click()
    assert ready.wait_for_names() != names
    expect(told).to_be_hidden()
