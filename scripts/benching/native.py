"""CPython, for benchmarks of Python outside the browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from lib.paths import ROOT

PATHS = [ROOT / "py", ROOT / "tests" / "py", ROOT / "scripts" / "benching"]


def native(expression: str) -> list[tuple[float, float]]:
    """The value of an expression of pairs.py in a fresh process."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, PATHS))}
    code = f"import json, pairs; print(json.dumps(pairs.{expression}))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
    )
    pairs: list[tuple[float, float]] = json.loads(done.stdout)
    return pairs
