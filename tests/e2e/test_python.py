"""The Python of the page's own worker: complete, exact, and open to micropip."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from microgpt.api import models, scoring
from microgpt.checkpoint import baked_folder
from microgpt.handles import Handles
from tooling.paths import PACKAGE

from .conftest import Open
from .damage import Fault, altered, missing
from .visit import Visit

# Pyodide's own module, with one line added: the worker's Pyodide can be reached afterwards.
TAP = """
import { loadPyodide as load } from "./pyodide.mjs?untouched";
export * from "./pyodide.mjs?untouched";
export const loadPyodide = async (options) => (globalThis.tapped = await load(options));
"""
NAME = "kamon"


@pytest.fixture(scope="module")
def tapped(open_visit: Open) -> Iterator[Visit]:
    visit = open_visit()
    script = {"body": TAP, "content_type": "text/javascript"}
    visit.page.context.route("**/pyodide.mjs", lambda route: route.fulfill(**script))
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    yield visit
    visit.page.context.close()


def run(visit: Visit, code: str) -> Any:
    """Run Python in the worker; what the code leaves as `answer` comes back through JSON."""
    program = f"{code}\nimport json\njson.dumps(answer)"
    return json.loads(visit.worker.evaluate("(code) => tapped.runPythonAsync(code)", program))


@pytest.mark.parametrize("step", range(6))
def test_a_loss_recomputed_in_the_browser_is_that_of_cpython(tapped: Visit, step: int) -> None:
    text = (baked_folder() / f"step{step}.json").read_text("utf-8")
    params = {"step": step, "name": NAME}
    here = Handles()
    models.load(here, {"text": text})
    there = run(
        tapped,
        "from microgpt.api import models, scoring\n"
        "from microgpt.handles import Handles\n"
        f"handles = Handles()\nmodels.load(handles, {{'text': {text!r}}})\n"
        f"answer = scoring.score(handles, {params!r})",
    )
    expected = scoring.score(here, params)
    assert there["loss"] == pytest.approx(expected["loss"], abs=1e-12, rel=0)
    assert [x["letter"] for x in there["letters"]] == [x["letter"] for x in expected["letters"]]
    for letter, twin in zip(there["letters"], expected["letters"]):
        assert letter["surprise"] == pytest.approx(twin["surprise"], abs=1e-12, rel=0)


def test_modules_that_the_snapshot_leaves_out_come_with_the_full_library_once(
    tapped: Visit,
) -> None:
    code = (
        "import statistics, decimal, pydoc, json.tool, collections.abc\n"
        "answer = statistics.median([3, 1, 2])"
    )
    assert run(tapped, code) == 2
    assert sum(url.endswith("python_stdlib.zip") for url in tapped.record.requests) == 1


@pytest.mark.provokes_errors
@pytest.mark.parametrize("pattern", ["**/*.whl*", "**/python_stdlib.zip"], ids=["wheel", "library"])
@pytest.mark.parametrize("damage", [missing, altered], ids=["missing", "altered"])
def test_what_cannot_be_used_is_told_at_the_first_need_and_may_come_later(
    open_visit: Open, pattern: str, damage: Fault
) -> None:
    visit = open_visit()
    script = {"body": TAP, "content_type": "text/javascript"}
    visit.page.context.route("**/pyodide.mjs", lambda route: route.fulfill(**script))
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    visit.page.context.route(pattern, damage)
    told = visit.worker.evaluate("() => tapped.runPythonAsync('').catch((e) => e.message)")
    assert re.search(r"could not be loaded\.|not the Python that this page was built with\.", told)
    visit.page.context.unroute(pattern)
    assert run(visit, "import statistics\nanswer = statistics.median([1, 2, 3])") == 2
    assert len(visit.make(3)) == 3
    visit.page.context.close()


@pytest.mark.parametrize("step", range(6))
def test_every_step_can_be_had_though_the_snapshot_holds_one(tapped: Visit, step: int) -> None:
    code = (
        "from microgpt.api import models\nfrom microgpt.handles import Handles\n"
        f"answer = models.describe(Handles(), {{'step': {step}}})"
    )
    assert run(tapped, code) == models.describe(Handles(), {"step": step})


def test_a_module_of_no_library_is_still_missing(tapped: Visit) -> None:
    code = (
        "try:\n    import no_such_module\n"
        "except ModuleNotFoundError as error:\n    answer = error.name"
    )
    assert run(tapped, code) == "no_such_module"


def test_two_visitors_draw_different_random_numbers(open_visit: Open, tapped: Visit) -> None:
    other = open_visit()
    script = {"body": TAP, "content_type": "text/javascript"}
    other.page.context.route("**/pyodide.mjs", lambda route: route.fulfill(**script))
    other.page.goto(other.address)
    other.wait_until_ready()
    code = "import os, random\nanswer = [random.random(), list(os.urandom(8))]"
    here, there = run(tapped, code), run(other, code)
    other.page.context.close()
    assert here[0] != there[0]
    assert here[1] != there[1]


def test_a_traceback_has_the_lines_of_the_package(tapped: Visit) -> None:
    frames = run(
        tapped,
        "import traceback\n"
        "from microgpt import checkpoint\n"
        "try:\n    checkpoint.parse('{')\n"
        "except ValueError as error:\n"
        "    frames = traceback.extract_tb(error.__traceback__)\n"
        "    answer = [(f.filename, f.lineno, f.line) for f in frames]",
    )
    own = [frame for frame in frames if "/microgpt/" in frame[0]]
    assert len(own) >= 2
    for file, number, line in own:
        source = (PACKAGE / file.split("/microgpt/")[1]).read_text("utf-8").split("\n")
        assert line == source[number - 1].strip()


def test_micropip_installs_the_wheel_in_the_worker_of_the_page(tapped: Visit) -> None:
    site = tapped.page.evaluate("JSON.parse(document.documentElement.dataset.site)")
    wheel = tapped.address + site["wheel"]["url"].split("?")[0]
    tapped.worker.evaluate("() => tapped.loadPackage('micropip').then(() => null)")
    version = run(
        tapped,
        f"import micropip\nawait micropip.install({wheel!r})\n"
        "from importlib.metadata import version\nanswer = version('microgpt')",
    )
    assert version == site["versions"]["package"]
    assert len(tapped.make(3)) == 3


def test_modules_written_during_a_visit_keep_their_docstrings_and_assertions(
    tapped: Visit,
) -> None:
    code = """
import pathlib, sys
pathlib.Path("/tmp/written.py").write_text('''
"Says what it is."
failed = False
try:
    assert False
except AssertionError:
    failed = True
''')
sys.path.insert(0, "/tmp")
import written
answer = [written.__doc__, written.failed]
"""
    assert run(tapped, code) == ["Says what it is.", True]
