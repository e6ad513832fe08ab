"""On paper: a handout, black on white, with nothing cut off and nothing to press."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from .conftest import Open
from .visit import Visit

PAPER = {"width": 680, "height": 960}  # A4 without its margins, in CSS pixels
LUMINANCE = """(place) => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const style = getComputedStyle(place);
  return [style.color, style.backgroundColor].map((colour) => {
    context.fillStyle = "#fff";
    context.fillRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return context.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((a, b) => a + b) / 765;
  });
}"""


@pytest.fixture(scope="module")
def printed(open_visit: Open) -> Iterator[Visit]:
    """The page as it is printed from the dark theme, with names on it."""
    visit = open_visit(color_scheme="dark")
    visit.page.goto(visit.address)
    visit.page.get_by_role("combobox", name="Theme").select_option("dark")
    visit.make(20, seed=5)
    visit.page.emulate_media(media="print")
    visit.page.set_viewport_size(PAPER)
    yield visit
    visit.page.context.close()


def test_it_is_black_on_white_from_the_dark_theme_too(printed: Visit) -> None:
    for place in ("html", "main p", "pre", "figcaption b", ".comparison", "h2"):
        ink, paper = printed.page.locator(place).filter(visible=True).first.evaluate(LUMINANCE)
        assert ink < 0.25, place
        assert paper == 1, place


def test_there_is_nothing_to_press(printed: Visit) -> None:
    controls = "button, input, select, summary, .anchor"
    expect(printed.page.locator(controls).filter(visible=True)).to_have_count(0)


def test_the_names_on_screen_are_there(printed: Visit) -> None:
    expect(printed.items).to_have_count(20)
    for item in printed.items.all():
        expect(item).to_be_visible()


def test_nothing_is_cut_off(printed: Visit) -> None:
    cut = printed.page.locator("pre, table, .scroll, .row").evaluate_all(
        "all => all.filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)"
        ".map((e) => e.outerHTML.slice(0, 80))"
    )
    assert cut == []
    assert printed.page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]


def test_text_table_and_code_are_there(printed: Visit) -> None:
    for heading in ("Loss curves", "The full comparison", "The code that runs", "What we built"):
        expect(printed.page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    expect(printed.page.locator(".comparison")).to_be_visible()
    assert printed.page.locator("figure.code pre").filter(visible=True).count() >= 5


def test_a_browser_makes_pages_of_it(printed: Visit) -> None:
    made = printed.page.pdf(format="A4")
    assert made.startswith(b"%PDF-")
    assert 4 <= made.count(b"/Type /Page\n") <= 20
