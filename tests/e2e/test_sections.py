"""The sections of the page: each can be found, linked to and reached, and none jumps."""

import pytest
from playwright.sync_api import Locator, expect

from .conftest import Open
from .visit import Visit

LABORATORY = ("train", "columns", "score")
SECTIONS = (
    *("steps", "curves", "loss", "rates", "scaling"),
    *LABORATORY,
    *("defined", "comparison", "code", "built"),
)
QUESTIONS = (
    *("real", "meaning", "noise", "counting", "attention", "heads"),
    *("rates-differ", "same-curve"),
)
SIZES = [{"width": 1280, "height": 900}, {"width": 360, "height": 740}]
SCROLLED = "scrollY + innerHeight - document.documentElement.scrollHeight"


def heading(visit: Visit, id_: str) -> Locator:
    """The heading of the section, or the question, that an address ends with."""
    return visit.page.locator(f"h2:is(#{id_}, #{id_} h2), h3#{id_}")


def test_every_section_and_question_has_a_link_that_says_where_it_leads(still: Visit) -> None:
    for id_ in (*SECTIONS, *QUESTIONS):
        link = still.page.get_by_role("link", name=f"Link to “{heading(still, id_).inner_text()}”")
        expect(link).to_be_visible()
        expect(link).to_have_attribute("href", f"#{id_}")
        box = link.bounding_box()
        assert min(box["width"], box["height"]) >= 24
        link.focus()
        expect(link).to_be_focused()


def test_the_contents_list_names_every_section_in_order(still: Visit) -> None:
    links = still.page.get_by_role("navigation", name="On this page").get_by_role("link").all()
    found = [(link.inner_text(), link.get_attribute("href")) for link in links]
    written = still.page.locator(".heading").evaluate_all(
        "all => all.map((e) => [e.querySelector('a').ariaLabel, e.querySelector('a').hash])"
    )
    assert [(f"Link to “{title}”", address) for title, address in found] == [*map(tuple, written)]
    assert [address for _, address in found] == [f"#{id_}" for id_ in ("generate", *SECTIONS)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("id_", ["curves", "code", "built"])
def test_an_address_with_a_section_lands_there(
    arrive: Open, size: dict[str, int], id_: str
) -> None:
    visit = arrive(viewport=size)
    visit.page.goto(f"{visit.address}#{id_}")
    visit.wait_until_ready()
    visit.draw()
    expect(heading(visit, id_)).to_be_in_viewport(ratio=1)
    top = heading(visit, id_).bounding_box()["y"]
    at_the_end = abs(visit.page.evaluate(SCROLLED)) < 2
    assert top < size["height"] / 3 or at_the_end


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scripted", [True, False])
def test_the_end_key_leads_to_the_end(arrive: Open, size: dict[str, int], scripted: bool) -> None:
    visit = arrive(viewport=size, java_script_enabled=scripted)
    visit.page.goto(visit.address)
    if scripted:
        visit.wait_until_ready()
        expect(visit.plot).to_be_attached()
    visit.page.wait_for_load_state("networkidle")  # the face has come
    footer = visit.page.get_by_role("contentinfo").get_by_role("paragraph").last
    visit.page.keyboard.press("End")
    expect(footer).to_be_in_viewport(ratio=1)
    visit.page.wait_for_timeout(300)
    assert abs(visit.page.evaluate(SCROLLED)) < 2
    expect(footer).to_be_in_viewport(ratio=1)


def test_a_capture_of_the_whole_page_is_whole(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    places = """() => [...document.querySelectorAll("pre, table, p")].filter((e) =>
      e.textContent && !e.closest("[hidden], details, .on-paper") &&
      !e.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: false })).length"""
    assert visit.page.evaluate(places) == 0


def test_the_page_says_what_it_is_to_those_that_link_to_it(still: Visit) -> None:
    def told(name: str) -> str:
        place = still.page.locator(f"meta[name='{name}'], meta[property='{name}']")
        return place.get_attribute("content") or ""

    assert told("og:title") == still.page.title()
    assert told("og:description") == told("description") != ""
    assert told("og:type") == "website"
