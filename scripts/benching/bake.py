"""How long does the whole bake take, and how fast is each step in it?"""

import re
import subprocess
import sys
import tempfile
import time

from lib.paths import ROOT

from benching.goals import Row, single

SPEED = re.compile(r"^(Step \d [\w ]+?)  .*?([\d,]+) training steps a second", re.M)


def bake(_: int) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(ROOT / "scripts/bake_weights.py"), "--out", folder]
        start = time.perf_counter()
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        seconds = time.perf_counter() - start
    speeds = ((step, float(speed.replace(",", ""))) for step, speed in SPEED.findall(done.stdout))
    rows = [single(f"bake, {step}", [speed], "training steps/s") for step, speed in sorted(speeds)]
    return [single("bake of all six steps", [seconds], "s"), *rows]
