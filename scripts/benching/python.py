"""Training, sampling, memory and baking: the rows that are about Python."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from datetime import date

from tooling.browser import ensure_chromium
from tooling.paths import NODE_MODULES, ROOT

from benching.chromium import python_in_chromium
from benching.clicks import clicks
from benching.table import Row, faster, plain, share

MEMORY_STEPS = 10_000


def training(rounds: int) -> list[Row]:
    """One training step of step 5, on CPython and in Pyodide: the row engine against the plain
    one of the tests, against the value engine, and against its bare arithmetic."""
    rows = []
    with python_in_chromium() as pyodide:
        for where, run, goal in (("CPython", native, 20), ("Pyodide", pyodide.run, 15)):
            what = f"training step, {where}"
            rows += [
                faster(what, run(f"training({rounds})"), goal),
                faster(f"{what}, value engine", run(f"training({rounds}, 'row', 'value')"), 10),
                share(f"{what}, bare arithmetic", run(f"training({rounds}, 'row', 'bare')"), 1.25),
            ]
    return rows


def sampling(rounds: int) -> list[Row]:
    """One name against the plain engine, on CPython and in Pyodide."""
    with python_in_chromium() as pyodide:
        names = [
            faster("one name, CPython", native(f"sampling({rounds})"), 30),
            faster("one name, Pyodide", pyodide.run(f"sampling({rounds})"), 30),
        ]
    return names + clicks(rounds)


def memory(_: int) -> list[Row]:
    """What lives after a tenth of 10,000 training steps and at their end, in Pyodide."""
    with python_in_chromium() as pyodide:
        pyodide.run("memory(100)")
        before = pyodide.heap_bytes()
        alive = pyodide.run(f"memory({MEMORY_STEPS})")
        after = pyodide.heap_bytes()
    objects = f"{alive[0]:,} → {alive[-1]:,} objects"
    heap = f"{before / 1e6:.1f} → {after / 1e6:.1f} MB heap"
    return [plain(f"{MEMORY_STEPS:,} training steps, Pyodide", f"{objects}, {heap}", "± 10 %")]


def baking(_: int) -> list[Row]:
    """The whole bake, and the training steps per second of each step in it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(ROOT / "scripts/bake_weights.py"), "--out", folder]
        start = time.perf_counter()
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        seconds = time.perf_counter() - start
    rows = [plain("bake of all six steps", f"{seconds:.1f} s", "≤ 30 s")]
    speeds = re.findall(r"^(Step \d \w[\w ]*?) +\d+/\d+ .* ([\d,]+) steps/s$", done.stderr, re.M)
    return rows + [plain(f"bake, {step}", f"{speed} steps/s") for step, speed in sorted(speeds)]


def native(expression: str) -> list[tuple[float, float]]:
    """The value of an expression of pairs.py in a fresh CPython."""
    paths = [ROOT / "py", ROOT / "tests" / "py", ROOT / "scripts" / "benching"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}
    code = f"import json, pairs; print(json.dumps(pairs.{expression}))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
    )
    pairs: list[tuple[float, float]] = json.loads(done.stdout)
    return pairs


def versions() -> list[str]:
    """What the figures were measured with, and when."""
    browser = subprocess.run(
        [ensure_chromium(), "--version"], capture_output=True, text=True, check=False
    )
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    pyodide = json.loads((NODE_MODULES / "pyodide" / "package.json").read_text("utf-8"))["version"]
    return [
        f"{date.today().isoformat()}, {machine}",
        f"CPython {sys.version.split()[0]}, Pyodide {pyodide}, {browser.stdout.strip()}",
    ]
