"""Run every check of the project, the cheapest first, and stop at the first that fails.

    python scripts/test.py             all of them, in this order
    python scripts/test.py lint unit   only these

lint   ruff on the Python files, eslint on the JavaScript files
types  mypy on the Python files, tsc on the JavaScript files
unit   pytest on the package and the build, node on the modules of the page
e2e    the built site in a real Chromium
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed, but this is " + sys.version.split()[0] + ".")

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tooling import browser, report, toolchain, vendor
from tooling.paths import CACHE, NODE_MODULES, ROOT

NODE_MINIMUM = (20, 19)  # of eslint; the site itself is content with an older one
Command = list[str]
PYTEST = [sys.executable, "-m", "pytest", "--maxfail=5", "-rs"]


def lint() -> Iterator[Command]:
    ruff = [sys.executable, "-m", "ruff"]
    yield [*ruff, "check", "--quiet"]
    yield [*ruff, "format", "--check", "--quiet"]
    yield [*node("eslint/bin/eslint.js"), "--max-warnings=0", "."]


def types() -> Iterator[Command]:
    yield [sys.executable, "-m", "mypy", "--no-error-summary"]
    yield node("typescript/bin/tsc")


def unit() -> Iterator[Command]:
    yield [*node(), "--test", "--test-reporter=spec", *web_tests()]
    yield PYTEST


def e2e() -> Iterator[Command]:
    yield [sys.executable, "scripts/build.py"]
    os.environ[browser.VARIABLE] = browser.ensure_chromium()
    yield [*PYTEST, "tests/e2e"]


STAGES: dict[str, Callable[[], Iterator[Command]]] = {
    "lint": lint,
    "types": types,
    "unit": unit,
    "e2e": e2e,
}


def main() -> int:
    chosen = parse_stages(sys.argv[1:])
    toolchain.enter(NODE_MINIMUM)
    CACHE.mkdir(exist_ok=True)
    vendor.fill()  # tsc wants its types, and the tests of the modules what they import
    start = time.monotonic()
    for stage in chosen:
        for command in STAGES[stage]():
            report.say(f"[{time.monotonic() - start:3.0f} s] {stage}: {shown(command)}")
            report.run(command, f"Stage {stage} failed: {shown(command)}", quiet=False)
    return 0


def parse_stages(words: list[str]) -> list[str]:
    if {"-h", "--help"} & set(words):
        report.say(__doc__ or "")
        sys.exit(0)
    for word in words:
        if word not in STAGES:
            raise report.Problem(f"{word!r} is no stage: choose from {', '.join(STAGES)}.", 2)
    return [stage for stage in STAGES if stage in words or not words]


def node(program: str | None = None) -> Command:
    """Node with a program from node_modules; `.bin` is avoided because it differs on Windows."""
    words = [shutil.which("node") or "node"]
    return [*words, str(NODE_MODULES / program)] if program else words


def web_tests() -> Command:
    """Named one by one, because Node versions differ in what they make of a directory."""
    found = sorted((ROOT / "tests" / "web").rglob("*.test.*js"))
    if not found:
        raise report.Problem("tests/web holds no *.test.js: is the checkout complete?")
    return [str(path.relative_to(ROOT)) for path in found]


def shown(command: Command) -> str:
    """A command as a reader would type it; long lists of files are cut."""
    program = Path(command[0])
    inside = program.is_relative_to(ROOT)
    words = [str(program.relative_to(ROOT)) if inside else program.name, *command[1:]]
    words = [word.replace(f"{ROOT}{os.sep}", "") for word in words]
    return " ".join(words if len(words) <= 8 else [*words[:7], "…"])


if __name__ == "__main__":
    report.finish(main)
