"""The toolchain: a virtual environment and npm packages, installed from the lock files.

Python is all that is needed: Node.js comes with the packages of requirements.lock. Both installs
leave a stamp with the hash of what they were made from, so that a second run starts no installer
and uses no network.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from lib.paths import NODE_LOCK, NODE_MODULES, PYTHON_LOCK, ROOT, VENV
from lib.report import Problem, run, say

VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def enter() -> None:
    """Make the toolchain complete, then continue this very script inside .venv."""
    if inside_venv():
        ensure_node_modules()
        return
    if os.environ.pop("MICROGPT_ENTERED", None):
        raise Problem("The virtual environment .venv is broken: delete it and run this again.")
    ensure_venv()
    os.environ["MICROGPT_ENTERED"] = "1"
    command = [str(VENV_PYTHON), *sys.argv]
    sys.stdout.flush()
    if os.name == "nt":  # there, exec would return to the prompt at once: wait for a child
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def inside_venv() -> bool:
    """Whether this process is the one `enter` started: it runs in .venv, which is up to date."""
    return Path(sys.prefix).resolve() == VENV.resolve() and stamp_matches(VENV, venv_stamp())


def ensure_venv() -> None:
    """Create .venv and install requirements.lock into it, unless that was done before."""
    stamp = venv_stamp()
    if stamp_matches(VENV, stamp):
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise Problem(
            "This Python cannot create a virtual environment because its module ensurepip is "
            "missing: install it (Debian and Ubuntu: apt-get install python3-venv), then run this "
            "again."
        )
    say("Creating the virtual environment .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    base = getattr(sys, "_base_executable", sys.executable)
    run([base, "-m", "venv", VENV], "The virtual environment .venv could not be created.")
    say("Installing Python packages from requirements.lock …")
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(
        [*pip, "--only-binary=:all:", "--require-hashes", "-r", PYTHON_LOCK],
        "The Python packages could not be installed: is the network reachable?",
    )
    write_stamp(VENV, stamp)


def ensure_node_modules() -> None:
    """Run `npm ci`, unless node_modules was made from this very package-lock.json."""
    stamp = digest(NODE_LOCK.read_bytes(), (ROOT / "package.json").read_bytes())
    if stamp_matches(NODE_MODULES, stamp):
        return
    from lib.node import NODE, NPM  # needs what .venv holds

    say("Installing npm packages from package-lock.json …")
    run(
        [NODE, NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        "The npm packages could not be installed: is the network reachable?",
    )
    write_stamp(NODE_MODULES, stamp)


def venv_stamp() -> str:
    """A virtual environment belongs to one lock, one Python and one place on the disk."""
    base = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
    return digest(PYTHON_LOCK.read_bytes(), sys.version.encode(), base.encode(), bytes(VENV))


def digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def stamp_matches(directory: Path, stamp: str) -> bool:
    try:
        return (directory / ".stamp").read_text("utf-8") == stamp
    except OSError:
        return False


def write_stamp(directory: Path, stamp: str) -> None:
    (directory / ".stamp").write_text(stamp, "utf-8")
