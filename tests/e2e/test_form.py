"""What the form refuses: one sentence says why, and the names on screen stay."""

import re

import pytest
from playwright.sync_api import expect

from .command import generate
from .conftest import DESKTOP
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


def test_a_slider_pulled_by_mouse_gives_the_focus_to_its_field(still: Visit) -> None:
    field = still.page.get_by_label("Temperature")
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
    ready.field("Top-k").fill("1")
    assert ready.make(3, temperature=1, seed=8) == greedy
    ready.field("Top-k").fill("")


def test_a_capital_is_read_as_a_small_letter_and_that_is_said_once(ready: Visit) -> None:
    told = ready.page.get_by_text("“Jo” is read as “jo”")
    assert all(name.startswith("jo") for name in ready.make(4, prefix="Jo"))
    expect(told).to_be_visible()
    expect(ready.field("Starts with")).to_have_value("jo")
    ready.forget()
    ready.generate.click()
    ready.wait_for_names(4)
    expect(told).to_be_hidden()


def test_a_letter_that_nobody_can_see_is_named_by_its_code_point(ready: Visit) -> None:
    ready.enter(prefix="jo\u3164")
    ready.generate.click()
    expect(ready.page.get_by_text(re.compile("^“Starts with” may .*U\\+3164"))).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 640, 700, 768, 1024, 1280, 1920])
def test_temperature_stands_beside_generate_above_the_names(still: Visit, width: int) -> None:
    still.page.set_viewport_size({"width": width, "height": 740})
    boxes = [still.generate, still.page.get_by_label("Temperature"), still.page.locator(".names")]
    button, field, names = (locator.first.bounding_box() for locator in boxes)
    still.page.set_viewport_size(DESKTOP)
    assert field["x"] + field["width"] <= width
    assert field["y"] + field["height"] < names["y"]
    if width >= 360:  # below, no phone is narrow enough, but a zoomed page is
        assert field["x"] >= button["x"] + button["width"]
        assert abs(field["y"] - button["y"]) < button["height"]


@pytest.mark.parametrize("width", [360, 640, 700, 768, 1024, 1280])
def test_labels_stand_at_their_boxes_and_rows_align(still: Visit, width: int) -> None:
    still.page.set_viewport_size({"width": width, "height": 740})
    still.open_more()
    rows: dict[float, set[tuple[float, ...]]] = {}
    for name in ("How many", "Starts with", "Seed", "Top-k"):
        field = still.field(name)
        label, box, hint = (
            place.bounding_box()
            for place in (
                still.page.locator("label").get_by_text(name, exact=True),
                field,
                still.page.locator(f"#{field.get_attribute('id')}-hint"),
            )
        )
        assert label["x"] == box["x"] == hint["x"]
        assert 0 <= box["y"] - label["y"] - label["height"] < 8
        rows.setdefault(label["y"], set()).add((box["y"], hint["y"]))
    still.page.set_viewport_size(DESKTOP)
    assert all(len(places) == 1 for places in rows.values())


def test_the_seed_field_shows_all_its_digits(still: Visit) -> None:
    still.enter(seed=2**32 - 1)
    assert still.field("Seed").evaluate("field => field.scrollWidth <= field.clientWidth")


def test_arrows_step_through_a_number(ready: Visit) -> None:
    ready.enter(20)
    field = ready.field("How many")
    for _ in range(3):
        field.press("ArrowUp")
    expect(field).to_have_value("23")
    field.press("ArrowDown")
    expect(field).to_have_value("22")
