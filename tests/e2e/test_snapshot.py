"""The snapshot that Python starts from: what a boot takes, and what follows if it does not fit.

How each kind of damage is found is a matter of `tests/web/snapshot.test.js`.
"""

import re

import pytest
from lib.browser import ensure_chromium
from playwright.sync_api import Playwright

from .conftest import PLAIN_HOST, Open
from .damage import altered, replaced_by
from .record import Record
from .visit import Visit

SNAPSHOT, LIBRARY, WHEEL = "snapshot.bin", "python_stdlib.zip", re.compile(r"\.whl\b")
# Pyodide leaves one of its functions out on these.
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15"
# Pyodide's own program, in a browser that adds a function more.
ONE_FUNCTION_MORE = """
import create from "./pyodide.asm.js?untouched";
export default async (settings) => {
  const module = await create(settings);
  module.wasmTable.grow(1);
  return module;
};
"""
# A Python that refuses to begin from its snapshot.
REFUSING = """
import { loadPyodide as load } from "./pyodide.js?untouched";
export * from "./pyodide.js?untouched";
export async function loadPyodide(options) {
  if (options._loadSnapshot) throw new Error("Python refuses to begin from a snapshot.");
  return load(options);
}
"""


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
def test_a_snapshot_that_does_not_fit_gives_way_to_a_plain_start_with_the_same_names(
    arrive: Open, ready: Visit
) -> None:
    visit = arrive()
    visit.page.context.route(f"**/{SNAPSHOT}", altered)
    names = assert_plain_start(visit, "Its content has changed on the way.")
    assert names == ready.make(20, seed=7)


@pytest.mark.parametrize("agent", [None, IPHONE], ids=["http", "iphone"])
def test_a_page_over_plain_http_and_an_iphone_take_the_snapshot_too(
    arrive: Open, address: str, agent: str | None
) -> None:
    visit = arrive(address.replace("127.0.0.1", PLAIN_HOST), user_agent=agent)
    said = said_by(visit)
    visit.page.goto(visit.address)
    assert len(visit.make(20)) == 20
    assert said == []


def test_a_browser_that_numbers_functions_in_another_way_gets_a_plain_start(arrive: Open) -> None:
    visit = arrive()
    more = replaced_by("pyodide.asm.js", ONE_FUNCTION_MORE)
    visit.page.context.route("**/pyodide.asm.js", more)
    assert_plain_start(visit, "This browser numbers functions in another way.")


def test_a_python_that_refuses_its_snapshot_gets_a_plain_start(arrive: Open) -> None:
    visit = arrive()
    visit.page.context.route("**/pyodide.js", replaced_by("pyodide.js", REFUSING))
    assert_plain_start(visit, "Python refuses to begin from a snapshot.")


def assert_plain_start(visit: Visit, reason: str) -> list[str]:
    """Names come all the same, and the console says in one sentence why the snapshot was left."""
    said = said_by(visit)
    visit.page.goto(visit.address)
    names = visit.make(20, seed=7)
    assert len(said) == 1
    assert reason in said[0]
    return names


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


def test_a_page_that_comes_back_from_the_browsers_cache_has_its_names_and_makes_more(
    playwright: Playwright, address: str
) -> None:
    # The whole browser keeps pages, once the driver's switch against it is left out.
    kept = {"ignore_default_args": ["--disable-back-forward-cache"]}
    with playwright.chromium.launch(executable_path=ensure_chromium(), **kept) as browser:
        visit = Visit(browser.new_page(), address, Record(browser.contexts[0], address))
        visit.page.add_init_script(
            "addEventListener('pageshow', (event) => { globalThis.cached = event.persisted; })"
        )
        visit.page.goto(visit.address)
        before = visit.make(5)
        visit.page.goto(f"{visit.address}icon-of-another-page")
        visit.page.go_back(wait_until="commit")  # a page from the cache has been loaded long ago
        visit.page.wait_for_function("() => globalThis.cached")
        assert visit.names() == before
        assert len(visit.make(5)) == 5
        assert visit.names() != before
