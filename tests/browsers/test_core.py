"""What the page is for, in every browser: names, and the curves of how they were learned."""

import pytest
from e2e.command import generate

from .page import Page
from .wire import wait_for


def test_the_page_becomes_ready(page: Page) -> None:
    page.wait_until_ready()


@pytest.mark.parametrize("seed", [1, 42, 2026])
def test_the_names_of_a_seed_are_those_of_the_command_line(page: Page, seed: int) -> None:
    page.wait_until_ready()
    assert page.make(20, seed=seed) == generate(seed=seed, count=20)


def test_every_name_starts_with_the_prefix(page: Page) -> None:
    assert all(name.startswith("kat") for name in page.make(10, prefix="kat"))


def test_as_many_as_100_names(page: Page) -> None:
    assert len(page.make(100)) == 100


def test_the_chart_is_drawn_with_all_its_curves(page: Page) -> None:
    page.wait_for_chart()
    assert all(count > 50 for count in page.pixels_of_curves())


def test_a_curve_switched_off_vanishes_from_the_plot_until_it_is_switched_on(page: Page) -> None:
    page.wait_for_chart()
    page.toggle(2)
    wait_for(lambda: page.pixels_of_curves()[2] == 0, "the curve to vanish")
    assert all(count > 50 for step, count in enumerate(page.pixels_of_curves()) if step != 2)
    page.toggle(2)
    wait_for(lambda: page.pixels_of_curves()[2] > 50, "the curve to come back")
