"""What is said about the names: what each is to the model, how many are new; copying; the facts."""

import re
from collections import Counter

import pytest
from microgpt.handles import Handles
from playwright.sync_api import Locator, expect

from .command import generate
from .conftest import DESKTOP, Open
from .test_accessibility import PHONE
from .test_before import before
from .visit import Visit

MARKS = {"read": "it read this one", "listed": "on its list, never read"}
STEP_5 = Handles()["step5"]
EMPTY_SEED = 7  # with which a name is empty, at temperature 2


def copy(visit: Visit) -> Locator:
    return visit.page.get_by_role("button", name="Copy all")


def heard(item: Locator) -> str:
    """What a screen reader reads of an item: the name, and the mark where there is one."""
    return re.sub(r"^- listitem(?: \"[^\"]*\")?:? ?", "", item.aria_snapshot()).strip("\"'")


def summary(visit: Visit) -> str:
    return visit.page.locator("#summary").inner_text()


def test_each_name_is_marked_once_by_what_it_is_to_the_model(ready: Visit) -> None:
    names = ready.make(100, seed=5)
    origins = [STEP_5.origin(name) for name in names]
    assert set(origins) == {"read", "listed", "new"}
    spoken = [heard(item) for item in ready.items.all()]
    for name, origin, text in zip(names, origins, spoken):
        assert text.count(name) == 1
        assert [text.count(mark) for mark in MARKS.values()] == [
            int(origin == kind) for kind in MARKS
        ]
    assert ready.items.evaluate_all("items => items.filter((item) => item.title)") == []
    assert ready.list.inner_text().split() == names  # what copying a selection takes


def test_the_key_explains_the_marks_that_are_there_and_no_others(ready: Visit) -> None:
    names = ready.make(20, temperature=2, seed=4)
    origins = {STEP_5.origin(name) for name in names}
    assert origins == {"new"}
    for mark in MARKS.values():
        expect(ready.page.get_by_text(mark, exact=True)).to_be_hidden()
    ready.make(100, seed=5)
    for mark in MARKS.values():
        expect(ready.page.get_by_text(mark, exact=True)).to_be_visible()


def test_no_sign_of_the_key_moves_when_another_one_is_needed(ready: Visit) -> None:
    sign = ready.page.get_by_text(MARKS["read"], exact=True)
    first = next(seed for seed in range(100) if origins_of(seed) == {"new", "read"})
    ready.make(5, seed=first)
    before = sign.bounding_box()
    ready.make(100, seed=5)
    expect(ready.page.get_by_text(MARKS["listed"], exact=True)).to_be_visible()
    assert sign.bounding_box()["x"] == before["x"]


def origins_of(seed: int) -> set[str | None]:
    """What five names of this seed are to step 5."""
    return {STEP_5.origin(name) for name in generate(seed=seed, count=5)}


@pytest.mark.parametrize("temperature", [0.1, 0.5])
def test_different_names_are_counted_by_class_and_repeats_apart(
    ready: Visit, temperature: float
) -> None:
    names = ready.make(100, seed=8, temperature=temperature)
    kinds = Counter(STEP_5.origin(name) for name in set(names))
    stated = summary(ready)
    assert stated.startswith(f"{len(set(names))} different names: {kinds['new']} new, ")
    assert f"{kinds['listed']} on its list but never read" in stated
    assert f"{kinds['read']} it has read" in stated or not kinds["read"]
    repeats = 100 - len(set(names))
    assert stated.endswith(f" {repeats} repeats.")
    told = ready.page.locator("#generate").inner_text()
    assert told.count("different names") == 1 + before(ready).count()


def test_a_name_without_letters_reads_empty_and_is_not_new(ready: Visit) -> None:
    names = ready.make(40, temperature=2, seed=EMPTY_SEED)
    empty = names.count("")
    assert empty > 0
    expect(ready.items.get_by_text("(empty)", exact=True)).to_have_count(empty)
    assert f"{len({*names} - {''})} different names" in summary(ready)
    assert f"{empty} empty." in summary(ready)


def test_the_status_says_the_first_names_to_who_cannot_see_them(ready: Visit) -> None:
    names = ready.make(20)
    expect(ready.status).to_have_text(f"Ready: {', '.join(names[:3])} and 17 more.")
    ready.make(2, seed=7)
    expect(ready.status).to_have_text(re.compile("^Ready: [a-z]+, [a-z]+[.]$"))


def test_before_the_first_click_there_are_names_of_the_build(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    built = visit.page.get_by_role("list", name="Names made when this page was built")
    made = generate(seed=42, count=20)
    assert built.get_by_role("listitem").all_inner_texts() == made
    caption = "Made when this page was built by step 5 · Adam, at temperature 0.5"
    expect(visit.main).to_contain_text(caption)
    visit.wait_until_ready()
    visit.page.get_by_role("button", name="Use this seed").click()
    visit.generate.click()
    assert visit.wait_for_names() == made
    expect(built).to_be_hidden()
    expect(before(visit)).to_be_hidden()


def test_without_javascript_the_names_of_the_build_are_there_with_their_key(arrive: Open) -> None:
    visit = arrive(java_script_enabled=False)
    visit.page.goto(visit.address)
    built = visit.page.get_by_role("list", name="Names made when this page was built")
    expect(built.get_by_role("listitem")).to_have_count(20)
    for mark in MARKS.values():
        expect(visit.page.get_by_text(mark, exact=True)).to_be_visible()
        assert mark in built.aria_snapshot()


@pytest.mark.parametrize("prefix", ["", "mmmmmmmmmmmmmmm"])
def test_names_can_be_read_whole_on_a_phone(ready: Visit, prefix: str) -> None:
    ready.page.set_viewport_size(PHONE)
    ready.make(20, temperature=2, prefix=prefix)
    cut = """items => items.filter((item) =>
      item.scrollWidth > item.clientWidth || item.scrollHeight > item.clientHeight + 2
        || getComputedStyle(item).overflow !== "visible").length"""
    assert ready.items.evaluate_all(cut) == 0
    assert ready.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    ready.page.set_viewport_size(DESKTOP)


def test_copy_all_puts_the_names_on_the_clipboard_one_per_line(ready: Visit) -> None:
    ready.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    names = ready.make(20, seed=42)
    copy(ready).click()
    expect(ready.page.get_by_text("Copied")).to_be_visible()
    assert ready.page.evaluate("navigator.clipboard.readText()").split("\n") == names


def test_where_copying_is_refused_the_names_are_selected_and_a_sentence_says_so(
    ready: Visit,
) -> None:
    names = ready.make(20, seed=42)
    ready.page.evaluate(
        """() => {
          navigator.clipboard.writeText = async () => { throw new DOMException("refused"); };
          document.execCommand = () => false;
        }"""
    )
    copy(ready).click()
    expect(ready.page.get_by_text("refused to copy")).to_be_visible()
    assert ready.page.evaluate("String(getSelection())").split() == names
    ready.page.evaluate("delete navigator.clipboard.writeText, delete document.execCommand")


def test_copying_waits_until_all_names_are_there(still: Visit) -> None:
    expect(copy(still)).to_be_enabled()  # the names of the build
    still.generate.click()
    expect(copy(still)).to_be_disabled()


def test_copying_waits_while_names_come(ready: Visit) -> None:
    ready.list.evaluate(
        """list => {
          globalThis.early = 0;
          new MutationObserver(() => requestAnimationFrame(() => {
            const { disabled } = document.querySelector("#copy");
            if (list.children.length < 100 && !disabled) early += 1;
          })).observe(list, { childList: true });
        }"""
    )
    ready.make(100)
    assert ready.page.evaluate("early") == 0
    expect(copy(ready)).to_be_enabled()


def test_the_facts_are_those_of_the_model_that_answers(ready: Visit) -> None:
    ready.make(20)
    facts = ready.page.get_by_role("list", name="What runs here").inner_text()
    site = ready.page.evaluate("JSON.parse(document.body.dataset.site)")
    assert re.search(r"\b4,192 parameters", facts)
    assert re.search(r"\bPython 3\.\d+\.\d+", facts)
    assert f"Pyodide {site['versions']['pyodide']}" in facts
    assert f"microgpt {site['versions']['package']}" in facts
    assert re.search(r"[\d.]+ ms per name|per name:? [\d.]+ ms", facts)
