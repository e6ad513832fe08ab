"""What is said about the names: which are known, how many are new; copying them; the facts."""

import re

import pytest
from playwright.sync_api import Locator, expect

from .visit import Visit

SHARE = re.compile(r"(\d+) of (\d+) (?:is|are) new")


def copy(visit: Visit) -> Locator:
    return visit.page.get_by_role("button", name="Copy all")


def test_exactly_the_names_of_the_training_list_are_marked(
    ready: Visit, training_names: frozenset[str]
) -> None:
    names = ready.make(100, seed=5)
    known = [name in training_names for name in names]
    assert {True, False} == set(known)
    # What a screen reader reads of each item: the name, and the mark where there is one.
    heard = [item.aria_snapshot() for item in ready.items.all()]
    assert ["in the training list" in text for text in heard] == known


@pytest.mark.parametrize("count", [1, 20, 100])
def test_the_share_of_new_names_is_stated(
    ready: Visit, training_names: frozenset[str], count: int
) -> None:
    names = ready.make(count, seed=8)
    new = sum(name not in training_names for name in names)
    stated = SHARE.findall(ready.main.inner_text())
    assert stated
    assert {(int(some), int(all_)) for some, all_ in stated} == {(new, count)}


def test_copy_all_puts_the_names_on_the_clipboard_one_per_line(ready: Visit) -> None:
    ready.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    names = ready.make(20)
    copy(ready).click()
    expect(ready.page.get_by_text("Copied")).to_be_visible()
    assert ready.page.evaluate("navigator.clipboard.readText()").split("\n") == names


def test_where_copying_is_refused_the_names_are_selected_and_a_sentence_says_so(
    ready: Visit,
) -> None:
    names = ready.make(20)
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


def test_there_is_nothing_to_copy_before_there_are_names(still: Visit) -> None:
    expect(copy(still)).to_be_disabled()


def test_the_facts_are_those_of_the_model_that_answers(ready: Visit) -> None:
    ready.make(20)
    facts = ready.page.get_by_role("list", name="What runs here").inner_text()
    site = ready.page.evaluate("JSON.parse(document.documentElement.dataset.site)")
    assert re.search(r"\b4,192 parameters", facts)
    assert re.search(r"\bPython 3\.\d+\.\d+", facts)
    assert f"Pyodide {site['versions']['pyodide']}" in facts
    assert f"microgpt {site['versions']['package']}" in facts
    assert re.search(r"[\d.]+ ms per name|per name:? [\d.]+ ms", facts)
