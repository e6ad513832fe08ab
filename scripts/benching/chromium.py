"""A real Chromium with the site's own Pyodide and wheel in it, for benchmarks of Python there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from tooling.browser import ensure_chromium, launch_arguments
from tooling.link import Link
from tooling.paths import DIST, ROOT
from tooling.report import Problem
from tooling.server import SiteServer, make_server

START_PYTHON = """
async ({pyodide, wheel, files}) => {
  const {loadPyodide} = await import(pyodide + "pyodide.mjs");
  globalThis.python = await loadPyodide({indexURL: pyodide});
  const bytes = new Uint8Array(await (await fetch(wheel)).arrayBuffer());
  python.unpackArchive(bytes, "wheel");
  for (const [name, text] of Object.entries(files)) python.FS.writeFile(name, text);
  python.runPython("import sys; sys.path.append('.')");
}
"""


def addresses(dist: Path) -> Any:
    """Where things lie in the built site, as its page is told."""
    page = (dist / "index.html").read_text("utf-8")
    found = re.search(r"data-site='([^']*)'", page)
    if not found:
        raise Problem("dist/index.html is not a page of this project: run scripts/build.py.")
    return json.loads(found.group(1))


@contextmanager
def serving(directory: Path, throttle: Link | None = None) -> Iterator[SiteServer]:
    """A server of the directory while the block runs."""
    with make_server(directory, throttle=throttle) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser while the block runs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=ensure_chromium(), args=launch_arguments()
        )
        try:
            yield browser
        finally:
            browser.close()


class Python:
    """Pyodide with the wheel installed, on a blank page of the site."""

    def __init__(self, page: Page, url: str, files: list[Path]) -> None:
        self.page = page
        page.set_default_timeout(600_000)
        page.goto(url + "blank")  # not found, but of the site's origin
        site = addresses(DIST)
        page.evaluate(
            START_PYTHON,
            {
                "pyodide": url + site["pyodide"],
                "wheel": url + site["wheel"]["url"],
                "files": {path.name: path.read_text("utf-8") for path in files},
            },
        )

    def run(self, expression: str) -> Any:
        """The value of a Python expression, as plain data."""
        code = f"import json, pairs; json.dumps(pairs.{expression})"
        return json.loads(self.page.evaluate("(code) => python.runPython(code)", code))

    def heap_bytes(self) -> int:
        """The size of the WebAssembly memory."""
        size: int = self.page.evaluate("() => python._module.HEAPU8.length")
        return size


@contextmanager
def python_in_chromium() -> Iterator[Python]:
    """Python in a browser while the block runs, with the files that benchmarks need."""
    files = [
        ROOT / "scripts/benching/pairs.py",
        ROOT / "scripts/benching/bare.py",
        ROOT / "tests/py/plain.py",
    ]
    with serving(DIST) as server, chromium() as browser:
        yield Python(browser.new_page(), server.url, files)
