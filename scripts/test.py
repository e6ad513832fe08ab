"""Run every check of the project, the cheapest first, and stop at the first that fails.

    python scripts/test.py             all but scale and browsers, in this order
    python scripts/test.py lint unit   only these
    python scripts/test.py --all       these too, and in every stage the tests that take long

lint      ruff on the Python files, eslint on the JavaScript files
types     mypy on the Python files, tsc on the JavaScript files
unit      pytest on the package and the build, node on the modules of the page
e2e       the built site in a real Chromium
scale     the training in PyTorch, which it fetches first, against the package
browsers  the core of e2e in the Firefox and the WebKitGTK of Debian
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed, but this is " + sys.version.split()[0] + ".")

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from lib import report, toolchain
from lib.paths import CACHE, NODE_MODULES, ROOT

Command = list[str | Path]
# A worker a core, as long as memory lasts.
PYTEST: Command = [sys.executable, "-m", "pytest", "--maxfail=5", "-rs", "--quiet"]
PYTEST += ["--numprocesses=auto", "--maxprocesses=4"]
QUICKLY = ["--dist=loadfile", "-m", "not exhaustive"]  # tests of one file share what they set up
EXHAUSTIVELY = ["--dist=worksteal"]  # a file of long tests is for all workers


def lint(_pytest: Command) -> Iterator[Command]:
    ruff = [sys.executable, "-m", "ruff"]
    yield [*ruff, "check", "--quiet"]
    yield [*ruff, "format", "--check", "--quiet"]
    yield [*node("eslint/bin/eslint.js"), "--max-warnings=0", "."]


def types(_pytest: Command) -> Iterator[Command]:
    yield [sys.executable, "-m", "mypy", "--no-error-summary"]
    yield node("typescript/bin/tsc")


def unit(pytest: Command) -> Iterator[Command]:
    yield [*node(), "--test", "--test-reporter=dot", "--test-timeout=60000", *web_tests()]
    yield pytest


def e2e(pytest: Command) -> Iterator[Command]:
    from lib.browser import windowless_chromium

    yield [sys.executable, "scripts/build.py"]
    chromium = windowless_chromium()  # here, because the workers would all install it
    if os.name != "nt":  # there, it would open a window instead of naming its version
        yield [chromium, "--version"]
    yield [*pytest, "tests/e2e"]


def scale(pytest: Command) -> Iterator[Command]:
    from scaling import pytorch

    pytorch.python()  # here, because the workers would all install it
    yield [*pytest, "tests/scale", "scripts/scaling/plan.py"]


def browsers(pytest: Command) -> Iterator[Command]:
    from lib.engines import ensure_engines

    yield [sys.executable, "scripts/build.py"]
    ensure_engines()
    # One browser after the other, each with the machine to itself.
    yield [*pytest, "--numprocesses=0", "tests/browsers"]


UNUSUAL = ("scale", "browsers")  # they need more than the core does
STAGES: dict[str, Callable[[Command], Iterator[Command]]] = {
    "lint": lint,
    "types": types,
    "unit": unit,
    "e2e": e2e,
    "scale": scale,
    "browsers": browsers,
}


def main() -> int:
    chosen, exhaustively = parse()
    pytest = [*PYTEST, *(EXHAUSTIVELY if exhaustively else QUICKLY)]
    toolchain.enter()
    CACHE.mkdir(exist_ok=True)
    start = time.monotonic()
    for stage in chosen:
        for command in STAGES[stage](pytest):
            report.say(f"[{time.monotonic() - start:3.0f} s] {stage}: {shown(command)}")
            report.run(command, f"Stage {stage} failed: {shown(command)}", quiet=False)
    report.say(f"[{time.monotonic() - start:3.0f} s] All is well.")
    return 0


def parse() -> tuple[list[str], bool]:
    """The stages to run, and whether the tests that take long are among them."""
    parser = report.Parser(__doc__)
    parser.add_argument("stages", nargs="*", metavar="STAGE", help=" ".join(STAGES))
    parser.add_argument("--all", action="store_true", help="the tests that take long as well")
    options = parser.parse_args()
    for word in options.stages:
        if word not in STAGES:
            raise report.Problem(f"{word!r} is no stage: choose from {', '.join(STAGES)}.", 2)
    usual = [stage for stage in STAGES if stage not in UNUSUAL or options.all]
    return [stage for stage in STAGES if stage in (options.stages or usual)], options.all


def node(program: str | None = None) -> Command:
    """Node with a program from node_modules; `.bin` is avoided because it differs on Windows."""
    from lib.node import NODE

    return [NODE, NODE_MODULES / program] if program else [NODE]


def web_tests() -> Command:
    """Named one by one, because Node versions differ in what they make of a directory."""
    found = sorted((ROOT / "tests" / "web").rglob("*.test.*js"))
    if not found:
        raise report.Problem("tests/web holds no *.test.js: is the checkout complete?")
    return [path.relative_to(ROOT) for path in found]


def shown(command: Command) -> str:
    """A command as a reader would type it; long lists of files are cut."""
    program = Path(command[0]).name
    words = [program, *(str(word).replace(f"{ROOT}{os.sep}", "") for word in command[1:])]
    return " ".join(words if len(words) <= 8 else [*words[:7], "…"])


if __name__ == "__main__":
    report.finish(main)
