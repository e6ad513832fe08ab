"""The scaled model: the same code with larger numbers, fetched only where it is wanted."""

import json
import re
from typing import Any

import pytest
from lib.paths import SCALED, SCALING
from playwright.sync_api import Locator, expect

from .command import generate
from .conftest import Open
from .damage import missing
from .lab import LONG_MS, Lab, arrive_at_lab
from .laboratory import Columns
from .visit import BOOT_MS, Visit


@pytest.fixture(scope="session")
def facts() -> dict[str, Any]:
    return json.loads(SCALING.read_text("utf-8"))["scaled"]


def link(visit: Visit) -> Locator:
    return visit.page.get_by_role("link", name="Make names with it")


def is_fetched(visit: Visit) -> bool:
    return any("scaled.json" in url for url in visit.record.requests)


def test_it_is_fetched_only_when_it_is_chosen_and_makes_the_names_of_the_command_line(
    arrive: Open,
) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    visit.make(3)
    assert not is_fetched(visit)
    visit.enter(12, seed=7)
    visit.forget()
    link(visit).click()
    names = visit.wait_for_names(12)
    assert is_fetched(visit)
    assert names == generate(weights=SCALED, count=12, seed=7)
    expect(visit.page.locator("#generate-title")).to_have_text("Names from Scaled")
    expect(visit.page.get_by_role("combobox", name="Model", exact=True)).to_have_value("scaled")
    expect(visit.generate).to_be_in_viewport()


def test_a_press_before_the_program_of_the_page_has_come_is_kept(arrive: Open) -> None:
    visit = arrive()
    with visit.before_the_program():
        link(visit).click()
    visit.wait_for_names(20)
    expect(visit.page.locator("#generate-title")).to_have_text("Names from Scaled")


def test_its_loss_stands_beside_those_of_the_steps_and_as_a_level_in_the_chart(
    arrive: Open, facts: dict[str, Any]
) -> None:
    loss = f"{facts['held_out_loss']:.3f}"
    visit = arrive()
    visit.page.goto(visit.address)
    table = visit.page.get_by_role("table", name="The full comparison")
    last = table.get_by_role("row", name="Loss on held-out names").get_by_role("cell").last
    expect(last).to_have_text(loss)
    visit.wait_until_ready()
    link(visit).click()
    visit.curves.scroll_into_view_if_needed()
    expect(visit.plot).to_be_visible()
    expect(visit.page.locator("#plot-text")).to_contain_text(f"Scaled: {loss} on unseen names")


def test_it_can_be_added_to_the_columns_from_the_same_random_numbers(
    arrive: Open, facts: dict[str, Any]
) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    columns = Columns(visit)
    columns.open()
    before = columns.names()
    assert not is_fetched(visit)
    columns.temperature.fill("2")  # not of what is shown
    columns.region.get_by_role("button", name="Add Scaled").click()
    expect(columns.table.get_by_role("columnheader", name="Scaled")).to_be_visible()
    columns.wait()
    assert columns.names()[:-1] == before
    seed = re.search(r"\d+", columns.region.get_by_text("for all.").first.inner_text())
    names = generate(weights=SCALED, count=len(before[0]), seed=seed and seed[0])
    assert columns.names()[-1] == names
    assert columns.line("Held-out loss")[-1] == f"{facts['held_out_loss']:.3f}"
    assert columns.line("Parameters")[-1] == f"{facts['parameters']:,}"
    expect(columns.region.get_by_role("button", name="Add Scaled")).to_be_hidden()


@pytest.mark.provokes_errors
def test_a_file_that_does_not_come_is_told_and_generate_tries_again(arrive: Open) -> None:
    visit = arrive()
    visit.page.context.route("**/scaled.json", missing)
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    link(visit).click()
    expect(visit.status).to_contain_text("could not be loaded")
    visit.page.context.unroute("**/scaled.json")
    visit.forget()
    visit.generate.click()
    expect(visit.list.locator("li:not([data-old])")).to_have_count(20, timeout=BOOT_MS)
    expect(visit.page.locator("#recipe")).to_have_text(re.compile("^Temperature"))  # no other's


def test_without_a_program_there_is_no_link_to_what_needs_one(arrive: Open) -> None:
    visit = arrive(java_script_enabled=False)
    visit.page.goto(visit.address)
    expect(visit.page.get_by_text("with other numbers is here too")).to_be_visible()
    expect(link(visit)).to_be_hidden()


@pytest.fixture
def opened(arrive: Open) -> Lab:
    """A page in which a visitor has opened the file that scripts/scale.py has written."""
    lab = arrive_at_lab(arrive)
    lab.open_weights("larger.json", SCALED.read_bytes())
    expect(lab.state).to_contain_text("larger is a finished model", timeout=LONG_MS)
    return lab


def test_a_file_that_was_trained_in_pytorch_is_opened_and_makes_names(
    opened: Lab, facts: dict[str, Any]
) -> None:
    expect(opened.region).to_contain_text(f"step 5, {facts['parameters']:,} parameters")
    assert len(set(opened.names())) > 1


@pytest.mark.exhaustive
def test_its_loss_measured_in_the_page_is_the_one_that_pytorch_found(
    opened: Lab, facts: dict[str, Any]
) -> None:
    said = f"Loss on 1,000 names that it never reads: {facts['held_out_loss']:.3f}."
    expect(opened.region.get_by_text(said)).to_be_visible(timeout=LONG_MS)
