"""The figure of scale: it comes when it is looked at, and is read by pointer, finger and keys."""

import csv
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from lib.paths import SCALING
from playwright.sync_api import Locator, Route, expect

from .conftest import DESKTOP, Open, say_nothing
from .damage import altered, missing, offline
from .laboratory import violations
from .test_loading import WATCH_SHIFTS
from .test_print import LUMINANCE, PAPER
from .visit import Visit

LOW = {"width": 1280, "height": 600}
PHONE = {"width": 360, "height": 740}
PARTS = ("scaling-views.js", "scaling.css", "scaling.json")
SMALLEST = 12  # pixels of the page
PIXELS = """(canvas, level) => {
  const probe = document.createElementNS("http://www.w3.org/2000/svg", "line");
  probe.setAttribute("class", `level-${level}`);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.append(probe);
  document.body.append(svg);
  const colour = getComputedStyle(probe).stroke;
  svg.remove();
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4)
    count += data[i + 3] === 255 && `rgb(${data[i]}, ${data[i + 1]}, ${data[i + 2]})` === colour;
  return count;
}"""
WATCH_TYPE = """
globalThis.sizes = [];
const { fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fillText = function (...words) {
  const [size] = this.font.match(/[\\d.]+px/);
  if (this.canvas.closest("#scaling-plot")) sizes.push(parseFloat(size));
  fillText.apply(this, words);
};
"""


class Figure:
    """The section by its accessible names."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.region = visit.page.get_by_role("region", name="What pays more")
        self.slider = self.region.get_by_role("slider", name="Scaling")
        self.readout = self.region.get_by_text(re.compile(r"parameters, .* names read"))
        self.again = self.region.get_by_role("button", name="Try again")

    def look(self) -> None:
        """Scroll to it; the worker is not needed."""
        self.visit.page.goto(self.visit.address)
        self.approach()

    def approach(self) -> None:
        self.region.get_by_text("These losses as a table").scroll_into_view_if_needed()

    def by(self, name: str) -> Locator:
        return self.region.get_by_role("radio", name=name)

    def read(self) -> tuple[int, int]:
        """Parameters and names read of the training that is told."""
        self.visit.draw()
        text = self.readout.first.inner_text()
        found = re.match(r"([\d,]+) parameters, ([\d,]+) names read", text)
        assert found, text
        size, amount = (int(number.replace(",", "")) for number in found.groups())
        return size, amount

    def press(self, *keys: str) -> tuple[int, int]:
        for key in keys:
            self.slider.press(key)
        return self.read()


@pytest.fixture(scope="module")
def runs() -> dict[tuple[int, int], Any]:
    made = json.loads(SCALING.read_text("utf-8"))["runs"]
    return {(run["parameters"], run["names_read"]): run for run in made}


@pytest.fixture(scope="module")
def sizes(runs: dict[tuple[int, int], Any]) -> list[int]:
    return sorted({size for size, _ in runs})


@pytest.fixture(scope="module")
def amounts(runs: dict[tuple[int, int], Any]) -> list[int]:
    return sorted({amount for _, amount in runs})


@pytest.fixture(scope="module")
def drawn(open_visit: Open) -> Iterator[Figure]:
    """A page with the figure; its own policy would keep axe out."""
    visit = open_visit(bypass_csp=True)
    visit.page.context.route("**/worker.js*", say_nothing)
    figure = Figure(visit)
    figure.look()
    expect(figure.slider).to_be_visible()
    yield figure
    visit.page.context.close()


@pytest.fixture
def figure(drawn: Figure) -> Figure:
    """As it is at first: against parameters."""
    drawn.by("parameters").check()
    drawn.slider.scroll_into_view_if_needed()
    return drawn


def asked(visit: Visit) -> list[str]:
    return [part for part in PARTS if any(part in url for url in visit.record.requests)]


def test_nothing_of_it_is_asked_for_until_it_is_looked_at(arrive: Open) -> None:
    visit = arrive(viewport=LOW)
    visit.page.goto(visit.address)
    visit.make(5)
    expect(visit.plot).to_be_attached()
    assert asked(visit) == []
    figure = Figure(visit)
    figure.approach()
    expect(figure.slider).to_be_visible()
    assert asked(visit) == [*PARTS]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_nothing_moves_when_it_comes(arrive: Open, size: dict[str, int]) -> None:
    visit = arrive(viewport=size)
    for absent in ("**/worker.js*", "**/*.woff2"):  # the face has its own test
        visit.page.context.route(absent, say_nothing)
    held: list[Route] = []
    visit.page.context.route("**/scaling-views.js", lambda route: held.append(route))
    visit.page.add_init_script(WATCH_SHIFTS)
    figure = Figure(visit)
    visit.page.goto(visit.address)
    # With real heights: else what is scrolled to moves away when they come.
    visit.page.locator("html[data-painted]").wait_for(state="attached")
    after = visit.page.get_by_role("heading", name="What if you trained it yourself?")
    with visit.page.expect_request("**/scaling-views.js"):
        visit.page.locator("#scaling-place").scroll_into_view_if_needed()
    visit.page.wait_for_timeout(300)
    before = after.bounding_box()["y"]
    visit.page.evaluate("shifts.length = 0")
    held[0].continue_()
    expect(figure.slider).to_be_visible()
    visit.draw()
    assert visit.page.evaluate("shifts") == []
    assert after.bounding_box()["y"] == pytest.approx(before, abs=20)


def test_at_first_it_tells_the_lowest_loss(arrive: Open, runs: dict[tuple[int, int], Any]) -> None:
    figure = Figure(arrive())
    figure.look()
    expect(figure.slider).to_be_visible()
    assert runs[figure.read()] == min(runs.values(), key=lambda run: run["held_out_loss"])


def test_keys_lead_along_a_curve_and_from_curve_to_curve(
    figure: Figure, runs: dict[tuple[int, int], Any], sizes: list[int], amounts: list[int]
) -> None:
    first = figure.press("Home")
    assert first[0] == sizes[0]
    assert figure.press("ArrowRight") == (sizes[1], first[1])
    assert figure.press("End") == (sizes[-1], first[1])
    assert figure.press("ArrowRight", "ArrowLeft") == (sizes[-2], first[1])
    figure.press("Home", *["ArrowDown"] * len(amounts))
    there = sorted(amounts, key=lambda amount: runs[sizes[0], amount]["held_out_loss"])
    walked = [figure.read(), *(figure.press("ArrowUp") for _ in amounts[1:])]
    assert walked == [(sizes[0], amount) for amount in there]


def test_what_keys_have_reached_is_told_in_words_and_aloud(
    figure: Figure, runs: dict[tuple[int, int], Any], sizes: list[int]
) -> None:
    place = figure.press("Home", "ArrowRight")
    run = runs[place]
    said = figure.readout.first.inner_text()
    assert f"{run['held_out_loss']:.3f} nats per letter on unseen names" in said
    assert f"{abs(run['against_smaller']['mean']):.3f}" in said
    assert said.endswith(f"{sizes[0]:,} parameters.")
    aloud = figure.region.locator(".unseen[aria-live='polite']")
    expect(aloud).to_have_text(said)
    expect(figure.slider).to_have_attribute("aria-valuetext", f"{sizes[1]:,} parameters")
    expect(figure.slider).to_have_attribute("aria-valuemax", str(len(sizes)))
    expect(figure.slider).to_have_accessible_description(re.compile("↑ and ↓ from curve to curve"))


def test_the_other_view_has_the_same_training_and_leads_along_the_names(
    figure: Figure, amounts: list[int]
) -> None:
    place = figure.press("Home", "ArrowRight")
    figure.by("names read").check()
    assert figure.read() == place
    assert figure.press("Home") == (place[0], amounts[0])
    assert figure.press("End") == (place[0], amounts[-1])
    expect(figure.slider).to_have_attribute("aria-valuetext", f"{amounts[-1]:,} names")


def test_the_choice_of_the_view_is_made_by_arrow_keys_too(figure: Figure) -> None:
    figure.by("parameters").focus()
    figure.visit.page.keyboard.press("ArrowRight")
    expect(figure.by("names read")).to_be_checked()


def point(figure: Figure, across: float, down: float) -> tuple[float, float]:
    box = figure.slider.locator(".u-over").bounding_box()
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def test_the_mark_nearest_to_the_pointer_is_told(figure: Figure, sizes: list[int]) -> None:
    mouse = figure.visit.page.mouse
    for keys in (["Home"], ["ArrowRight", "ArrowUp"], ["End", "ArrowUp"]):
        place = figure.press(*keys)
        ring = figure.slider.locator(".cursor-ring:not([hidden])").bounding_box()
        mouse.move(*point(figure, 0.5, 0.01))
        assert figure.read() != place
        mouse.move(ring["x"] + ring["width"] / 2 + 3, ring["y"] + ring["height"] / 2)
        assert figure.read() == place
    seen = set()
    for across in range(1, 100, 4):
        mouse.move(*point(figure, across / 100, 0.5))
        seen.add(figure.read()[0])
    assert seen == set(sizes)


def test_a_thumb_reads_it_on_a_phone_and_scrolls_past_it(arrive: Open, sizes: list[int]) -> None:
    figure = Figure(arrive(viewport=PHONE, has_touch=True))
    figure.look()
    figure.slider.scroll_into_view_if_needed()
    for across, size in ((0.01, sizes[0]), (0.99, sizes[-1])):
        figure.visit.page.touchscreen.tap(*point(figure, across, 0.5))
        assert figure.read()[0] == size
    touch = figure.slider.locator(".u-over").evaluate("e => getComputedStyle(e).touchAction")
    assert "pan-y" in touch


def test_the_csv_has_every_training_with_every_digit(
    figure: Figure, runs: dict[tuple[int, int], Any]
) -> None:
    with figure.visit.page.expect_download() as download:
        figure.region.get_by_role("button", name="Download CSV").click()
    assert download.value.suggested_filename == "scaling.csv"
    data = download.value.path().read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") == len(runs) + 1
    rows = list(csv.DictReader(data.decode().splitlines()))
    assert len(rows) == len(runs)
    for row in rows:
        run = runs[int(row["parameters"]), int(row["names_read"])]
        for name in ("held_out_loss", "mean_last_100", "learning_rate"):
            assert float(row[name]) == run[name]
        gap = run["against_fewer"]
        assert (
            row["against_fewer"] == ""
            if gap is None
            else float(row["against_fewer"]) == gap["mean"]
        )


def test_without_javascript_the_table_is_there_and_no_empty_place(
    arrive: Open, runs: dict[tuple[int, int], Any]
) -> None:
    visit = arrive(java_script_enabled=False)
    figure = Figure(visit)
    figure.look()
    figure.region.get_by_text("These losses as a table").click()
    table = figure.region.get_by_role("table", name="Held-out losses")
    cells = table.get_by_role("cell").all_inner_texts()
    assert sorted(cells) == sorted(f"{run['held_out_loss']:.3f}" for run in runs.values())
    expect(visit.page.locator("#scaling-place")).to_be_hidden()
    expect(figure.again).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_axe_finds_nothing_to_mend_in_it(figure: Figure, scheme: str, size: dict[str, int]) -> None:
    page = figure.visit.page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    for by in ("names read", "parameters"):
        figure.by(by).check()
        assert violations(figure.visit, "section:has(#scaling)") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.emulate_media(color_scheme="light", forced_colors="active")
    assert violations(figure.visit, "section:has(#scaling)") == []
    page.emulate_media(forced_colors="none")
    page.set_viewport_size(DESKTOP)


def test_it_follows_the_theme(figure: Figure) -> None:
    theme = figure.visit.page.get_by_role("combobox", name="Theme")
    for chosen in ("dark", "light"):
        theme.select_option(chosen)
        figure.visit.draw()
        for level in (0, 5):
            assert figure.slider.locator("canvas").evaluate(PIXELS, level) > 20, (chosen, level)


def test_its_words_are_as_large_as_those_of_the_page(arrive: Open) -> None:
    visit = arrive(viewport=PHONE)
    visit.page.add_init_script(WATCH_TYPE)
    figure = Figure(visit)
    figure.look()
    expect(figure.slider).to_be_visible()
    visit.draw()
    assert min(visit.page.evaluate("sizes")) >= SMALLEST


@pytest.mark.provokes_errors
@pytest.mark.parametrize("fault", [missing, offline, altered])
def test_where_its_numbers_do_not_come_a_sentence_says_so_and_they_can_be_asked_for_again(
    arrive: Open, fault: Any
) -> None:
    visit = arrive()
    visit.page.context.route("**/worker.js*", say_nothing)
    visit.page.context.route("**/scaling.json", fault)
    figure = Figure(visit)
    figure.look()
    expect(
        figure.region.get_by_text(re.compile("^The figure could not be loaded: .*again\\.$"))
    ).to_be_visible()
    expect(figure.region.get_by_text("These losses as a table")).to_be_visible()
    assert visit.page.locator("#scaling-place").bounding_box()["height"] < 20
    visit.page.context.unroute("**/scaling.json")
    figure.again.click()
    expect(figure.slider).to_be_focused()
    expect(figure.again).to_be_hidden()
    expect(figure.region.get_by_text("could not be loaded")).to_have_count(0)


@pytest.mark.provokes_errors
def test_numbers_that_have_come_damaged_are_asked_for_anew_unasked(arrive: Open) -> None:
    visit = arrive()
    visit.page.context.route("**/worker.js*", say_nothing)
    visit.page.context.route("**/scaling.json", altered, times=1)
    figure = Figure(visit)
    figure.look()
    expect(figure.slider).to_be_visible()
    expect(figure.region.get_by_text("could not be loaded")).to_have_count(0)


@pytest.mark.provokes_errors
@pytest.mark.parametrize("part", ["scaling-views.js", "scaling.css"])
@pytest.mark.parametrize("fault", [missing, altered])
def test_a_program_or_styles_that_do_not_come_as_built_are_told(
    arrive: Open, part: str, fault: Any
) -> None:
    visit = arrive()
    visit.page.context.route("**/worker.js*", say_nothing)
    visit.page.context.route(f"**/{part}", fault)
    figure = Figure(visit)
    figure.look()
    expect(figure.region.get_by_text(re.compile("could not be loaded; .*again"))).to_be_visible()
    expect(figure.slider).to_have_count(0)
    visit.page.context.unroute(f"**/{part}")
    reload = figure.region.get_by_role("button", name="Reload the page")
    expect(reload.or_(figure.again).filter(visible=True)).to_have_count(1)
    if part.endswith(".css"):
        figure.again.click()
        expect(figure.slider).to_be_focused()
        return
    with visit.page.expect_navigation():
        reload.click()
    figure.approach()
    expect(figure.slider).to_be_visible()


def test_what_has_come_can_be_read_offline(figure: Figure, sizes: list[int]) -> None:
    context = figure.visit.page.context
    context.set_offline(True)
    try:
        figure.by("names read").check()
        figure.by("parameters").check()
        assert figure.press("End")[0] == sizes[-1]
    finally:
        context.set_offline(False)


def test_on_paper_are_the_figure_in_black_on_white_and_the_table(arrive: Open) -> None:
    visit = arrive(color_scheme="dark")
    visit.page.context.route("**/worker.js*", say_nothing)
    figure = Figure(visit)
    figure.look()
    expect(figure.slider).to_be_visible()
    visit.page.emulate_media(media="print")
    visit.page.set_viewport_size(PAPER)
    visit.draw()
    table = figure.region.locator("table")
    assert table.evaluate("part => part.checkVisibility({ contentVisibilityAuto: true })")
    plot = visit.page.locator("#scaling-plot")
    ink, paper = plot.evaluate(LUMINANCE)
    assert (ink < 0.25, paper) == (True, 1)
    canvas, place = (at.bounding_box() for at in (plot.locator("canvas"), plot))
    assert 200 < canvas["height"] <= place["height"] + 1
    assert canvas["width"] <= place["width"] + 1
    assert plot.locator("canvas").evaluate(PIXELS, 5) > 20
    pressed = figure.region.locator("button, input, summary").filter(visible=True)
    expect(pressed).to_have_count(0)


def test_a_printer_is_given_the_figure_as_it_is_drawn_for_paper(arrive: Open) -> None:
    visit = arrive()
    visit.page.context.route("**/worker.js*", say_nothing)
    visit.page.add_init_script(WATCH_TYPE)
    figure = Figure(visit)
    figure.look()
    expect(figure.slider).to_be_visible()
    visit.draw()
    visit.page.evaluate("sizes.length = 0")
    visit.page.pdf(format="A4")
    assert 8 <= min(visit.page.evaluate("sizes")) < SMALLEST
