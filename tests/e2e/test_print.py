"""On paper: a handout, black on white, with nothing cut off and nothing to press."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from .conftest import Open
from .lab import Lab, arrive_at_lab
from .laboratory import Columns, Scores
from .visit import Visit

PAGE = rb"/Type /Page\n"
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


@pytest.fixture(scope="module")
def handout(open_visit: Open) -> Iterator[Visit]:
    """The page as it is printed with three models of a class's own, beside the steps."""
    visit = open_visit(color_scheme="dark")
    visit.page.goto(visit.address)
    lab = Lab(visit).open()
    for _ in range(3):
        lab.train(step=1, training_steps=50)
    Columns(visit).open()
    Scores(visit).score("maximilianalexander", "emma", rows=6)
    visit.page.emulate_media(media="print")
    visit.page.set_viewport_size(PAPER)
    yield visit
    visit.page.context.close()


def test_columns_and_scores_of_many_models_are_not_cut_off(handout: Visit) -> None:
    for place in handout.page.locator(".columns, .columns td, .heat, .heat td").all():
        if box := place.bounding_box():
            assert box["x"] + box["width"] <= PAPER["width"]
    assert handout.page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]


@pytest.mark.parametrize("width", [PAPER["width"], 1400])
def test_all_headings_begin_at_one_edge(handout: Visit, width: int) -> None:
    handout.page.set_viewport_size({"width": width, "height": 960})
    headings = handout.page.locator("main h2, #score-place h3").filter(visible=True).all()
    assert len({round(heading.bounding_box()["x"]) for heading in headings}) == 1
    handout.page.set_viewport_size(PAPER)


def test_headings_of_columns_stay_with_what_they_head(handout: Visit) -> None:
    for table in handout.page.locator("table:has(thead)").filter(visible=True).all():
        style = "head => [getComputedStyle(head).breakAfter, getComputedStyle(head).breakInside]"
        assert table.locator("thead").evaluate(style) == ["avoid", "avoid"]


def test_the_colours_of_a_score_are_printed_and_its_numbers_can_be_read_on_them(
    handout: Visit,
) -> None:
    cells = handout.page.locator(".heat .letter")
    adjusted = cells.evaluate_all(
        "all => all.map((cell) => getComputedStyle(cell).printColorAdjust)"
    )
    assert set(adjusted) == {"exact"}
    for cell in cells.all()[:12]:
        ink, paper = cell.evaluate(LUMINANCE)
        assert ink == 0
        assert paper > 0.4
    expect(cells.first).to_contain_text(re.compile(r"\d\.\d\d"))


def test_what_tells_how_to_use_the_screen_is_not_printed(handout: Visit) -> None:
    for words in ("scroll sideways", "Point at a letter"):
        expect(handout.page.get_by_text(words)).to_be_hidden()


def test_text_table_and_code_are_there(printed: Visit) -> None:
    for heading in ("Loss curves", "The full comparison", "The code that runs", "What we built"):
        expect(printed.page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    expect(printed.page.locator(".comparison")).to_be_visible()
    assert printed.page.locator("figure.code pre").filter(visible=True).count() >= 5


def test_words_of_the_picture_stand_apart(printed: Visit) -> None:
    overlapping = printed.page.locator("#plot .picture").evaluate("""(picture) => {
      const words = [...picture.querySelectorAll("text")].filter((e) => e.checkVisibility());
      const boxes = words.map((e) => [e.textContent, e.getBoundingClientRect()]);
      const meet = (a, b) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      const met = boxes.flatMap(([word, box], at) =>
        boxes.slice(at + 1).filter(([, b]) => meet(box, b)).map(([other]) => [word, other]));
      return [boxes.length, met];
    }""")
    assert overlapping[0] > 15
    assert overlapping[1] == []


def test_the_picture_keeps_its_own_title_whatever_the_chart_shows(printed: Visit) -> None:
    baseline = printed.page.locator("#baseline")
    printed.page.emulate_media(media="screen")
    baseline.select_option("step4")
    expect(printed.page.locator("#plot-title")).to_contain_text("minus that of step 4")
    printed.page.emulate_media(media="print")
    expect(printed.page.locator("#plot-title")).to_be_hidden()
    title = printed.page.locator(".plot-head").get_by_text("Loss, in nats per letter", exact=True)
    expect(title.filter(visible=True)).to_have_count(1)
    printed.page.emulate_media(media="screen")
    baseline.select_option("")
    printed.page.emulate_media(media="print")


def test_an_enlarged_chart_goes_back_to_its_place(printed: Visit) -> None:
    page = printed.page
    page.emulate_media(media="null")
    whole = len(re.findall(PAGE, page.pdf(format="A4")))
    page.get_by_role("button", name="Enlarge chart").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert len(re.findall(PAGE, page.pdf(format="A4"))) == whole
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.emulate_media(media="print")


def test_the_table_of_the_learning_rates_is_there(printed: Visit) -> None:
    table = printed.page.locator(".measured:has(.rates) table")
    seen = "part => part.checkVisibility({ contentVisibilityAuto: true })"
    assert table.evaluate(seen)  # in a <details> that nobody has opened
    assert table.bounding_box()["height"] > 100
    assert table.locator("caption").bounding_box()["width"] > 100


def test_code_in_the_table_breaks_between_its_words_only(printed: Visit) -> None:
    broken = printed.page.locator(".comparison code").evaluate_all("""all => all.flatMap((code) => {
      const places = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
      const found = [];
      while (places.nextNode())
        for (const { index, 0: word } of places.currentNode.data.matchAll(/\\w+/g)) {
          const range = new Range();
          range.setStart(places.currentNode, index);
          range.setEnd(places.currentNode, index + word.length);
          if (range.getClientRects().length > 1) found.push(word);
        }
      return found;
    })""")
    assert broken == []


def test_a_browser_makes_pages_of_it(printed: Visit) -> None:
    made = printed.page.pdf(format="A4")
    assert made.startswith(b"%PDF-")
    assert 4 <= len(re.findall(PAGE, made)) <= 20


def test_on_paper_runs_and_their_names_stand_without_controls(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    visit = lab.visit
    visit.page.emulate_media(media="print")
    expect(lab.region.locator("#train-place")).to_be_hidden()
    visit.page.emulate_media(media="screen")
    lab.train(step=1, training_steps=50)
    names = lab.names()
    visit.page.emulate_media(media="print")
    expect(lab.region.locator("#train-runs")).to_contain_text("Yours 1")
    expect(lab.region.get_by_text(names[0], exact=True)).to_be_visible()
    controls = "button:visible, input:not([type=radio]):visible, select:visible"
    expect(lab.region.locator(controls)).to_have_count(0)
