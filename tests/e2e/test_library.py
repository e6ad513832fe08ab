"""The small standard library: what a boot takes, and the full one whenever it does not fit."""

import pytest

from .conftest import Open
from .damage import Fault, a_page_instead, altered, cut, missing, of_another_build, offline

SMALL, FULL = "library.zip", "python_stdlib.zip"
KINDS: list[Fault] = [missing, offline, cut, altered, a_page_instead, of_another_build]


def test_a_boot_takes_the_small_library_and_not_the_full_one(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    assert len(visit.make(20)) == 20
    asked = [url.rsplit("/", 1)[1] for url in visit.record.requests]
    assert asked.count(SMALL) == 1
    assert FULL not in asked


@pytest.mark.provokes_errors
@pytest.mark.parametrize("damage", KINDS, ids=lambda kind: kind.__name__)
def test_a_small_library_that_does_not_fit_gives_way_to_the_full_one(
    arrive: Open, damage: Fault
) -> None:
    visit = arrive()
    said: list[str] = []
    visit.page.on("console", lambda message: said.append(message.text))
    visit.page.context.route(f"**/{SMALL}", damage)
    visit.page.goto(visit.address)
    assert len(visit.make(20, seed=7)) == 20
    sentences = [text for text in said if "so Python starts with the full one." in text]
    assert len(sentences) == 1
