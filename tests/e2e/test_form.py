"""What the form refuses: one sentence says why, and the names on screen stay."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import Open
from .visit import BOOT_MS, Visit

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
    sentence = ready.page.get_by_text(re.compile(f"^{name} (must|may) .*{re.escape(reason)}"))
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


def test_a_prefix_that_only_the_model_can_refuse_is_refused_once_it_is_there(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address, wait_until="domcontentloaded")
    visit.enter(prefix="Zoë")
    visit.generate.click()
    complaint = (
        visit.page.get_by_role("alert")
        .filter(has_text="ë")
        .or_(visit.page.get_by_text(re.compile("Starts with .*ë")))
    )
    expect(complaint.first).to_be_visible(timeout=BOOT_MS)
    expect(visit.items).to_have_count(0)
    expect(visit.status).to_have_text(re.compile("^Ready"))
