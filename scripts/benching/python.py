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
    """One training step of step 5, on CPython and in Pyodide: both engines against the plain one of
    the tests, and the default one against its bare arithmetic."""
    with python_in_chromium() as pyodide:
        rows = []
        for where, run in (("CPython", native), ("Pyodide", pyodide.run)):
            goal = 20 if where == "CPython" else 15
            value = run(f"training({rounds}, 'value')")
            rows += [
                faster(f"training step, row engine, {where}", run(f"training({rounds})"), goal),
                faster(f"training step, value engine, {where}", value, 0.5),
                share(
                    f"training step / its bare arithmetic, {where}",
                    run(f"arithmetic({rounds})"),
                    1.25,
                ),
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
