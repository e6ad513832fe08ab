"""One browser and one server for all tests; a page that is ready is shared by those that only read.

After every test: no error in the console, no request to another origin. Tests that break things
on purpose carry the mark `provokes_errors`, which excuses the console and nothing else.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from lib.browser import windowless_chromium
from lib.paths import CURVES, DIST, PACKAGE
from playwright.sync_api import Browser, Playwright, Route, expect, sync_playwright
from website import site
from website.server import App, application, serving

from .lab import Lab
from .record import Record
from .visit import Visit

DESKTOP = {"width": 1280, "height": 900}
PATIENCE_MS = 20_000  # a bound, not a requirement: machines that run tests are busy
PLAIN_HOST = "classroom.test"  # a name without https, where browsers offer less than on localhost
Open = Callable[..., Visit]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "provokes_errors: the console may show errors")


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serve the built site, on a port of its own, as a good static host does."""
    site.build()
    with ExitStack() as servers:

        def start(app: App | None = None) -> str:
            """Returns the address."""
            return servers.enter_context(serving(app or application(DIST)))

        yield start


@pytest.fixture(scope="session")
def address(serve: Callable[..., str]) -> str:
    return serve()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    names = f"--host-resolver-rules=MAP {PLAIN_HOST} 127.0.0.1"
    options = {
        "executable_path": windowless_chromium(),
        "args": [names],
    }
    with playwright.chromium.launch(**options) as browser:
        yield browser


@pytest.fixture(scope="session")
def open_visit(browser: Browser, address: str, records: list[Record]) -> Iterator[Open]:
    """A visit in a fresh profile that has not gone anywhere yet. The caller closes it."""

    def start(at: str = address, **options: Any) -> Visit:
        context = browser.new_context(**{"viewport": DESKTOP, **options})
        context.set_default_timeout(PATIENCE_MS)
        records.append(Record(context, at))
        return Visit(context.new_page(), at, records[-1])

    return start


@pytest.fixture
def arrive(open_visit: Open) -> Iterator[Open]:
    """The same for one test, for those that prepare their visit: closed when the test ends."""
    visits: list[Visit] = []

    def start(*where: str, **options: Any) -> Visit:
        visits.append(open_visit(*where, **options))
        return visits[-1]

    yield start
    for visit in visits:
        visit.page.context.close()


@pytest.fixture(scope="session")
def modelless(open_visit: Open) -> Iterator[Visit]:
    visit = open_visit()
    visit.page.context.route("**/worker.js*", say_nothing)
    yield visit
    visit.page.context.close()


@pytest.fixture
def still(modelless: Visit) -> Visit:
    """A page just loaded whose worker never says a word: everything but the model is there."""
    modelless.page.mouse.move(0, 0)
    modelless.page.goto(modelless.address)
    modelless.curves.scroll_into_view_if_needed()  # the chart comes when it is looked at
    expect(modelless.plot).to_be_visible()
    modelless.page.evaluate("scrollTo(0, 0)")
    return modelless


def say_nothing(route: Route) -> None:
    route.fulfill(body="", content_type="text/javascript")


@pytest.fixture(scope="session")
def ready(open_visit: Open) -> Iterator[Visit]:
    """The page with the model loaded, shared by all tests that leave it as it was."""
    visit = open_visit()
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    yield visit
    visit.page.context.close()


@pytest.fixture(scope="module")
def open_lab(open_visit: Open) -> Iterator[Lab]:
    visit = open_visit()
    visit.page.goto(visit.address)
    yield Lab(visit).open()
    visit.page.context.close()


@pytest.fixture
def lab(open_lab: Lab) -> Iterator[Lab]:
    """The laboratory, shared by all tests that leave it without runs and with the page's names."""
    yield open_lab
    open_lab.remove_all()
    if open_lab.button("Free all settings").is_visible():
        open_lab.button("Free all settings").click()
    if open_lab.button("Use the list of this page").is_visible():
        open_lab.button("Use the list of this page").click()
    open_lab.enter(step=5, training_steps=1000, training_seed=42)


@pytest.fixture(scope="session")
def records() -> list[Record]:
    return []


@pytest.fixture(autouse=True)
def quiet(request: pytest.FixtureRequest, records: list[Record]) -> Iterator[None]:
    """No console error and no request to another origin, whichever pages a test has used."""
    yield
    errors = [error for record in records for error in record.errors]
    strangers = [url for record in records for url in record.strangers()]
    for record in records:
        record.errors.clear()
    assert strangers == []
    assert errors == [] or request.node.get_closest_marker("provokes_errors")


@pytest.fixture(scope="session")
def curves() -> dict[str, Any]:
    return json.loads(CURVES.read_text("utf-8"))


@pytest.fixture(scope="session")
def training_names() -> frozenset[str]:
    return frozenset((PACKAGE / "data" / "names.txt").read_text("utf-8").split())
