"""What the form refuses: one sentence says why, and the names on screen stay."""

import re

import pytest
from playwright.sync_api import expect

from .command import generate
from .visit import Visit

REFUSED = [
    ("Starts with", "Émile", "É"),
    ("Starts with", "<b>", "<"),
    ("Starts with", "a b", "letters"),
    ("Starts with", "a" * 16, "15"),
    ("How many", "0", "1 to 100"),
    ("How many", "101", "1 to 100"),
    ("How many", "2.5", "whole number"),
    ("How many", "", "1 to 100"),
    ("Temperature", "0.09", "0.1 to 2"),
    ("Temperature", "2.1", "0.1 to 2"),
    ("Temperature", "", "0.1 to 2"),
    ("Seed", "-1", "0 to"),
    ("Seed", "4294967296", "4,294,967,295"),
    ("Seed", "seven", "whole number"),
]


@pytest.mark.parametrize(("name", "value", "reason"), REFUSED)
def test_a_value_that_cannot_be_used_is_refused_and_the_names_stay(
    ready: Visit, name: str, value: str, reason: str
) -> None:
    before = ready.make(4)
    field = ready.field(name)
    field.fill(value)
    ready.generate.click()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(re.escape(reason)))
    expect(field).to_be_focused()
    sentence = ready.page.get_by_text(re.compile(f"^“{name}” (must|may) .*{re.escape(reason)}"))
    expect(sentence).to_be_visible()
    assert ready.names() == before


def test_a_correction_takes_the_complaint_away(ready: Visit) -> None:
    field = ready.field("How many")
    ready.enter(count=0)
    ready.generate.click()
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("2")
    expect(field).to_have_attribute("aria-invalid", "false")
    assert len(ready.make(2)) == 2


def test_a_prefix_that_cannot_be_used_is_refused_before_the_model_is_there(still: Visit) -> None:
    still.enter(prefix="Zoë")
    still.generate.click()
    expect(still.page.get_by_text(re.compile("^“Starts with” may .*“Z”"))).to_be_visible()
    expect(still.field("Starts with")).to_be_focused()
    expect(still.status).not_to_have_text(re.compile("^Ready"))


@pytest.mark.parametrize("name", ["Temperature", "How many"])
def test_a_slider_pulled_by_mouse_gives_the_focus_to_its_field(still: Visit, name: str) -> None:
    field = still.page.get_by_label(name)
    field.scroll_into_view_if_needed()
    before = field.input_value()
    slider = field.locator("xpath=following-sibling::input")
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    still.page.mouse.move(box["x"] + box["width"] / 2, middle)
    still.page.mouse.down()
    halfway = field.input_value()
    still.page.mouse.move(box["x"] + box["width"] + 20, middle - 60, steps=5)
    still.page.mouse.up()
    assert before != halfway != float(field.input_value()) == float(slider.get_attribute("max"))
    expect(field).to_be_focused()


def test_a_decimal_comma_means_what_it_says(ready: Visit) -> None:
    assert ready.make(5, temperature="0,2", seed=7) == generate(seed=7, count=5, temperature=0.2)


def test_temperature_0_and_top_1_both_take_the_likeliest_letter_each_time(ready: Visit) -> None:
    greedy = ready.make(3, temperature="0", seed=7)
    assert greedy == generate(seed=7, count=3, temperature=0)
    assert len(set(greedy)) == 1
    ready.page.get_by_text("More", exact=True).click()
    ready.field("Top-k").fill("1")
    assert ready.make(3, temperature=1, seed=8) == greedy
    ready.field("Top-k").fill("")
    ready.page.get_by_text("More", exact=True).click()


def test_a_capital_is_read_as_a_small_letter_and_that_is_said(ready: Visit) -> None:
    assert all(name.startswith("jo") for name in ready.make(4, prefix="Jo"))
    expect(ready.page.get_by_text("“Jo” is read as “jo”")).to_be_visible()


def test_arrows_step_through_a_number(ready: Visit) -> None:
    field = ready.field("How many")
    field.fill("20")
    for _ in range(3):
        field.press("ArrowUp")
    expect(field).to_have_value("23")
    field.press("ArrowDown")
    expect(field).to_have_value("22")
