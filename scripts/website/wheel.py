"""The wheel: py/microgpt as the one file that pip installs and the page loads."""

import hashlib
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lib.paths import ROOT
from lib.report import Problem
from lib.tree import HASH_LENGTH

# 2 February 2020: every date inside the wheel, so that the same files give the same bytes.
DATE = "1580601600"


@dataclass(frozen=True)
class Wheel:
    path: Path
    version: str
    sha256: str
    bytes: int

    @property
    def address(self) -> str:
        """Where the page finds it: a stable name, and a query that changes with the content."""
        return f"{self.path.name}?{self.sha256[:HASH_LENGTH]}"

    def source(self, module: str) -> str:
        """The text of a module as it stands in the wheel."""
        try:
            return zipfile.Path(self.path, f"microgpt/{module}").read_text("utf-8")
        except FileNotFoundError:
            raise Problem(f"The package has no module {module}, which the page shows.") from None


def build_wheel(directory: Path, root: Path = ROOT) -> Wheel:
    """Build the wheel of the project in `root` into `directory`, without using the network."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    done = subprocess.run(
        [*command, "--directory", str(directory)],
        cwd=root,
        env={**os.environ, "SOURCE_DATE_EPOCH": DATE},
        capture_output=True,
        text=True,
        check=False,
    )
    built = sorted(directory.glob("*.whl"))
    if done.returncode or len(built) != 1:
        print(done.stdout + done.stderr, file=sys.stderr)
        raise Problem("The wheel could not be built from pyproject.toml and py/microgpt.")
    content = built[0].read_bytes()
    version = built[0].name.split("-")[1]
    return Wheel(built[0], version, hashlib.sha256(content).hexdigest(), len(content))
