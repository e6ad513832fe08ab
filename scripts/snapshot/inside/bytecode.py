"""Runs inside Pyodide, at build time: the standard library as bytecode, a zip of .pyc files.

A snapshot is made with it, because compiling leaves holes in the memory; and a start without the
snapshot takes it, because compiling is most of such a start.
"""

import io
import zipfile
from importlib import _bootstrap_external  # the only way to a .pyc as bytes
from importlib.util import source_hash

FULL = "/lib/python314.zip"
DATE = (2020, 2, 2, 0, 0, 0)


def bytecode(path: str, source: bytes, level: int) -> bytes:
    """A .pyc of that level of optimization; 2 leaves out docstrings and assertions."""
    code = compile(source, path, "exec", dont_inherit=True, optimize=level)
    compiled: bytes = vars(_bootstrap_external)["_code_to_hash_pyc"](
        code, source_hash(source), False
    )
    return compiled


def library(level: int) -> bytes:
    """The zip: stored, not deflated, so that nothing need be unpacked."""
    result = io.BytesIO()
    with zipfile.ZipFile(FULL) as full, zipfile.ZipFile(result, "w") as compiled:
        for name in sorted(full.namelist()):
            if name.endswith(".py"):
                pyc = bytecode(f"{FULL}/{name}", full.read(name), level)
                compiled.writestr(zipfile.ZipInfo(f"{name}c", DATE), pyc)
    return result.getvalue()
