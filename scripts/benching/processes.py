"""Names a second of a training: the pure-Python package, and PyTorch on one process and more."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

from lib import report
from lib.paths import ROOT
from scaling import pytorch

from benching.goals import Row, faster

SPEED = ROOT / "scripts" / "scaling" / "speed.py"
TORCHRUN = ["-m", "torch.distributed.run", "--standalone"]
BATCH = 64
# By width, the training steps of the package, of PyTorch with one name and with a batch.
STEPS = {2: (400, 300, 200), 16: (150, 300, 200), 64: (15, 150, 60)}
SHARE = 512  # names for each process: enough to outweigh the exchange of gradients
SHARED = {16: 60, 64: 20}  # by width, training steps
PROCESSES = [2**n for n in range(1, 7) if 2**n <= (os.cpu_count() or 1)]

Way = tuple[object, ...]  # the arguments of scaling/speed.py
Question = tuple[str, Way, Way, int]  # two ways, the first with so many processes


def scale(rounds: int) -> list[Row]:
    """How many times as many names a second each way reads, round by round."""
    python = pytorch.python()
    return [
        faster(
            f"{what}: a name",
            [
                (1 / names_a_second(python, ours, processes), 1 / names_a_second(python, reference))
                for _ in range(rounds)
            ],
        )
        for what, ours, reference, processes in questions()
    ]


def questions() -> Iterator[Question]:
    """PyTorch against the package, then more processes against one, each with a batch."""
    for width, (package, single, many) in STEPS.items():
        alone = ("package", width, package)
        yield f"width {width}, batch 1", ("pytorch", width, single), alone, 1
        yield f"width {width}, batch {BATCH}", ("pytorch", width, many, BATCH), alone, 1
    for width, steps in SHARED.items():
        for processes in PROCESSES:
            ours = ("pytorch", width, steps, SHARE * processes)
            what = f"width {width}, {processes} processes with {SHARE} names each"
            yield what, ours, ("pytorch", width, steps, SHARE), processes


def names_a_second(python: str, way: Way, processes: int = 1) -> float:
    """What `scaling/speed.py` says; raises Problem with its sentence where it fails."""
    start = [] if processes == 1 else [*TORCHRUN, f"--nproc-per-node={processes}"]
    command = [python, *start, str(SPEED), *map(str, way)]
    quiet = {**os.environ, "OMP_NUM_THREADS": "1"}  # else torchrun talks of it
    done = subprocess.run(command, env=quiet, check=False, capture_output=True, text=True)
    if done.returncode:
        said = done.stdout.splitlines() or done.stderr.splitlines()[-1:]
        raise report.Problem(said[0] if said else f"{SPEED.name} has failed without a word.")
    return float(done.stdout)
