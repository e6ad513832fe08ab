"""The Python of the page's own worker: exact, complete when asked, and open to micropip."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from lib.paths import PACKAGE
from microgpt.api import models, scoring
from microgpt.handles import Handles
from microgpt.places import baked_folder
from microgpt.slices import finish

from .conftest import Open
from .damage import altered, cut, missing, offline, replaced_by
from .visit import Visit

# Pyodide's own module, with one line added: the worker's Pyodide can be reached afterwards.
TAP = """
import { loadPyodide as load } from "./pyodide.js?untouched";
export * from "./pyodide.js?untouched";
export const loadPyodide = async (options) => (globalThis.tapped = await load(options));
"""
# Asks the worker as the page does, and resolves to all it answers. The page hears nothing of it:
# it knows no request with such a number.
ASK = """([method, params]) => new Promise((resolve) => {
  const id = (globalThis.lastAsked = (globalThis.lastAsked ?? 1e6) + 1);
  const heard = [];
  const plain = self.postMessage;
  self.postMessage = (message) => {
    if (message.id !== id) return plain.call(self, message);
    heard.push(message);
    if (message.type === "events") return;
    self.postMessage = plain;
    resolve(heard);
  };
  dispatchEvent(new MessageEvent("message", { data: { type: "request", id, method, params } }));
})"""
# The same for several at once, without parameters; resolves to the types of their last answers.
ASK_AT_ONCE = """(methods) => new Promise((resolve) => {
  const types = {};
  const plain = self.postMessage;
  self.postMessage = (message) => {
    if (!(message.id >= 2e6)) return plain.call(self, message);
    if (message.type !== "events") types[message.id - 2e6] = message.type;
    if (Object.keys(types).length < methods.length) return;
    self.postMessage = plain;
    resolve(Object.values(types));
  };
  methods.forEach((method, place) => {
    const data = { type: "request", id: 2e6 + place, method, params: {} };
    dispatchEvent(new MessageEvent("message", { data }));
  });
})"""
NAME = "kamon"


def tap(visit: Visit) -> None:
    visit.page.context.route("**/pyodide.js", replaced_by("pyodide.js", TAP))
    visit.page.goto(visit.address)
    visit.wait_until_ready()


@pytest.fixture(scope="module")
def tapped(open_visit: Open) -> Iterator[Visit]:
    """A worker whose Python is as the snapshot leaves it."""
    visit = open_visit()
    tap(visit)
    yield visit
    visit.page.context.close()


@pytest.fixture(scope="module")
def complete(open_visit: Open) -> Iterator[Visit]:
    """A worker whose Python has been completed."""
    visit = open_visit()
    tap(visit)
    assert ask(visit, "library.complete")[-1]["type"] == "reply"
    yield visit
    visit.page.context.close()


def ask(visit: Visit, method: str, **params: Any) -> list[dict[str, Any]]:
    """The messages by which the worker answers a request."""
    return visit.worker.evaluate(ASK, [method, params])


def run(visit: Visit, code: str) -> Any:
    """Run Python in the worker; what the code leaves as `answer` comes back through JSON."""
    program = f"{code}\nimport json\njson.dumps(answer)"
    return json.loads(visit.worker.evaluate("(code) => tapped.runPython(code)", program))


def run_async(visit: Visit, code: str) -> Any:
    """The same for code that awaits something."""
    program = f"{code}\nimport json\njson.dumps(answer)"
    return json.loads(visit.worker.evaluate("(code) => tapped.runPythonAsync(code)", program))


@pytest.mark.parametrize("step", range(6))
def test_a_loss_recomputed_in_the_browser_is_that_of_cpython(tapped: Visit, step: int) -> None:
    text = (baked_folder() / f"step{step}.json").read_text("utf-8")
    here = Handles()
    models.load(here, {"id": "copy", "text": text})
    expected = finish(scoring.score(here, {"model": "copy", "name": NAME}))
    assert ask(tapped, "models.load", id="copy", text=text)[-1]["reply"]["step"] == step
    there = ask(tapped, "scoring.score", model="copy", name=NAME)[-1]["reply"]
    assert there["loss"] == pytest.approx(expected["loss"], abs=1e-12, rel=0)
    assert [x["letter"] for x in there["letters"]] == [x["letter"] for x in expected["letters"]]
    for letter, twin in zip(there["letters"], expected["letters"]):
        assert letter["surprise"] == pytest.approx(twin["surprise"], abs=1e-12, rel=0)


def test_what_no_first_name_needs_comes_when_it_is_asked_for_once(open_visit: Open) -> None:
    visit = open_visit()
    tap(visit)
    assert len(visit.make(3)) == 3
    loaded = set(run(visit, "import sys\nanswer = list(sys.modules)"))
    assert not {"microgpt.train", "microgpt.run", "microgpt.score", "pathlib"} & loaded
    assert packages(visit) == 0
    methods = ["training.sizes", "training.survey", "scoring.held_out"]
    assert visit.worker.evaluate(ASK_AT_ONCE, methods) == ["reply"] * 3
    assert packages(visit) == 1
    names = [f"microgpt.api.{path.stem}" for path in PACKAGE.glob("api/[a-z]*.py")]
    code = f"import importlib\nanswer = [importlib.import_module(n).__name__ for n in {names}]"
    assert run(visit, code) == names
    visit.page.context.close()


def packages(visit: Visit) -> int:
    """How often the compiled package was asked for."""
    return sum("package.zip" in url for url in visit.record.requests)


@pytest.mark.parametrize("engine", ["row", "value"])
def test_training_in_the_browser_learns_the_losses_of_cpython(tapped: Visit, engine: str) -> None:
    assert ask(tapped, "training.sizes", step=5)[-1]["type"] == "reply"  # brings what trains
    code = f"""
from microgpt.names import read_names
from microgpt.steps import get_step
from microgpt.train import Trainer
trainer = Trainer(get_step(5), read_names(), engine={engine!r})
answer = [trainer.training_step() for _ in range(5)]
"""
    here: dict[str, Any] = {}
    exec(code, here)
    assert run(tapped, code) == pytest.approx(here["answer"], abs=1e-9, rel=0)


def test_once_the_package_is_whole_nothing_asks_the_network_for_anything(tapped: Visit) -> None:
    assert ask(tapped, "training.sizes", step=5)[-1]["type"] == "reply"
    before = len(tapped.record.requests)
    assert len(tapped.make(20)) == 20
    assert ask(tapped, "scoring.score", name=NAME)[-1]["type"] == "reply"
    assert "does not know" in ask(tapped, "scoring.score", name="é")[-1]["error"]["message"]
    assert len(tapped.record.requests) == before


def test_an_error_of_the_model_has_its_sentence_and_the_traceback_behind_it(tapped: Visit) -> None:
    error = ask(tapped, "models.describe", model="yours")[-1]["error"]
    assert error["name"] == "ValueError"
    assert error["message"] == "There is no model 'yours': open it first."
    assert "Traceback" in error["detail"]


def test_the_rest_of_python_comes_when_it_is_asked_for_once(complete: Visit) -> None:
    code = (
        "import statistics, decimal, pydoc, json.tool, collections.abc, asyncio\n"
        "answer = statistics.median([3, 1, 2])"
    )
    assert run(complete, code) == 2
    fetched = [url for url in complete.record.requests if "python_stdlib.zip" in url]
    assert len(fetched) == 1


@pytest.fixture(scope="module")
def incomplete(open_visit: Open) -> Iterator[Visit]:
    """A worker whose Python cannot be completed until the last test of it."""
    visit = open_visit()
    tap(visit)
    yield visit
    visit.page.context.close()


PARTS = {
    "wheel": ("library.complete", "**/*.whl*"),
    "library": ("library.complete", "**/python_stdlib.zip"),
    "package": ("scoring.held_out", "**/package.zip"),
}
DAMAGES = {
    "missing": (missing, "no longer on the server"),
    "cut": (cut, "arrived damaged; try again"),
    "altered": (altered, "arrived damaged; try again"),
    "offline": (offline, "try again when the network is back"),
}


@pytest.mark.provokes_errors
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_rest_that_cannot_be_used_is_told(incomplete: Visit, part: str, damage: str) -> None:
    (method, pattern), (fault, told) = PARTS[part], DAMAGES[damage]
    incomplete.page.context.route(pattern, fault)
    error = ask(incomplete, method)[-1]["error"]
    incomplete.page.context.unroute(pattern)
    assert told in error["message"]
    assert len(incomplete.make(3)) == 3


def test_a_rest_that_could_not_be_used_may_come_later(incomplete: Visit) -> None:
    assert ask(incomplete, "scoring.held_out")[-1]["type"] == "reply"
    assert ask(incomplete, "library.complete")[-1]["type"] == "reply"
    assert run(incomplete, "import statistics\nanswer = statistics.median([1, 2, 3])") == 2


@pytest.mark.parametrize("step", range(5))
def test_the_model_of_every_step_is_a_file_of_the_site(tapped: Visit, step: int) -> None:
    site = tapped.page.evaluate("JSON.parse(document.body.dataset.site)")
    file = site["models"][f"step{step}"]
    answer = tapped.page.context.request.get(tapped.address + file["url"])
    assert len(answer.body()) == file["bytes"]
    about = ask(tapped, "models.load", id=f"step{step}", text=answer.text())[-1]["reply"]
    assert about == models.describe(Handles(), {"model": f"step{step}"})
    names = ask(tapped, "generation.generate", model=f"step{step}", count=50, seed=1)
    origins = {event["origin"] for event in names[0]["events"] if "origin" in event}
    assert origins <= {"read", "listed", "new"}
    assert None not in origins


def test_a_module_of_no_library_is_still_missing(tapped: Visit) -> None:
    code = (
        "try:\n    import no_such_module\n"
        "except ModuleNotFoundError as error:\n    answer = error.name"
    )
    assert run(tapped, code) == "no_such_module"


def test_two_visitors_draw_different_random_numbers(open_visit: Open, tapped: Visit) -> None:
    other = open_visit()
    tap(other)
    code = "import os, random\nanswer = [random.random(), list(os.urandom(8))]"
    here, there = run(tapped, code), run(other, code)
    other.page.context.close()
    assert here[0] != there[0]
    assert here[1] != there[1]


def test_a_traceback_has_the_lines_of_the_package(complete: Visit) -> None:
    frames = run(
        complete,
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


def test_micropip_installs_the_wheel_in_the_worker_of_the_page(complete: Visit) -> None:
    site = complete.page.evaluate("JSON.parse(document.body.dataset.site)")
    wheel = complete.address + site["wheel"]["url"].split("?")[0]
    complete.worker.evaluate("() => tapped.loadPackage('micropip').then(() => null)")
    version = run_async(
        complete,
        f"import micropip\nawait micropip.install({wheel!r})\n"
        "from importlib.metadata import version\nanswer = version('microgpt')",
    )
    assert version == site["versions"]["package"]
    assert len(complete.make(3)) == 3


def test_modules_written_during_a_visit_keep_their_docstrings_and_assertions(
    tapped: Visit,
) -> None:
    code = """
import sys
with open("/tmp/written.py", "w") as file:
    file.write('''
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
