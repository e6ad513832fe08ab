"""Light and dark: by the system's setting, with a switch that is remembered."""

import re

import pytest
from playwright.sync_api import Locator, expect

from .conftest import Open, say_nothing
from .visit import Visit


def switch(visit: Visit) -> Locator:
    return visit.page.get_by_role("button", name=re.compile("theme", re.IGNORECASE))


def lightness(visit: Visit) -> float:
    """How light the page behind the text is, from 0 to 1."""
    colour = """() => {
      const context = document.createElement("canvas").getContext("2d");
      context.fillStyle = getComputedStyle(document.body).backgroundColor;
      if (/, 0\\)$/.test(getComputedStyle(document.body).backgroundColor))
        context.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
      context.fillRect(0, 0, 1, 1);
      return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    }"""
    return sum(visit.page.evaluate(colour)) / 765


def is_dark(visit: Visit) -> bool:
    visit.draw()
    return lightness(visit) < 0.3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_system_until_the_switch_is_used(arrive: Open, scheme: str) -> None:
    visit = arrive(color_scheme=scheme)
    visit.page.context.route("**/worker.js*", say_nothing)
    visit.page.goto(visit.address)
    dark = scheme == "dark"
    assert is_dark(visit) == dark
    expect(switch(visit)).to_have_attribute("aria-pressed", str(dark).lower())
    switch(visit).click()
    expect(switch(visit)).to_have_attribute("aria-pressed", str(not dark).lower())
    assert is_dark(visit) != dark
    visit.page.reload()
    expect(switch(visit)).to_have_attribute("aria-pressed", str(not dark).lower())
    assert is_dark(visit) != dark


def test_the_page_follows_a_system_that_changes_its_mind(still: Visit) -> None:
    assert not is_dark(still)
    still.page.emulate_media(color_scheme="dark")
    assert is_dark(still)
    still.page.emulate_media(color_scheme="light")
    assert not is_dark(still)


def test_the_chart_is_drawn_in_the_colours_of_the_theme(still: Visit) -> None:
    light = still.plot.screenshot()
    switch(still).click()
    still.draw()
    assert still.plot.screenshot() != light
    switch(still).click()
    still.draw()
    assert still.plot.screenshot() == light
