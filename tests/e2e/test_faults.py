"""What can go wrong on the way: one visible sentence each, and a way to try again."""

import re
import threading

import pytest
from playwright.sync_api import Route, expect

from .conftest import Open
from .damage import Fault, a_page_instead, altered, cut, missing, offline
from .visit import BOOT_MS, Visit

pytestmark = pytest.mark.provokes_errors


FAULTS: list[tuple[str, Fault]] = [
    ("**/*.asm.wasm", missing),
    ("**/*.asm.wasm", cut),
    ("**/*.asm.wasm", a_page_instead),
    ("**/*.asm.wasm", offline),
    ("**/pyodide.js", missing),
    ("**/pyodide.asm.js", missing),
    ("**/pyodide-lock.json", missing),
]

# What only a start without the snapshot needs.
PLAIN: list[tuple[str, Fault]] = [
    ("**/*.whl*", missing),
    ("**/*.whl*", altered),
    ("**/python_stdlib.zip", missing),
    ("**/python_stdlib.zip", cut),
]

# One of each kind: a module, a file that Pyodide fetches, the worker itself.
MENDED: list[tuple[str, Fault]] = [
    ("**/pyodide.asm.js", missing),
    ("**/*.asm.wasm", cut),
    ("**/worker.js*", offline),
]


@pytest.mark.parametrize(("pattern", "fault"), FAULTS)
def test_a_file_that_fails_is_told(arrive: Open, pattern: str, fault: Fault) -> None:
    visit = arrive()
    visit.page.context.route(pattern, fault)
    visit.page.goto(visit.address)
    visit.generate.click()
    expect(visit.retry).to_be_visible(timeout=BOOT_MS)
    assert_told(visit)


@pytest.mark.parametrize("fault", [missing, offline])
def test_a_worker_that_does_not_come_is_told_by_its_error_not_by_its_silence(
    arrive: Open, fault: Fault
) -> None:
    visit = arrive()
    visit.page.context.route("**/worker.js*", fault)
    visit.page.goto(visit.address)
    expect(visit.retry).to_be_visible(timeout=BOOT_MS)
    expect(visit.status).to_contain_text("could not be loaded or started")
    assert_told(visit)


@pytest.mark.parametrize(("pattern", "fault"), PLAIN)
def test_a_file_that_fails_without_the_snapshot_is_told(
    arrive: Open, pattern: str, fault: Fault
) -> None:
    visit = arrive()
    visit.page.context.route("**/snapshot.bin", missing)
    visit.page.context.route(pattern, fault)
    visit.page.goto(visit.address)
    visit.generate.click()
    expect(visit.retry).to_be_visible(timeout=BOOT_MS)
    assert_told(visit)


@pytest.mark.parametrize(("pattern", "fault"), MENDED)
def test_what_was_asked_for_is_made_once_the_fault_is_mended(
    arrive: Open, pattern: str, fault: Fault
) -> None:
    visit = arrive()
    held: list[Route] = []
    mended = threading.Event()
    # The route stays: one that is taken away may leave a request of the next boot hanging.
    visit.page.context.route(
        pattern, lambda route: route.continue_() if mended.is_set() else held.append(route)
    )
    visit.page.goto(visit.address)
    visit.enter(7, seed=7)
    visit.generate.click()  # while the boot is under way: after it, this would start another
    expect(visit.status).to_have_text(re.compile("your names follow"))
    for route in held:
        fault(route)
    expect(visit.retry).to_be_visible(timeout=BOOT_MS)
    mended.set()
    visit.retry.click()
    assert len(visit.wait_for_names(7)) == 7
    assert visit.seed() == 7


def assert_told(visit: Visit) -> None:
    """The status is visible, says at least a sentence, and does not claim to be ready."""
    expect(visit.status).to_be_visible()
    # Polled: a click that comes after the failure starts the boot again.
    expect(visit.status).to_have_text(re.compile(r"^(?!Ready).*\w+ \w+ \w+.*\.$"))
    assert not re.search("undefined|null|Object", visit.status.inner_text())
    expect(visit.items).to_have_count(0)
    expect(visit.plot).to_be_visible()
