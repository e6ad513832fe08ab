"""Generate names."""

import re

import pytest
from playwright.sync_api import expect

from .command import generate
from .conftest import Open
from .visit import Visit


def test_generate_lists_as_many_names_as_are_asked_for(ready: Visit) -> None:
    names = ready.make(20)
    assert len(names) == 20
    assert all(re.fullmatch("[a-z]{1,16}", name) for name in names)


def test_there_is_one_status_and_it_reads_ready(ready: Visit) -> None:
    expect(ready.status).to_have_count(1)
    expect(ready.status).to_have_text(re.compile("^Ready"))


def test_enter_in_a_field_generates_too(ready: Visit) -> None:
    ready.enter(3)
    ready.forget()
    ready.field("Starts with").press("Enter")
    ready.wait_for_names(3)


def test_a_click_before_the_model_is_ready_is_kept_and_served(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address, wait_until="domcontentloaded")
    visit.generate.click()
    assert not visit.status.inner_text().startswith("Ready")
    assert len(visit.wait_for_names(20)) == 20


def test_a_click_before_the_program_of_the_page_has_come_is_kept_too(arrive: Open) -> None:
    visit = arrive()
    with visit.before_the_program():
        visit.generate.click()
    assert len(visit.wait_for_names(20)) == 20


def test_names_appear_as_they_are_sampled(ready: Visit) -> None:
    ready.enter(100)
    ready.list.evaluate(
        """list => {
          const seen = (globalThis.seenLengths = []);
          new MutationObserver(() => seen.push(list.children.length))
            .observe(list, { childList: true });
        }"""
    )
    ready.forget()
    ready.generate.click()
    ready.wait_for_names(100)
    lengths = ready.page.evaluate("seenLengths")
    assert lengths == sorted(lengths)
    assert len({length for length in lengths if 0 < length < 100}) >= 3


def test_a_second_click_replaces_the_first(ready: Visit) -> None:
    ready.enter(100, seed=1)
    ready.forget()
    ready.generate.click()
    ready.enter(5, seed=2)
    ready.generate.click()
    assert ready.wait_for_names(5) == generate(seed=2, count=5)


@pytest.mark.parametrize("prefix", ["a", "kat", "zz"])
def test_every_name_starts_with_the_prefix(ready: Visit, prefix: str) -> None:
    assert all(name.startswith(prefix) for name in ready.make(10, prefix=prefix))


def test_as_many_as_100_and_as_few_as_1(ready: Visit) -> None:
    assert len(ready.make(100)) == 100
    assert len(ready.make(1)) == 1


def test_the_temperature_decides_how_varied_names_are(ready: Visit) -> None:
    cold = ready.make(40, temperature=0.1, seed=3)
    hot = ready.make(40, temperature=2, seed=3)
    assert len(set(cold)) < len(set(hot))
    assert len({letter for name in cold for letter in name}) < 26


def test_a_page_that_is_ready_needs_no_network(ready: Visit) -> None:
    ready.page.context.set_offline(True)
    try:
        assert len(ready.make(10)) == 10
    finally:
        ready.page.context.set_offline(False)
