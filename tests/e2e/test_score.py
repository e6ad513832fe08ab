"""Score a name: every step's surprise at every letter."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect

from .conftest import Open
from .damage import missing
from .lab import Lab
from .laboratory import STEPS, Scores, told, violations
from .visit import BOOT_MS

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def scores(open_visit: Open) -> Iterator[Scores]:
    """A page in which the section is in use; the page's own policy would keep axe out."""
    visit = open_visit(bypass_csp=True)
    visit.page.goto(visit.address)
    opened = Scores(visit)
    opened.score("emma")
    yield opened
    visit.page.context.close()


@pytest.fixture(scope="module")
def taught(open_visit: Open) -> Iterator[Scores]:
    """A page with two models of the visitor's own, which know letters that no step knows."""
    visit = open_visit()
    visit.page.goto(visit.address)
    lab = Lab(visit).open()
    lab.open_names("cities.txt", "Köln\nBonn\nSankt Goar\nL'Aquila\n".encode())
    for seed in (1, 2):
        lab.train(step=1, training_steps=50, training_seed=seed)
    yield Scores(visit)
    visit.page.context.close()


def score_of(step: int, name: str) -> dict[str, Any]:
    (reply,) = told("scoring.score", model=f"step{step}", name=name)
    return reply


def test_every_step_scores_the_name_as_the_package_does(scores: Scores) -> None:
    scores.score("Florian")
    for step in STEPS:
        expected = score_of(step, "Florian")
        cells = scores.row("Florian", step).locator("td").all_inner_texts()
        assert cells[0] == f"{expected['loss']:.3f}"
        assert cells[1] == f"{expected['perplexity']:.1f}"
        found = [text.split() for text in scores.letters("Florian", step).all_inner_texts()]
        letters = expected["letters"]
        assert found == [[one["letter"] or "end", f"{one['surprise']:.2f}"] for one in letters]
    heads = scores.grid("Florian").get_by_role("columnheader").all_inner_texts()
    assert heads[1:3] == ["Loss", "Like choosing among"]


def test_the_most_surprising_letter_and_what_was_rather_expected_are_named(scores: Scores) -> None:
    scores.score("xavier")
    for step in STEPS:
        letters = score_of(step, "xavier")["letters"]
        place = max(range(len(letters)), key=lambda at: letters[at]["surprise"])
        worst = letters[place]
        text = scores.row("xavier", step).locator("td").last.inner_text()
        rather = f"“{worst['likeliest']}”" if worst["likeliest"] else "the end"
        assert text.endswith(f"; rather {rather}")
        assert f"“{worst['letter']}”" in text if worst["letter"] else text.startswith("the end")
        framed = scores.letters("xavier", step).evaluate_all(
            "cells => cells.map((cell) => getComputedStyle(cell).boxShadow !== 'none')"
        )
        assert framed == [at == place for at in range(len(letters))]


def exact(step: int, name: str, place: int) -> str:
    return f"{score_of(step, name)['letters'][place]['probability']:.6g}"


def test_the_exact_probability_is_told_under_the_pointer(scores: Scores) -> None:
    scores.score("emma")
    scores.letters("emma", 3).nth(1).hover()
    detail = scores.region.get_by_text(
        "Step 3 · Attention: The 2nd letter, “m”, had the probability"
    )
    expect(detail).to_contain_text(exact(3, "emma", 1))
    expect(detail).to_be_in_viewport()
    scores.visit.page.mouse.move(0, 0)


def test_the_arrow_keys_lead_from_letter_to_letter_and_tell_it_too(scores: Scores) -> None:
    scores.score("emma")
    expect(scores.grid("emma").locator("[tabindex='0']")).to_have_count(1)
    scores.button.focus()
    scores.visit.page.keyboard.press("Tab")
    expect(scores.letters("emma", 0).first).to_be_focused()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "End", "ArrowRight"):
        scores.visit.page.keyboard.press(key)
    expect(scores.letters("emma", 2).last).to_be_focused()
    detail = scores.region.get_by_text("Step 2 · Autograd: The end of the name had the probability")
    expect(detail).to_contain_text(exact(2, "emma", 4))
    expect(scores.grid("emma").locator("[tabindex='0']")).to_have_count(1)


def test_all_probabilities_stand_there_as_text(scores: Scores) -> None:
    scores.score("ida")
    scores.region.get_by_text("All probabilities as text").click()
    for step in (0, 5):
        for place in range(4):
            expect(
                scores.region.get_by_role("listitem")
                .filter(has_text=exact(step, "ida", place))
                .first
            ).to_be_visible()
    loss = score_of(5, "ida")["loss"]
    expect(scores.region.get_by_text(f"Step 5 · Adam, “ida”: loss {loss}")).to_be_visible()
    scores.region.get_by_text("All probabilities as text").click()


def test_a_stronger_colour_is_a_greater_surprise_and_the_number_stands_there_too(
    scores: Scores,
) -> None:
    scores.score("emma")
    cells = scores.letters("emma", 5)
    paint = "cells => cells.map((cell) => parseFloat(cell.style.getPropertyValue('--share')))"
    shares = cells.evaluate_all(paint)
    surprises = [letter["surprise"] for letter in score_of(5, "emma")["letters"]]
    assert shares == [pytest.approx(100 * min(1, nats / 6), abs=0.5) for nats in surprises]
    colours = cells.evaluate_all(
        "cells => cells.map((cell) => getComputedStyle(cell).backgroundColor)"
    )
    assert len(set(colours)) == len({round(share) for share in shares})


def test_two_names_are_compared(scores: Scores) -> None:
    scores.score("emma", "xqz")
    expect(scores.grid("xqz")).to_be_visible()
    sentence = "Letter for letter, “emma” surprises every model less than “xqz”."
    expect(scores.region.get_by_text(sentence)).to_be_visible()
    scores.score("emma")
    expect(scores.region.get_by_text("Letter for letter")).to_have_count(0)
    expect(scores.grid("xqz")).to_be_hidden()


def test_where_models_differ_about_two_names_it_says_which(scores: Scores) -> None:
    names = ("ana", "anna")
    losses = [[score_of(step, name)["loss"] for name in names] for step in STEPS]
    assert len({first < second for first, second in losses}) == 2, "two other names are needed"
    scores.score(*names)
    text = scores.region.get_by_text("Letter for letter").inner_text()
    first, second = text.split(". ")[:2]
    for step, (one, other) in zip(STEPS, losses, strict=True):
        assert (f"{step}" in first) == (one < other)
        assert (f"{step}" in second) == (one > other)


REFUSED = [
    ("", "“Name” is empty"),
    ("   ", "“Name” is empty"),
    ("Zoë!", "“ë”, “!” are not among them"),
    ("ze\u0301", "“é” is not among them"),
    ("<b>x</b>", "“<”, “>”, “/” are not among them"),
    ("שרה", "are not among them"),
    ("a b", "a space is not among them"),
    ("a" * 41, "at most 40 letters long, not 41"),
    ("a" * 10_000, "not 10,000"),
]


@pytest.mark.parametrize(("name", "reason"), REFUSED)
def test_a_name_that_cannot_be_scored_is_refused_in_a_sentence(
    scores: Scores, name: str, reason: str
) -> None:
    scores.score("emma")
    scores.field.fill(name)
    scores.button.click()
    expect(scores.field).to_have_attribute("aria-invalid", "true")
    expect(scores.field).to_have_accessible_description(re.compile(re.escape(reason)))
    expect(scores.grid("emma")).to_be_visible()
    scores.field.fill("emma")
    expect(scores.field).to_have_attribute("aria-invalid", "false")


def test_the_second_name_is_judged_beside_its_own_field(scores: Scores) -> None:
    scores.score("emma")
    scores.second.fill("zoë")
    scores.button.click()
    expect(scores.second).to_have_accessible_description(re.compile("“Compare with” may hold only"))
    expect(scores.field).to_have_attribute("aria-invalid", "false")
    scores.second.fill("")


def test_a_name_too_long_for_some_models_is_one_sentence_for_them_all(scores: Scores) -> None:
    long = "maximilianalexander"
    scores.score(long, rows=3)
    for step in (0, 1, 2):
        expect(scores.letters(long, step)).to_have_count(len(long) + 1)
    refused = scores.grid(long).locator("tbody tr").nth(3)
    expect(refused.get_by_role("rowheader")).to_have_text(re.compile("3.*4.*5"))
    expect(refused).to_contain_text("is too long: this model sees at most 15 letters")
    expect(scores.grid(long).locator("tbody tr")).to_have_count(4)


def test_models_that_do_not_know_a_letter_share_one_calm_sentence(taught: Scores) -> None:
    taught.score("Köln", rows=2)
    refused = taught.grid("Köln").locator("tbody tr").nth(2)
    expect(refused).to_contain_text("The model does not know “ö”: use only the letters a to z.")
    expect(refused.get_by_role("rowheader")).to_have_text(re.compile("Step 0.*Step 5"))
    expect(taught.grid("Köln").locator("tbody tr")).to_have_count(3)
    expect(taught.grid("Köln").locator(".problem")).to_have_count(0)


def test_only_the_models_that_could_score_both_names_are_compared(taught: Scores) -> None:
    taught.score("Köln", "Bonn", rows=2)
    sentence = taught.region.get_by_text("Letter for letter")
    expect(sentence).to_contain_text("Only 2 of the 8 models could score both names.")
    expect(sentence).not_to_contain_text("every model")
    expect(sentence).to_contain_text(re.compile("surprises? Yours 1"))


def test_a_space_and_an_apostrophe_are_named_so_that_they_can_be_read(taught: Scores) -> None:
    taught.score("a 'a", rows=2)
    expect(taught.grid("a 'a")).to_contain_text("does not know space, “'”: use only")
    expect(taught.letters("a 'a", 0).nth(1)).to_have_text(re.compile("space"))


def test_asking_again_takes_the_place_of_what_is_under_way(arrive: Open) -> None:
    visit = arrive()
    held: list[Route] = []
    visit.page.context.route("**/models/step3.json", lambda route: held.append(route))
    visit.page.goto(visit.address)
    opened = Scores(visit)
    opened.field.fill("olivia")
    opened.button.click()
    expect(opened.letters("olivia", 5)).to_have_count(7, timeout=BOOT_MS)
    opened.field.fill("ida")
    opened.button.click()
    expect(opened.letters("ida", 5)).to_have_count(4, timeout=BOOT_MS)
    for route in held:
        route.continue_()
    expect(opened.letters("ida", 3)).to_have_count(4)
    expect(opened.grid("olivia")).to_have_count(0)


def test_enter_scores_too_even_before_the_program_of_the_page_has_come(arrive: Open) -> None:
    visit = arrive()
    opened = Scores(visit)
    with visit.before_the_program():
        opened.field.fill("emma")
        opened.field.press("Enter")
    expect(opened.letters("emma", 5)).to_have_count(5, timeout=BOOT_MS)


@pytest.mark.provokes_errors
def test_a_model_that_does_not_come_is_a_sentence_with_a_way_to_try_again(arrive: Open) -> None:
    visit = arrive()
    visit.page.context.route("**/models/step4.json", missing)
    visit.page.goto(visit.address)
    opened = Scores(visit)
    opened.field.fill("emma")
    opened.button.click()
    expect(opened.row("emma", 4)).to_contain_text("Its model could not be loaded.", timeout=BOOT_MS)
    expect(opened.letters("emma", 5)).to_have_count(5, timeout=BOOT_MS)
    visit.page.context.unroute("**/models/step4.json")
    opened.region.get_by_role("button", name="Try again").click()
    expect(opened.letters("emma", 4)).to_have_count(5)


@pytest.mark.provokes_errors
def test_without_python_the_reason_is_told(arrive: Open) -> None:
    visit = arrive()
    visit.page.add_init_script("delete globalThis.WebAssembly")
    visit.page.goto(visit.address)
    opened = Scores(visit)
    opened.field.fill("emma")
    opened.button.click()
    expect(opened.row("emma", 5)).to_contain_text("no WebAssembly", timeout=BOOT_MS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 900}, PHONE], ids=["1280", "360"])
def test_axe_finds_nothing_to_mend(scores: Scores, scheme: str, size: dict[str, int]) -> None:
    page = scores.visit.page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    scores.score("emma", "xqz")
    assert violations(scores.visit, "#score") == []
    page.set_viewport_size({"width": 1280, "height": 900})


def test_on_a_phone_letters_wrap_and_are_large_enough_for_a_thumb(arrive: Open) -> None:
    visit = arrive(viewport=PHONE, has_touch=True)
    visit.page.goto(visit.address)
    opened = Scores(visit)
    opened.score("maximilian")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
    for cell in opened.letters("maximilian", 5).all():
        box = cell.bounding_box()
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] + box["width"] <= 360
    opened.letters("maximilian", 0).first.tap()
    detail = opened.region.get_by_text(
        "Step 0 · Counting: The 1st letter, “m”, had the probability"
    )
    expect(detail).to_be_in_viewport()
    for control in opened.region.locator("button:visible, input:visible").all():
        assert control.bounding_box()["height"] >= 44


def edges(place: Locator) -> list[float]:
    box = place.bounding_box()
    return [box["y"], box["y"] + box["height"]]


def test_the_button_stands_beside_the_box_before_and_after_the_section_is_open(
    arrive: Open,
) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    opened = Scores(visit)
    opened.region.scroll_into_view_if_needed()
    assert edges(opened.button) == pytest.approx(edges(opened.field), abs=1.5)
    opened.score("emma")
    assert edges(opened.button) == pytest.approx(edges(opened.field), abs=1.5)
    assert edges(opened.second) == pytest.approx(edges(opened.field), abs=1)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_fields_come_before_their_button(arrive: Open, width: int) -> None:
    visit = arrive(viewport={"width": width, "height": 740})
    visit.page.goto(visit.address)
    opened = Scores(visit)
    opened.score("emma")
    boxes = [place.bounding_box() for place in (opened.field, opened.second, opened.button)]
    along = [box["y" if width == 360 else "x"] for box in boxes]
    assert along == sorted(along)
    opened.field.focus()
    visit.page.keyboard.press("Tab")
    expect(opened.second).to_be_focused()
    visit.page.keyboard.press("Tab")
    expect(opened.button).to_be_focused()


def test_on_a_phone_the_most_surprising_letter_is_not_set_in(arrive: Open) -> None:
    visit = arrive(viewport=PHONE)
    visit.page.goto(visit.address)
    opened = Scores(visit)
    opened.score("emma")
    most = opened.row("emma", 5).locator(".most-text")
    assert most.evaluate("cell => getComputedStyle(cell).paddingLeft") == "0px"


def test_in_forced_colours_the_heat_the_frame_and_the_scale_remain(arrive: Open) -> None:
    visit = arrive(forced_colors="active", color_scheme="dark")
    visit.page.goto(visit.address)
    opened = Scores(visit)
    opened.score("emma")
    cells = opened.letters("emma", 5)
    look = """cells => cells.map((cell) => {
      const { boxShadow, backgroundColor, forcedColorAdjust } = getComputedStyle(cell);
      return [boxShadow, backgroundColor, forcedColorAdjust];
    })"""
    frames, papers, adjusted = zip(*cells.evaluate_all(look), strict=True)
    surprises = [letter["surprise"] for letter in score_of(5, "emma")["letters"]]
    most = surprises.index(max(surprises))
    assert [frame != "none" for frame in frames] == [at == most for at in range(len(frames))]
    assert len(set(papers)) > 2
    assert set(adjusted) == {"none"}
    scale = opened.region.locator(".score-scale")
    assert "gradient" in scale.evaluate("bar => getComputedStyle(bar).backgroundImage")
    assert scale.evaluate("bar => getComputedStyle(bar).forcedColorAdjust") == "none"


def test_the_scale_says_whose_choices_guessing_is_among(taught: Scores) -> None:
    taught.score("Bonn", rows=8)
    expect(taught.region).to_contain_text(
        "guessing among the 27 choices of the tutorial’s steps has 3.30 at each"
    )
