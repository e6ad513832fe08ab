"""micropip: any page with Pyodide in it can install the wheel from here."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from lib.paths import DIST
from website.server import application

from .command import generate
from .conftest import Open

GENERATE = """
import micropip
await micropip.install(address)
from microgpt.api.generation import generate
from microgpt.handles import Handles
names = [event["name"] for event in generate(Handles(), {"seed": 7}) if "name" in event]
"\\n".join(names)
"""
PAGE = '<!doctype html><link rel="icon" href="data:,"><title>Any page with Pyodide</title>'
INSTALL = """async ([pyodide, wheel, code]) => {
  const { loadPyodide } = await import(`${pyodide}pyodide.js`);
  const { default: createPyodideModule } = await import(`${pyodide}pyodide.asm.js`);
  const python = await loadPyodide({ indexURL: pyodide, createPyodideModule });
  await python.loadPackage("micropip");
  python.globals.set("address", wheel);
  return python.runPythonAsync(code);
}"""


def test_a_pyodide_page_of_another_origin_installs_the_wheel_and_makes_the_same_names(
    serve: Callable[..., str], address: str, arrive: Open, tmp_path: Path
) -> None:
    data = re.search(r"data-site='([^']+)'", (DIST / "index.html").read_text("utf-8"))[1]
    site = json.loads(data.replace("&#34;", '"'))
    shutil.copytree(DIST / "pyodide", tmp_path / "pyodide")
    (tmp_path / "index.html").write_text(PAGE)
    visit = arrive(serve(application(tmp_path)))
    visit.record.origins.add(address.removesuffix("/"))
    visit.page.goto(visit.address)
    wheel = address + site["wheel"]["url"].split("?")[0]
    python = visit.address + site["pyodide"]
    names = visit.page.evaluate(INSTALL, [python, wheel, GENERATE])
    assert names.split() == generate(seed=7)
