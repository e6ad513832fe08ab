"""The snapshot that Python starts from: what a boot takes, and what follows if it does not fit."""

import re

import pytest

from .conftest import Open
from .damage import Fault, a_page_instead, altered, cut, missing, of_another_build, offline
from .visit import Visit

SNAPSHOT, LIBRARY, WHEEL = "snapshot.bin", "python_stdlib.zip", re.compile(r"\.whl\b")
KINDS: list[Fault] = [missing, offline, cut, altered, a_page_instead, of_another_build]
# Pyodide adds one function less on these, so that its functions have other numbers.
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15"


def said_by(visit: Visit) -> list[str]:
    """What the console says of a start without the snapshot."""
    said: list[str] = []

    def note(text: str) -> None:
        if text.startswith("Python starts without its snapshot."):
            said.append(text)

    visit.page.on("console", lambda message: note(message.text))
    return said


def test_a_boot_takes_the_snapshot_and_neither_library_nor_wheel(arrive: Open) -> None:
    visit = arrive()
    said = said_by(visit)
    visit.page.goto(visit.address)
    assert len(visit.make(20)) == 20
    asked = visit.record.requests
    assert sum(url.endswith(SNAPSHOT) for url in asked) == 1
    assert not any(url.endswith(LIBRARY) or WHEEL.search(url) for url in asked)
    assert said == []


@pytest.mark.provokes_errors
@pytest.mark.parametrize("damage", KINDS, ids=lambda kind: kind.__name__)
def test_a_snapshot_that_does_not_fit_gives_way_to_a_plain_start(
    arrive: Open, damage: Fault
) -> None:
    visit = arrive()
    said = said_by(visit)
    visit.page.context.route(f"**/{SNAPSHOT}", damage)
    visit.page.goto(visit.address)
    assert len(visit.make(20, seed=7)) == 20
    assert len(said) == 1


def test_a_browser_that_numbers_functions_in_another_way_gets_a_plain_start(arrive: Open) -> None:
    visit = arrive(user_agent=IPHONE)
    said = said_by(visit)
    visit.page.goto(visit.address)
    assert len(visit.make(3)) == 3
    assert len(said) == 1


def test_two_tabs_at_once_each_make_their_names(arrive: Open) -> None:
    one = arrive()
    other = Visit(one.page.context.new_page(), one.address, one.record)
    for visit in (one, other):
        visit.page.goto(visit.address)
    for visit in (one, other):
        assert len(visit.make(5)) == 5
    assert one.seed() != other.seed()


def test_a_tab_opened_in_the_background_is_ready_when_it_is_looked_at(arrive: Open) -> None:
    visit = arrive()
    visit.page.add_init_script(
        "Object.defineProperty(document, 'hidden', { get: () => true });"
        "globalThis.PerformanceObserver = class { observe() {} };"  # nothing is painted there
    )
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    assert len(visit.make(5)) == 5


def test_names_can_be_made_after_going_away_and_back(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    before = visit.make(5)
    visit.page.goto("about:blank")
    visit.page.go_back()
    visit.wait_until_ready()
    assert len(visit.make(5)) == 5
    assert visit.names() != before


def test_the_names_of_a_seed_do_not_depend_on_the_way_python_started(
    arrive: Open, ready: Visit
) -> None:
    plain = arrive()
    plain.page.context.route(f"**/{SNAPSHOT}", of_another_build)
    plain.page.goto(plain.address)
    assert plain.make(20, seed=7) == ready.make(20, seed=7)
