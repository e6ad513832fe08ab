"""The small standard library, made by Pyodide itself and kept under .cache by what it is made of.

Pyodide's own library is source, and compiling what the page needs of it takes most of a boot.
"""

import shutil
import tempfile
from pathlib import Path

from tooling.paths import CACHE, NODE_MODULES
from tooling.report import run, say
from tooling.toolchain import digest
from tooling.tree import HASH_LENGTH
from tooling.wheel import Wheel

LIBRARY = "library.zip"
PROGRAMS = ("library.mjs", "library_in_pyodide.py", "full_library.py")


def build_library(directory: Path, wheel: Wheel, cache: Path = CACHE) -> str:
    """Write library.zip into the directory; return its build id, which it also carries inside."""
    here = Path(__file__).parent
    pyodide = NODE_MODULES / "pyodide"
    made_from = [(here / name).read_bytes() for name in PROGRAMS]
    made_from += [(pyodide / "package.json").read_bytes(), wheel.sha256.encode()]
    build_id = digest(*made_from)[:HASH_LENGTH]
    kept = cache / f"library-{build_id}.zip"
    if not kept.is_file():
        say("Compiling the standard library that the page needs …")
        with tempfile.TemporaryDirectory(dir=cache) as name:
            made = Path(name) / LIBRARY
            node = shutil.which("node") or "node"
            run(
                [node, here / "library.mjs", pyodide, wheel.path, build_id, made],
                "The small standard library could not be made by Pyodide in Node.js.",
            )
            made.replace(kept)
    shutil.copyfile(kept, directory / LIBRARY)
    return build_id
