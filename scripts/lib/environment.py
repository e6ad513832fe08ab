"""Environment: a virtual environment in the checkout, made from a lock file.

It keeps a stamp with the hash of what it was made from, so that a second run starts no installer
and uses no network.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from lib.paths import ROOT
from lib.report import Problem, run, say

ENTERED = "MICROGPT_ENTERED"  # tells a script the environment that it was to be started in
BINARIES = "Scripts/python.exe" if os.name == "nt" else "bin/python"


@dataclass(frozen=True)
class Environment:
    """A place for packages, the lock that names them, and how pip is to take them."""

    place: Path
    lock: Path
    pip_options: tuple[str, ...] = ()
    problem: str = "The Python packages could not be installed: is the network reachable?"
    explain: bool = True  # whether pip's own words come before the problem

    def __str__(self) -> str:
        return os.path.relpath(self.place, ROOT)

    @property
    def python(self) -> Path:
        return self.place / BINARIES

    def is_entered(self) -> bool:
        """Whether this process runs in it, and it is up to date."""
        return Path(sys.prefix).resolve() == self.place.resolve() and self.is_complete()

    def is_complete(self) -> bool:
        return stamp_matches(self.place, self.stamp())

    def enter(self) -> None:
        """Make it complete, then continue this very script inside it."""
        if os.environ.get(ENTERED) == str(self.place):
            raise Problem(
                f"The virtual environment {self} is broken: delete it and run this again."
            )
        self.ensure()
        os.environ[ENTERED] = str(self.place)
        command = [str(self.python), *sys.argv]
        sys.stdout.flush()
        if os.name == "nt":  # there, exec would return to the prompt at once: wait for a child
            sys.exit(subprocess.call(command))
        os.execv(command[0], command)

    def ensure(self) -> None:
        """Create it and install its lock, unless that was done before."""
        if self.is_complete():
            return
        missing = [name for name in ("ensurepip", "venv") if not importlib.util.find_spec(name)]
        if missing:
            raise Problem(
                "This Python cannot create a virtual environment because its module ensurepip is "
                "missing: install it (Debian and Ubuntu: apt-get install python3-venv), then run "
                "this again."
            )
        say(f"Creating the virtual environment {self} …")
        shutil.rmtree(self.place, ignore_errors=True)
        base = getattr(sys, "_base_executable", sys.executable)
        run(
            [base, "-m", "venv", self.place],
            f"The virtual environment {self} could not be created.",
        )
        say(f"Installing Python packages from {self.lock.name} …")
        pip: list[str | Path] = [
            self.python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]
        install = [*pip, "--only-binary=:all:", *self.pip_options, "-r", self.lock]
        run(install, self.problem, explain=self.explain)
        write_stamp(self.place, self.stamp())

    def stamp(self) -> str:
        """It belongs to one lock, one Python and one place on the disk."""
        base = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
        return digest(
            self.lock.read_bytes(), sys.version.encode(), base.encode(), bytes(self.place)
        )


def digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def stamp_matches(directory: Path, stamp: str) -> bool:
    try:
        return (directory / ".stamp").read_text("utf-8") == stamp
    except OSError:
        return False


def write_stamp(directory: Path, stamp: str) -> None:
    (directory / ".stamp").write_text(stamp, "utf-8")
