"""The run before: it stays beside the new one, and keeps its place."""

import re

from playwright.sync_api import Locator, expect

from .command import generate
from .conftest import Open
from .test_accessibility import PHONE
from .visit import Visit


def before(visit: Visit) -> Locator:
    return visit.page.get_by_role("region", name=re.compile("^Before: "))


def test_the_run_before_stays_beside_the_new_one_with_its_settings(ready: Visit) -> None:
    first = ready.make(20, temperature=0.3, seed=7)
    ready.make(20, temperature=1.5, seed=9)
    title = before(ready).get_by_role("heading", name="Before: temperature 0.3, seed 7")
    expect(title).to_be_visible()
    assert before(ready).get_by_role("listitem").all_inner_texts() == first
    shown, beside = (place.bounding_box() for place in (ready.list, before(ready)))
    assert beside["x"] >= shown["x"] + shown["width"]
    ready.make(20, temperature=1.5, seed=9)  # names are never compared with themselves
    expect(title).to_be_visible()


def test_on_a_phone_the_run_before_pushes_nothing_down_and_stands_beside_its_numbers(
    arrive: Open,
) -> None:
    visit = arrive(viewport=PHONE)
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    visit.open_more()
    visit.draw()
    below = visit.page.locator(".intro")
    place = below.evaluate("e => e.offsetTop")
    for temperature, seed in ((0.5, 7), (1.5, 9), (0.2, 3)):
        visit.make(20, temperature=temperature, seed=seed)
        assert below.evaluate("e => e.offsetTop") == place
    now = visit.page.get_by_text("Now: temperature 0.2, seed 3")
    then = before(visit).get_by_role("heading", name="Before: temperature 1.5, seed 9")
    counted = before(visit).get_by_text("different names")
    top, bottom = now.bounding_box()["y"], counted.bounding_box()
    assert top < then.bounding_box()["y"] < bottom["y"]
    assert bottom["y"] + bottom["height"] - top < 300


def test_after_the_first_run_the_names_of_the_build_are_those_before(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    visit.make(20, seed=7)
    title = "Before: made when this page was built, temperature 0.5, seed 42"
    built = visit.page.get_by_role("region", name=title).get_by_role("listitem")
    assert built.all_inner_texts() == generate(seed=42, count=20)
