"""What can be read without a program: the text, whose numbers are those of curves.json."""

import json
import math
import re
from dataclasses import is_dataclass
from itertools import permutations
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from lib.paths import DIST, RATES, WEB
from playwright.sync_api import Locator, expect
from website.findings import Findings

from .conftest import Open
from .visit import Visit

NUMBER = re.compile(r"(?<![\d.,])\d+\.\d+(?![\d.])")
# Losses the text only takes as examples, with what they mean in letters.
EXAMPLES = {"3.3", "2.8", "2.3", "1.6", "0.0"}
CONSTANTS = {"2.72"}  # e


@pytest.fixture
def unscripted(arrive: Open) -> Visit:
    visit = arrive(java_script_enabled=False)
    visit.page.goto(visit.address)
    return visit


def section(visit: Visit, heading: str) -> Locator:
    """The part of the page under a heading."""
    title = visit.page.get_by_role("heading", name=heading)
    return visit.page.locator("section").filter(has=title)


def facts(curves: dict[str, Any]) -> set[float]:
    """Every number that the text may state about the curves."""
    found = {curves["uniform_loss"]}
    for step in curves["steps"]:
        losses, last = step["losses"], step["losses"][-100:]
        found |= {losses[0], losses[-1], min(last), max(last), fmean(last), fmean(losses[:100])}
        found |= {step["mean_last_100"], step["held_out_loss"], step["learning_rate"] or 0}
    findings = found_in(curves)
    for later, earlier in permutations(range(len(curves["steps"])), 2):
        found |= numbers(findings.against(later, earlier))
    rates = findings.rates
    return found | numbers(rates.heads[5].later, rates.longer[-1].gap, rates.printed)


def found_in(curves: dict[str, Any]) -> Findings:
    return Findings(curves, json.loads(RATES.read_text("utf-8")))


def numbers(*things: object) -> set[float]:
    """All numbers in them, without signs: means, standard errors, losses, rates."""
    found: set[float] = set()
    for thing in things:
        if isinstance(thing, (int, float)):
            found.add(abs(thing))
        elif is_dataclass(thing):
            found |= numbers(*vars(thing).values())
    return found


def test_the_encoding_is_declared_where_every_browser_looks_for_it() -> None:
    page = (DIST / "index.html").read_bytes()
    assert b'<meta charset="utf-8">' in page[:1024]


def test_without_javascript_a_sentence_says_what_is_missing(unscripted: Visit) -> None:
    told = unscripted.page.get_by_text(re.compile(r"Without JavaScript .*\."))
    expect(told).to_be_visible()
    expect(unscripted.generate).to_be_hidden()


def test_without_javascript_the_curves_are_a_picture(unscripted: Visit) -> None:
    picture = unscripted.page.get_by_role("img", name=re.compile("Loss curves"))
    expect(picture).to_be_visible()
    assert picture.locator("polyline").count() == 6
    assert re.search(r"step 5 \(Adam\) ends near \d\.\d", picture.aria_snapshot())


def test_without_javascript_table_text_and_code_are_there(unscripted: Visit) -> None:
    expect(unscripted.page.get_by_role("table", name="The full comparison")).to_be_visible()
    for heading in ("What the loss curve shows", "The code that runs", "What we built"):
        expect(section(unscripted, heading)).to_be_visible()


def test_without_javascript_nothing_is_fetched_for_the_model(unscripted: Visit) -> None:
    assert not [url for url in unscripted.record.requests if "pyodide/" in url or ".whl" in url]


def test_every_number_in_the_text_stands_in_the_curves_file(
    still: Visit, curves: dict[str, Any]
) -> None:
    text = section(still, "What the loss curve shows").inner_text()
    stated = NUMBER.findall(text)
    assert len(stated) >= 10
    for number in stated:
        decimals = len(number.split(".")[1])
        known = {f"{fact:.{decimals}f}" for fact in facts(curves)}
        assert number in known | EXAMPLES, f"{number} is not a number of the curves"


@pytest.mark.parametrize("path", sorted((WEB / "sections").glob("*.html")), ids=lambda p: p.stem)
def test_no_number_of_the_text_is_typed(path: Path) -> None:
    text = re.sub(
        r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>", " ", path.read_text("utf-8"), flags=re.S
    )
    assert set(NUMBER.findall(text)) <= EXAMPLES | CONSTANTS


def test_what_the_text_takes_for_granted_holds(curves: dict[str, Any]) -> None:
    findings = found_in(curves)
    network = findings.against(2, 0)
    assert network.early.higher
    assert network.recent.higher
    assert network.held_out.higher
    assert findings.against(3, 2).held_out.lower
    assert findings.against(2, 1).recent.same
    assert not findings.against(4, 3).recent.real
    assert findings.rates.longer[-1].gap.mean < findings.rates.longer[0].gap.mean
    assert findings.rates.heads[4].evenness > 0.99
    assert findings.rates.heads[5].later.held_out.lower


def test_the_text_says_what_a_loss_means_in_letters(still: Visit, curves: dict[str, Any]) -> None:
    text = section(still, "What the loss curve shows").inner_text()
    for loss in ("3.3", "2.3"):
        assert re.search(rf"\b{loss}\b.*\b{round(math.exp(float(loss)))}\b", text)
    assert f"{curves['uniform_loss']:.3f}" in text
    assert f"{curves['steps'][-1]['mean_last_100']:.2f}" in text
    assert "one name" in text
    assert "learning rate" in text


def test_every_step_has_its_sentence(still: Visit, curves: dict[str, Any]) -> None:
    items = section(still, "What we built").get_by_role("listitem").all_inner_texts()
    assert len(items) == len(curves["steps"])
    for item, step in zip(items, curves["steps"]):
        assert item.startswith(step["title"])
        assert step["summary"] in item
