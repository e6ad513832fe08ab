"""Hosts that know few types, frames that forbid much, browsers that speak no language."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from benching.line import Line
from lib.paths import DIST
from playwright.sync_api import expect
from website.server import App, application

from .conftest import Open

KNOWN = (".html", ".js", ".css", ".json", ".wasm", ".svg")
# Read as bytes, whatever type they come with; or for people who look for them.
DATA = (".bin", ".zip", ".whl", ".woff2", ".png", ".txt")
FRAME = """<!doctype html><title>A course</title>
<link rel="icon" href="data:,">
<iframe title="microGPT" sandbox="allow-scripts allow-same-origin" src="site/"
  width="1000" height="800"></iframe>"""


def ignorant(app: App, unknown: str) -> App:
    """A host that sends this type for all but the types that every host knows."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"]

        def retyped(status: str, headers: list[tuple[str, str]]) -> Any:
            if not path.endswith((*KNOWN, "/")) or path.endswith(".wasm"):
                kept = [pair for pair in headers if pair[0] != "Content-Type"]
                return start_response(status, [*kept, ("Content-Type", unknown)])
            return start_response(status, headers)

        return app(environ, retyped)

    return answer


@pytest.mark.parametrize("unknown", ["application/octet-stream", "text/plain"])
def test_a_host_that_knows_few_types_serves_names(
    serve: Callable[..., str], arrive: Open, unknown: str
) -> None:
    visit = arrive(serve(ignorant(application(DIST), unknown)))
    visit.page.goto(visit.address)
    assert len(visit.make(5)) == 5
    expect(visit.plot).to_be_visible()


def strict(app: App) -> App:
    """A host with a rule of its own: scripts come from files."""
    rule = ("Content-Security-Policy", "script-src 'self' 'wasm-unsafe-eval'")

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        def ruled(status: str, headers: list[tuple[str, str]]) -> Any:
            return start_response(status, [*headers, rule])

        return app(environ, ruled)

    return answer


@pytest.mark.provokes_errors  # the browser says in the console what it has not run
def test_a_host_that_allows_no_script_in_the_page_itself_serves_names(
    serve: Callable[..., str], arrive: Open
) -> None:
    visit = arrive(serve(Line(strict(application(DIST)), latency_seconds=0.1)))
    visit.page.goto(visit.address)
    assert len(visit.make(5)) == 5


def test_the_site_ships_no_program_whose_type_a_host_must_guess() -> None:
    kinds = {path.suffix for path in DIST.rglob("*") if path.is_file()}
    assert kinds <= {*KNOWN, *DATA, ".br", ".gz"}


@pytest.mark.parametrize("press", ["click", "Enter"])
def test_a_sandboxed_frame_makes_names(
    serve: Callable[..., str], arrive: Open, tmp_path: Path, press: str
) -> None:
    (tmp_path / "index.html").write_text(FRAME)
    (tmp_path / "site").symlink_to(DIST)
    visit = arrive(serve(application(tmp_path)))
    visit.page.goto(visit.address)
    frame = visit.page.frame_locator("iframe")
    if press == "click":
        frame.get_by_role("button", name="Generate", exact=True).click()
    else:
        frame.get_by_role("textbox", name="Temperature").press("Enter")
    expect(frame.get_by_role("list", name="Generated names").locator("li")).to_have_count(
        20, timeout=60_000
    )


def test_the_chart_does_not_die_of_a_language_tag(arrive: Open) -> None:
    visit = arrive()
    visit.page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'language', { get: () => 'C' })"
    )
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    expect(visit.plot).to_be_visible()
