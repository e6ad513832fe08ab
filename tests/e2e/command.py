"""The command line of the package, run by the Python that runs the tests."""

import os
import subprocess
import sys
from typing import Any

from lib.paths import ROOT


def generate(**options: Any) -> list[str]:
    """What `python -m microgpt generate --seed 7 …` prints, from the checkout."""
    words = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    return microgpt("generate", *words).split()


def microgpt(*words: object) -> str:
    """What a command prints."""
    done = subprocess.run(
        [sys.executable, "-m", "microgpt", *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "py")},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
