"""PyTorch: the one that this Python has, or else one that is fetched for this alone."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version

from lib.environment import Environment
from lib.paths import CACHE, SCALE_LOCK
from lib.report import Problem, say

SERIES = "2.13."  # what the proofs were made with
PLACE = Environment(
    CACHE / "scale-venv",
    SCALE_LOCK,
    ("--retries=1", "--timeout=20"),
    problem=f"PyTorch {SERIES}0 could not be installed",
    explain=False,
)
SIZE = (
    "PyTorch has to be fetched: about 200 MB, and 900 MB on the disk. Where pip finds the build "
    "for GPUs, as it does on Linux by default, it is 3 GB, and 7 GB on the disk."
)


def enter() -> None:
    """Go on where PyTorch is at hand, if need be in an environment made for it.

    Raises Problem where it is not there and cannot be fetched.
    """
    if is_suitable():
        return
    if PLACE.is_entered():
        raise Problem(f"PyTorch in {PLACE} is broken: delete that folder and run this again.")
    if not PLACE.is_complete():
        say(SIZE)
    try:
        PLACE.enter()
    except Problem as problem:
        if str(problem) != PLACE.problem:
            raise
        raise Problem(
            f"{problem}: connect to the network, or use a Python that has torch {SERIES}x, with "
            "NumPy.",
            2,
        ) from problem


def is_suitable() -> bool:
    """Whether this Python has a PyTorch of the series, and what that passes objects with."""
    try:
        version("numpy")
        return version("torch").startswith(SERIES)
    except PackageNotFoundError:
        return False


def python() -> str:
    """The Python that has PyTorch: this one, or that of the environment, which is made now."""
    if is_suitable():
        return sys.executable
    if not PLACE.is_complete():
        say(SIZE)
    PLACE.ensure()
    return str(PLACE.python)
