"""Every test runs in each of the browsers, which stays open for all of them."""

from collections.abc import Iterator

import pytest
from lib.paths import DIST
from website import site
from website.server import application, serving

from .firefox import firefox
from .page import Page
from .webkit import webkit

BROWSERS = {"Firefox": firefox, "WebKitGTK": webkit}
VERSIONS = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[VERSIONS] = []


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    site.build()
    with serving(application(DIST)) as address:
        yield address


@pytest.fixture(scope="session", params=BROWSERS)
def page(request: pytest.FixtureRequest, address: str) -> Iterator[Page]:
    with BROWSERS[request.param]() as ask:
        found = ask("NewSession")["capabilities"]
        request.config.stash[VERSIONS].append(f"{request.param} {found['browserVersion']}")
        yield Page(ask, address)
        ask("DeleteSession")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    terminalreporter.write_line(f"Browsers: {', '.join(config.stash[VERSIONS])}")
