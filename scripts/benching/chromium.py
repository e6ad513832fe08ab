"""A real Chromium, and the site's own Pyodide and wheel in it, for benchmarks of Python there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lib.browser import ensure_chromium
from lib.paths import DIST, ROOT
from lib.report import Problem
from playwright.sync_api import Page, sync_playwright
from website.server import application, serving

START_PYTHON = """
async ({pyodide, wheel, files}) => {
  const {loadPyodide} = await import(pyodide + "pyodide.js");
  const {default: createPyodideModule} = await import(pyodide + "pyodide.asm.js");
  globalThis.python = await loadPyodide({indexURL: pyodide, createPyodideModule});
  const bytes = new Uint8Array(await (await fetch(wheel)).arrayBuffer());
  python.unpackArchive(bytes, "wheel");
  for (const [name, text] of Object.entries(files)) python.FS.writeFile(name, text);
  python.runPython("import sys; sys.path.append('.')");
}
"""
FILES = ("scripts/benching/pairs.py", "tests/py/bare.py", "tests/py/plain.py")


@contextmanager
def page_of_the_site() -> Iterator[tuple[Page, str]]:
    """A blank tab and the address of the built site while the block runs."""
    with (
        serving(application(DIST)) as url,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=ensure_chromium()) as browser,
    ):
        yield browser.new_page(), url


@contextmanager
def python_in_chromium() -> Iterator[Python]:
    """Python in a browser while the block runs, with the files that benchmarks need."""
    with page_of_the_site() as (page, url):
        yield Python(page, url)


class Python:
    """Pyodide with the wheel installed, on a blank page of the site."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.set_default_timeout(600_000)
        page.goto(url + "blank")  # not found, but of the site's origin
        site = addresses()
        files = [ROOT / name for name in FILES]
        page.evaluate(
            START_PYTHON,
            {
                "pyodide": url + site["pyodide"],
                "wheel": url + site["wheel"]["url"],
                "files": {path.name: path.read_text("utf-8") for path in files},
            },
        )

    def run(self, expression: str) -> Any:
        """The value of an expression of pairs.py, as plain data."""
        code = f"import json, pairs; json.dumps(pairs.{expression})"
        return json.loads(self.page.evaluate("(code) => python.runPython(code)", code))

    def heap_bytes(self) -> int:
        """The size of the WebAssembly memory."""
        size: int = self.page.evaluate("() => python._module.HEAPU8.length")
        return size


def addresses() -> Any:
    """Where things lie in the built site, as its page is told."""
    page = (DIST / "index.html").read_text("utf-8")
    found = re.search(r"data-site='([^']*)'", page)
    if not found:
        raise Problem("dist/index.html is not a page of this project: run scripts/build.py.")
    return json.loads(found.group(1))
