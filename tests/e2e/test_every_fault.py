"""Every file of the site, wrong in four ways: what a visitor reads, and whether a button mends it.

A sample runs always, all of them with `python scripts/test.py --all`.
"""

import re
from collections.abc import Callable

import pytest
from lib.paths import DIST
from playwright.sync_api import Error, Locator, Page, expect
from website.server import application

from .conftest import Open
from .faulty import FaultyHost
from .lab import Lab
from .laboratory import Scores
from .visit import BOOT_MS, Visit

pytestmark = pytest.mark.provokes_errors

FAULTS = ("missing", "half", "altered", "hanging")
PROGRAM = ("early.js", "main.js", "chunk-", "worker.js", "style.css")
CHART = ("chart-views.js", "curves.json")
PYTHON = ("pyodide.js", "pyodide.asm.js", "pyodide-lock.json", "pyodide.asm.wasm", "snapshot.bin")
SAMPLE = {
    ("worker.js", "half"),
    ("chunk-", "half"),
    ("pyodide.asm.js", "half"),
    ("curves.json", "altered"),
    ("chart-views.js", "missing"),
}
SETTLE_MS = 100_000
# What is read of a part of Python that comes later, by what became of it.
TOLD = {
    "missing": "A part of Python is no longer on the server: reload the page.",
    "half": "A part of Python arrived damaged",
    "altered": "A part of Python arrived damaged",
    "hanging": "try again when the network is back",
}


def cases() -> list[object]:
    found = []
    for part in (*PROGRAM, *CHART, *PYTHON):
        for fault in FAULTS:
            if (part, fault) == ("style.css", "hanging"):
                continue  # no browser paints anything before it has come, or has been given up
            marks = () if (part, fault) in SAMPLE else (pytest.mark.exhaustive,)
            found.append(pytest.param(part, fault, marks=marks, id=f"{part}-{fault}"))
    return found


@pytest.mark.parametrize(("part", "fault"), cases())
def test_a_fault_is_told_and_mended_by_the_button_that_is_offered(
    serve: Callable[..., str], arrive: Open, part: str, fault: str
) -> None:
    assert list(DIST.rglob(f"*{part}*")), part
    host = FaultyHost(application(DIST), part, fault)
    visit = arrive(serve(host))
    thrown: list[str] = []
    visit.page.on("pageerror", lambda error: thrown.append(str(error)))
    visit.page.goto(visit.address, wait_until="commit")
    try:
        expect(end(visit.page)).to_be_visible(timeout=SETTLE_MS)
        assert_readable(visit)
        if part in CHART or fault not in ("half", "altered"):  # else the program cannot help it
            assert thrown == []
    finally:
        host.mended.set()
    for _ in range(3):
        if works(visit):
            break
        press_what_is_offered(visit)
    assert works(visit)
    assert len(visit.make(3)) == 3


@pytest.mark.parametrize("fault", ["missing", "half", "altered"])
@pytest.mark.parametrize("part", ["score-views.js", "score.css", "package.zip"])
def test_a_section_that_came_damaged_is_told_and_mended_by_the_button_that_is_offered(
    serve: Callable[..., str], arrive: Open, part: str, fault: str
) -> None:
    host = FaultyHost(application(DIST), part, fault)
    visit = arrive(serve(host))
    visit.page.goto(visit.address)
    opened = Scores(visit)
    opened.field.fill("emma")
    opened.button.click()
    if part == "package.zip":
        expect(opened.row("emma", 5)).to_contain_text(TOLD[fault], timeout=BOOT_MS)
    else:
        expect(visit.page.locator("#score-fault")).to_contain_text("could not be loaded")
    host.mended.set()
    again = opened.region.get_by_role("button", name="Reload the page")
    if again.count():
        with visit.page.expect_navigation():
            again.click()
        opened.field.fill("emma")
    opened.button.click()
    expect(opened.letters("emma", 5)).to_have_count(5, timeout=BOOT_MS)


@pytest.mark.parametrize("fault", ["missing", "half", "altered", "hanging"])
def test_a_part_of_python_that_training_lacks_is_told_and_asked_for_again(
    serve: Callable[..., str], arrive: Open, fault: str
) -> None:
    host = FaultyHost(application(DIST), "package.zip", fault)
    visit = arrive(serve(host))
    visit.page.goto(visit.address)
    lab = Lab(visit)
    lab.opener.click()
    told = lab.region.get_by_text(TOLD[fault])
    expect(told).to_be_visible(timeout=BOOT_MS)
    assert len(visit.make(3)) == 3  # which needs nothing of it
    host.mended.set()
    lab.begin(training_steps=50)
    lab.wait_for_end()
    expect(told).to_have_count(0)


def end(page: Page) -> Locator:
    """What shows that the page has settled: it is ready, or it says what is wrong."""
    ready = page.get_by_role("status").filter(has_text=re.compile("^(Ready|Not ready)"))
    fault = page.locator(".fault").filter(visible=True)
    return ready.or_(fault).first


def assert_readable(visit: Visit) -> None:
    """Sentences for people: no error of a program, no name of a file."""
    page = visit.page
    told = page.locator(".fault, #status, #chart-fault").filter(visible=True).all_inner_texts()
    for text in told:
        assert not re.search(r"undefined|null|Error|\.js|\.wasm|token|JSON", text), text
        assert re.search(r"^Ready|\.$|^$|Try again$", text.strip()), text


def works(visit: Visit) -> bool:
    """Whether names can be made and the chart is drawn; waits for that, or for a button."""
    ready = visit.page.get_by_role("status").filter(has_text=re.compile("^Ready"))
    try:
        visit.page.locator("#curves").scroll_into_view_if_needed()
        for sign in (ready, visit.plot):
            expect(sign.or_(offered(visit)).first).to_be_visible()
    except (AssertionError, Error):  # nothing came, or the page is reloading
        return False
    return offered(visit).count() == 0


def offered(visit: Visit) -> Locator:
    return visit.page.locator("#retry, #renew, #chart-retry").filter(visible=True)


def press_what_is_offered(visit: Visit) -> None:
    """The button beside the sentence; where even that cannot be there, a reload with Shift held."""
    visit.page.wait_for_load_state()
    if offered(visit).count():
        offered(visit).first.click()
        expect(offered(visit)).to_have_count(0, timeout=SETTLE_MS)  # it acts, or the page goes
    else:
        session = visit.page.context.new_cdp_session(visit.page)
        session.send("Page.reload", {"ignoreCache": True})
        session.detach()
