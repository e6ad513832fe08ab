"""What can go wrong on the way: one visible sentence each, and a way to try again."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect
from tooling.paths import DIST

from .conftest import Open
from .visit import BOOT_MS, Visit

pytestmark = pytest.mark.provokes_errors

Fault = Callable[[Route], None]


def file_of(route: Route) -> Path:
    """The file of the built site that a request asks for."""
    path = route.request.url.split("/", 3)[3]
    return DIST / path.split("?")[0]


def missing(route: Route) -> None:
    route.fulfill(status=404, body="Not found.")


def offline(route: Route) -> None:
    route.abort("internetdisconnected")


def cut(route: Route) -> None:
    content = file_of(route).read_bytes()
    route.fulfill(body=content[: len(content) // 2], content_type="application/octet-stream")


def altered(route: Route) -> None:
    """As long as it was, one byte in the middle another one."""
    content = bytearray(file_of(route).read_bytes())
    content[len(content) // 2] ^= 1
    route.fulfill(body=bytes(content), content_type="application/octet-stream")


def a_page_instead(route: Route) -> None:
    """What hosts do that answer every unknown address with the start page."""
    route.fulfill(body="<!doctype html><title>Home</title>", content_type="text/html")


FAULTS: list[tuple[str, Fault]] = [
    ("**/*.whl*", missing),
    ("**/*.whl*", altered),
    ("**/*.asm.wasm", missing),
    ("**/*.asm.wasm", cut),
    ("**/*.asm.wasm", a_page_instead),
    ("**/*.asm.wasm", offline),
    ("**/*stdlib*.zip", missing),
    ("**/*stdlib*.zip", cut),
    ("**/pyodide.mjs", missing),
    ("**/pyodide.asm.mjs", missing),
    ("**/pyodide-lock.json", missing),
    ("**/worker.js", missing),
    ("**/worker.js", offline),
    ("**/runtime.js", missing),
]

# One of each kind: a module, a file that Pyodide fetches, the worker itself.
MENDED: list[tuple[str, Fault]] = [
    ("**/pyodide.asm.mjs", missing),
    ("**/*.asm.wasm", cut),
    ("**/worker.js", offline),
]


@pytest.mark.parametrize(("pattern", "fault"), FAULTS)
def test_a_file_that_fails_is_told(arrive: Open, pattern: str, fault: Fault) -> None:
    visit = arrive()
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
    visit.page.context.route(pattern, fault)
    visit.page.goto(visit.address)
    visit.enter(7, seed=7)
    visit.generate.click()
    expect(visit.retry).to_be_visible(timeout=BOOT_MS)
    visit.page.context.unroute(pattern)
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
