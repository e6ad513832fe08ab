"""Light, dark, or as the system has it: remembered, and there before the first paint."""

import pytest
from playwright.sync_api import Locator, expect

from .conftest import Open, say_nothing
from .visit import Visit

SCHEMES = ("light", "dark")
FIRST_PAINT = """globalThis.painted = new Promise((resolve) => {
  const note = () => resolve(document.documentElement.dataset.theme ?? "none");
  new PerformanceObserver((list) => list.getEntriesByName("first-paint").length && note())
    .observe({ type: "paint", buffered: true });
});"""


def choice(visit: Visit) -> Locator:
    return visit.page.get_by_role("combobox", name="Theme", exact=True)


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


@pytest.fixture
def arrived(arrive: Open, request: pytest.FixtureRequest) -> Visit:
    visit = arrive(color_scheme=request.param)
    visit.page.context.route("**/worker.js*", say_nothing)
    visit.page.goto(visit.address)
    expect(visit.page.locator("html[data-running]")).to_be_attached()
    expect(choice(visit)).to_have_value("system")
    return visit


@pytest.mark.parametrize("arrived", SCHEMES, indirect=True)
@pytest.mark.parametrize("theme", SCHEMES)
def test_a_theme_that_is_chosen_stays_whatever_the_system_says(arrived: Visit, theme: str) -> None:
    choice(arrived).select_option(theme)
    for scheme in SCHEMES:
        arrived.page.emulate_media(color_scheme=scheme)
        assert is_dark(arrived) == (theme == "dark")
        arrived.page.reload()
        expect(choice(arrived)).to_have_value(theme)
        assert is_dark(arrived) == (theme == "dark")


@pytest.mark.parametrize("arrived", SCHEMES, indirect=True)
def test_the_system_may_be_followed_again(arrived: Visit) -> None:
    for theme in (*SCHEMES, "system"):
        choice(arrived).select_option(theme)
    arrived.page.reload()
    expect(choice(arrived)).to_have_value("system")
    for scheme in SCHEMES:
        arrived.page.emulate_media(color_scheme=scheme)
        assert is_dark(arrived) == (scheme == "dark")


@pytest.mark.parametrize("arrived", ["light"], indirect=True)
def test_the_keyboard_chooses_among_three_that_have_names(arrived: Visit) -> None:
    assert choice(arrived).get_by_role("option").all_inner_texts() == ["System", "Light", "Dark"]
    choice(arrived).focus()
    arrived.page.keyboard.press("ArrowDown")
    arrived.page.keyboard.press("ArrowDown")
    expect(choice(arrived)).to_have_value("dark")
    assert is_dark(arrived)


def test_a_choice_made_before_the_program_has_come_counts(arrive: Open) -> None:
    visit = arrive()
    with visit.before_the_program():
        choice(visit).select_option("dark")
    visit.wait_until_ready()
    expect(choice(visit)).to_have_value("dark")
    assert is_dark(visit)


@pytest.mark.parametrize("arrived", ["light"], indirect=True)
def test_the_chosen_theme_is_set_before_the_first_paint(arrived: Visit) -> None:
    choice(arrived).select_option("dark")
    arrived.page.add_init_script(FIRST_PAINT)
    with arrived.page.expect_request("**/early.js*"):
        arrived.page.context.route("**/early.js*", lambda _: None)
        arrived.page.reload(wait_until="commit")
    assert arrived.page.evaluate("painted") == "dark"


def test_the_page_follows_a_system_that_changes_its_mind(still: Visit) -> None:
    assert not is_dark(still)
    still.page.emulate_media(color_scheme="dark")
    assert is_dark(still)
    still.page.emulate_media(color_scheme="light")
    assert not is_dark(still)


def test_the_chart_is_drawn_in_the_colours_of_the_theme(still: Visit) -> None:
    light = still.plot.screenshot()
    choice(still).select_option("dark")
    still.draw()
    assert still.plot.screenshot() != light
    choice(still).select_option("system")
    still.draw()
    assert still.plot.screenshot() == light
