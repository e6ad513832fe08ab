"""Every step, one seed: names side by side, what of them has been read, and guessing."""

import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from microgpt.handles import Handles
from microgpt.nearest import nearest
from playwright.sync_api import Route, expect

from .conftest import Open
from .damage import missing
from .lab import Lab
from .laboratory import STEPS, Columns, names_of, violations
from .visit import BOOT_MS, Visit

PHONE = {"width": 360, "height": 740}
NAMES = 12


@pytest.fixture(scope="module")
def opened(open_visit: Open) -> Iterator[Columns]:
    """A page in which the section is in use; the page's own policy would keep axe out."""
    visit = open_visit(bypass_csp=True)
    visit.page.goto(visit.address)
    columns = Columns(visit)
    columns.open()
    yield columns
    visit.page.context.close()


def shares(names: list[dict[str, Any]]) -> str:
    """How many of the different names are new, as the page writes it."""
    different = {event["name"]: event["origin"] for event in names if event["name"]}
    new = [name for name, origin in different.items() if origin == "new"]
    return f"{len(new)} of {len(different)} ({100 * len(new) / len(different):.0f} %)"


def test_a_section_that_is_not_in_use_costs_nothing(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    visit.make(3)
    asked = [
        url for url in visit.record.requests if re.search("columns|score|sections/|models/", url)
    ]
    assert asked == []
    assert len({url for url in visit.record.requests if "chunk-" in url}) == 1
    assert Columns(visit).region.get_by_role("textbox").count() == 0
    expect(Columns(visit).region.get_by_role("heading")).to_have_text(re.compile(r"\?$"))


def test_every_step_writes_from_the_same_seed_what_the_package_writes(opened: Columns) -> None:
    made = opened.make(7)
    assert made == [[event["name"] for event in names_of(step, 7, NAMES)] for step in STEPS]


def test_each_column_states_the_facts_of_its_step(opened: Columns, curves: dict[str, Any]) -> None:
    opened.make(7)
    steps = curves["steps"]
    assert opened.headings() == [f"Step {step['step']} {step['title']}" for step in steps]
    assert opened.line("Loss, mean of the last 100") == [f"{s['mean_last_100']:.3f}" for s in steps]
    assert opened.line("Held-out loss") == [f"{s['held_out_loss']:.3f}" for s in steps]
    counts = [f"{s['parameters']:,}{' counts' * (s['unit'] == 'counts')}" for s in steps]
    assert opened.line("Parameters") == counts
    assert all(re.fullmatch(r"[\d.]+ ms", text) for text in opened.line("Time per name"))


def test_the_share_of_new_names_counts_different_names_and_tells_repeats(opened: Columns) -> None:
    opened.make(11, 0.3)
    for step, text in zip(STEPS, opened.line("New, of the different names"), strict=True):
        names = names_of(step, 11, NAMES, 0.3)
        written = [event["name"] for event in names if event["name"]]
        assert text.startswith(shares(names))
        repeats = len(written) - len(set(written))
        assert ("repeat" in text) == (repeats > 0)
        assert not repeats or f"{repeats} repeat" in text


def test_headings_have_the_colours_and_line_styles_of_the_chart(opened: Columns) -> None:
    style = "line => { const s = getComputedStyle(line); return [s.stroke, s.strokeDasharray]; }"
    page = opened.visit.page
    for step in STEPS:
        own = opened.table.locator("thead th").nth(step).locator("line").evaluate(style)
        assert own == page.locator(f'#legend [data-series="step{step}"] line').evaluate(style)


def test_a_drawn_seed_is_shown_can_be_kept_and_makes_the_same_names_again(opened: Columns) -> None:
    opened.make("")
    before = opened.names()
    opened.region.get_by_role("button", name="Keep this seed").click()
    expect(opened.seed).to_have_value(re.compile(r"^\d+$"))
    assert opened.make(opened.seed.input_value()) == before
    expect(opened.region.get_by_role("button", name="Keep this seed")).to_be_hidden()


@pytest.mark.parametrize(
    ("seed", "temperature", "reason"),
    [
        ("seven", "0.5", "“One seed for all” must be empty or a whole number"),
        ("-1", "0.5", "from 0 to 4,294,967,295"),
        ("1", "2.1", "“Temperature of all” must be 0 or a number from 0.1 to 2"),
        ("1", "", "“Temperature of all” must be"),
    ],
)
def test_a_number_that_cannot_be_used_is_refused_and_the_names_stay(
    opened: Columns, seed: str, temperature: str, reason: str
) -> None:
    before = opened.make(5)
    opened.seed.fill(seed)
    opened.temperature.fill(temperature)
    opened.button.click()
    expect(opened.region.get_by_text(reason)).to_be_visible()
    wrong = opened.seed if "seed" in reason or "from 0 to" in reason else opened.temperature
    expect(wrong).to_have_attribute("aria-invalid", "true")
    assert opened.names() == before
    opened.make(5)
    expect(wrong).to_have_attribute("aria-invalid", "false")


def test_a_decimal_comma_means_what_it_says_and_enter_asks_too(opened: Columns) -> None:
    opened.seed.fill("9")
    opened.temperature.fill("0,2")
    opened.temperature.press("Enter")
    opened.wait(9)
    assert opened.names()[5] == [event["name"] for event in names_of(5, 9, NAMES, 0.2)]


def test_asking_again_takes_the_place_of_what_is_under_way(opened: Columns) -> None:
    opened.make(1)
    opened.seed.fill("2")
    opened.button.click()
    opened.seed.fill("3")
    opened.button.click()
    opened.wait(3)
    assert opened.names() == [
        [event["name"] for event in names_of(step, 3, NAMES)] for step in STEPS
    ]


def test_the_nearest_name_that_the_model_has_read_is_shown_on_request(opened: Columns) -> None:
    made = opened.make(21)
    assert opened.region.locator("li small").first.inner_text() == ""
    opened.region.get_by_role("button", name="Find the nearest names they have read").click()
    expect(opened.region.get_by_text("Below each name stands the nearest")).to_be_visible(
        timeout=BOOT_MS
    )
    for step in (0, 5):
        handle = Handles()[f"step{step}"]
        read = handle.trained_on.read_names()
        notes = opened.lists()[step].locator("li small").all_inner_texts()
        for name, note in zip(made[step], notes, strict=True):
            if not name:
                continue
            closest, distance = nearest(name, read)
            apart = f"≈ {closest}, {distance} apart"
            unread = f"on the list, unread; {apart}"
            expected = {"new": apart, "listed": unread, "read": "it has read this name"}
            assert note == expected[handle.origin(name)]
    opened.make(22)
    assert opened.region.locator("li small").first.inner_text() == ""


def test_the_share_of_new_names_among_200_is_counted_on_request(opened: Columns) -> None:
    opened.make(4294967295)
    opened.region.get_by_role("button", name="Count the new among 200 names each").click()
    opened.region.get_by_text("from seeds 4294967295 and 0").first.wait_for()
    expect(opened.region.get_by_text("Each model has made 200 names")).to_be_visible(
        timeout=BOOT_MS
    )
    told = opened.line("The same, of 200 names")
    for step in (0, 5):
        names = names_of(step, 4294967295, 100) + names_of(step, 0, 100)
        assert told[step].startswith(shares(names))


def test_counting_can_be_cancelled_and_asked_for_again(opened: Columns) -> None:
    opened.make(8)
    count = opened.region.get_by_role("button", name="Count the new among 200 names each")
    count.click()
    bar = opened.region.get_by_role("progressbar", name="Names counted")
    expect(bar).to_be_visible()
    opened.region.get_by_role("button", name="Cancel").click()
    expect(opened.region.get_by_text("Cancelled; what was made before stays.")).to_be_visible()
    expect(bar).to_be_hidden()
    expect(count).to_be_focused()
    assert not re.fullmatch(r".*\d+ of .*", opened.line("The same, of 200 names")[5])
    count.click()
    expect(opened.region.get_by_text("Each model has made 200 names")).to_be_visible(
        timeout=BOOT_MS
    )
    assert all("%" in text for text in opened.line("The same, of 200 names"))


@pytest.mark.provokes_errors
def test_a_model_that_does_not_come_is_a_sentence_with_a_way_to_try_again(arrive: Open) -> None:
    visit = arrive()
    visit.page.context.route("**/models/step3.json", missing)
    visit.page.goto(visit.address)
    columns = Columns(visit)
    columns.button.click()
    sentence = columns.region.get_by_text("Its model could not be loaded.")
    expect(sentence).to_be_visible(timeout=BOOT_MS)
    columns.wait()
    assert [len(names) for names in columns.names()] == [NAMES, NAMES, NAMES, 0, NAMES, NAMES]
    visit.page.context.unroute("**/models/step3.json")
    columns.region.get_by_role("button", name="Try again").click()
    expect(columns.lists()[3].get_by_role("listitem")).to_have_count(NAMES)
    expect(sentence).to_be_hidden()


@pytest.mark.provokes_errors
@pytest.mark.parametrize(
    ("pattern", "remedy"),
    [
        ("**/sections/columns.css", "press the button to try again"),
        ("**/curves.json", "press the button to try again"),
    ],
)
def test_facts_or_styles_that_do_not_come_are_told_and_the_button_tries_again(
    arrive: Open, pattern: str, remedy: str
) -> None:
    visit = arrive()
    mended = threading.Event()

    def fault(route: Route) -> None:
        if mended.is_set():
            route.continue_()
        else:
            missing(route)

    visit.page.context.route(pattern, fault)
    visit.page.goto(visit.address)
    columns = Columns(visit)
    columns.button.click()
    expect(columns.region.get_by_text(remedy)).to_be_visible(timeout=BOOT_MS)
    mended.set()
    columns.button.click()
    columns.wait()
    expect(columns.region.get_by_text(remedy)).to_have_count(0)


@pytest.mark.provokes_errors
def test_a_program_that_does_not_come_is_told_and_the_page_can_be_reloaded(arrive: Open) -> None:
    visit = arrive()
    visit.page.context.route("**/columns/columns-views.js", missing)
    visit.page.goto(visit.address)
    columns = Columns(visit)
    columns.button.click()
    expect(columns.region.get_by_text("could not be loaded; reload the page")).to_be_visible()
    visit.page.context.unroute("**/columns/columns-views.js")
    with visit.page.expect_navigation(timeout=BOOT_MS):
        columns.region.get_by_role("button", name="Reload the page").click()
    columns.open()


def test_before_python_is_there_a_press_is_kept(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address, wait_until="domcontentloaded")
    columns = Columns(visit)
    visit.page.locator("html[data-running]").wait_for()
    columns.button.click()
    columns.wait()
    assert [len(names) for names in columns.names()] == [NAMES] * 6


def test_a_press_before_the_program_of_the_page_has_come_is_kept_too(arrive: Open) -> None:
    visit = arrive()
    columns = Columns(visit)
    with visit.before_the_program():
        columns.button.click()
    columns.wait()
    assert [len(names) for names in columns.names()] == [NAMES] * 6


def test_the_keyboard_alone_reaches_all_of_it(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    columns = Columns(visit)
    columns.button.focus()
    visit.page.keyboard.press("Enter")
    columns.wait()
    name = """() => {
      const { innerText, labels, ariaLabel } = document.activeElement;
      return labels?.[0]?.innerText || ariaLabel || innerText;
    }"""
    reached = []
    for _ in range(8):
        visit.page.keyboard.press("Tab")
        reached.append(visit.page.evaluate(name))
    for expected in (
        "One seed for all",
        "Temperature of all",
        "Keep this seed",
        "Names by step",
        "Find the nearest",
        "Count the new",
    ):
        assert any(name.startswith(expected) for name in reached), (expected, reached)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 900}, PHONE], ids=["1280", "360"])
def test_axe_finds_nothing_to_mend(opened: Columns, scheme: str, size: dict[str, int]) -> None:
    page = opened.visit.page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    opened.make(7)
    opened.region.get_by_role("button", name="Find the nearest names they have read").click()
    expect(opened.region.get_by_text("Below each name stands the nearest")).to_be_visible(
        timeout=BOOT_MS
    )
    assert violations(opened.visit, "#columns") == []


def test_on_a_phone_columns_scroll_and_the_page_does_not(arrive: Open) -> None:
    visit = arrive(viewport=PHONE, has_touch=True)
    visit.page.goto(visit.address)
    columns = Columns(visit)
    columns.open()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
    region = columns.region.get_by_role("region", name="Names by step")
    assert region.evaluate("place => place.scrollWidth > place.clientWidth")
    last = columns.table.locator("thead th").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=0.9)
    for control in columns.region.locator("button:visible, input:visible").all():
        assert control.bounding_box()["height"] >= 44, control.inner_text()


@pytest.fixture(scope="module")
def taught(open_visit: Open) -> Iterator[Columns]:
    """A page with three models of the visitor's own, the last of which counts."""
    visit = open_visit()
    visit.page.goto(visit.address)
    lab = Lab(visit).open()
    for step in (1, 1, 0):
        lab.train(step=step, training_steps=50)
    lab.field("Called").fill("Class 8b · mine, again · at last")
    lab.field("Called").press("Enter")
    columns = Columns(visit)
    columns.open()
    yield columns
    visit.page.context.close()


def test_three_models_of_the_visitors_own_stand_in_sight_beside_the_steps(taught: Columns) -> None:
    assert len(taught.headings()) == 9
    expect(taught.table.locator("thead th").last).to_be_in_viewport(ratio=1)
    expect(taught.region.get_by_text("scroll sideways")).to_be_hidden()


def test_a_name_given_to_a_model_heads_its_column_whole(taught: Columns) -> None:
    assert taught.headings()[-1] == "Class 8b mine, again · at last"


def test_a_model_of_the_visitors_own_that_counts_has_counts(taught: Columns) -> None:
    assert taught.line("Parameters")[-1] == taught.line("Parameters")[0] == "729 counts"


def test_where_columns_do_not_fit_it_says_so_and_shows_the_one_that_is_added(
    taught: Columns,
) -> None:
    taught.visit.page.set_viewport_size({"width": 900, "height": 1600})
    expect(taught.region.get_by_text("There are 9 columns: scroll sideways")).to_be_visible()
    taught.region.get_by_role("button", name="Add Scaled").click()
    expect(taught.table.locator("thead th").nth(9)).to_be_in_viewport(ratio=0.9)
    expect(taught.region.get_by_text("There are 10 columns: scroll sideways")).to_be_visible()
    taught.visit.page.set_viewport_size({"width": 1280, "height": 900})


def test_a_model_that_has_been_removed_does_not_keep_the_others_from_being_compared(
    taught: Columns,
) -> None:
    lab = Lab(taught.visit)
    lab.runs.first.check()
    lab.button("Remove").click()
    taught.region.get_by_role("button", name="Find the nearest names they have read").click()
    expect(taught.region.get_by_text("Below each name stands the nearest")).to_be_visible(
        timeout=BOOT_MS
    )
    for column, compared in ((6, False), (7, True), (8, True)):
        notes = taught.lists()[column].locator("li small").all_inner_texts()
        assert any(notes) == compared


@pytest.fixture
def quiz(arrive: Open) -> Columns:
    visit = arrive()
    visit.page.goto(f"{visit.address}?teach")
    columns = Columns(visit)
    expect(columns.region.get_by_role("heading", name="Which step wrote these?")).to_be_visible()
    columns.seed.wait_for()
    return columns


def order(columns: Columns) -> list[int]:
    """Which step wrote each column, told from the names alone; steps 1 and 2 write the same."""
    written = [[event["name"] for event in names_of(step, 7, NAMES)] for step in STEPS]
    return [written.index(names) for names in columns.names()]


def test_in_a_lesson_the_columns_stand_unnamed_until_they_are_revealed(quiz: Columns) -> None:
    quiz.make(7)
    assert quiz.headings() == [f"Column {letter}" for letter in "ABCDEF"]
    assert not re.search(
        r"Step \d|2\.\d{3}|3,184|4,192|Counting|†",
        quiz.table.locator("thead, .first").first.inner_text(),
    )
    assert quiz.table.locator("tbody tr:visible").count() == 2
    assert quiz.table.locator("line").count() == 0
    writers = order(quiz)
    assert sorted(writers) == [0, 1, 1, 3, 4, 5]
    assert writers != sorted(writers)
    quiz.region.get_by_role("button", name="Reveal").click()
    expect(quiz.table.locator("line")).to_have_count(6)
    for letter, writer, heading in zip("ABCDEF", writers, quiz.headings(), strict=True):
        assert heading.startswith(f"{letter}: Step ")
        assert int(heading[8]) == writer or {int(heading[8]), writer} == {1, 2}
    assert len(quiz.line("Held-out loss")) == 6


def test_in_a_lesson_guesses_are_counted_and_twins_may_be_taken_for_each_other(
    quiz: Columns,
) -> None:
    quiz.make(7)
    writers = order(quiz)
    for letter, writer in zip("ABCDEF", writers, strict=True):
        wrong = {3: "step4", 4: "step3"}.get(writer, f"step{writer}")
        quiz.region.get_by_label(f"Who wrote column {letter}?").select_option(wrong)
    quiz.region.get_by_role("button", name="Reveal").click()
    expect(quiz.region.get_by_text("4 of 6 guesses right.")).to_be_visible()
    expect(
        quiz.region.get_by_text(re.compile("Columns . and . hold the same names"))
    ).to_be_visible()
    assert quiz.table.get_by_text("✓ right").count() == 4
    assert quiz.table.get_by_text("✗ wrong").count() == 2


@pytest.mark.parametrize("width", [360, 1280])
def test_in_a_lesson_the_choices_can_be_read_whole(quiz: Columns, width: int) -> None:
    quiz.visit.page.set_viewport_size({"width": width, "height": 900})
    quiz.make(7)
    select = quiz.region.get_by_label("Who wrote column A?")
    shown, needed = select.evaluate("""(select) => {
      const shown = select.offsetWidth;
      Object.assign(select.style, { width: "max-content", maxWidth: "none" });
      return [shown, select.offsetWidth];
    }""")
    assert shown >= needed


def test_in_a_lesson_the_same_seed_gives_all_pupils_the_same_columns(
    quiz: Columns, arrive: Open
) -> None:
    made = quiz.make(7)
    other: Visit = arrive()
    other.page.goto(f"{other.address}?teach")
    beside = Columns(other)
    beside.open()
    assert beside.make(7) == made
    assert quiz.make(8) != made
