"""Runs inside Pyodide, at build time: the standard library as bytecode, a zip of .pyc files.

A snapshot is made with it, because compiling leaves holes in the memory, and a docstring that
nobody reads on the way to the first name takes its room.
"""

import io
import zipfile
from importlib import _bootstrap_external  # the only way to a .pyc as bytes
from importlib.util import source_hash

FULL = "/lib/python314.zip"
DATE = (2020, 2, 2, 0, 0, 0)


def bytecode(path: str, source: bytes) -> bytes:
    """A .pyc without docstrings and assertions."""
    code = compile(source, path, "exec", dont_inherit=True, optimize=2)
    compiled: bytes = vars(_bootstrap_external)["_code_to_hash_pyc"](
        code, source_hash(source), False
    )
    return compiled


def library() -> bytes:
    """The zip: stored, not deflated, so that nothing need be unpacked."""
    result = io.BytesIO()
    with zipfile.ZipFile(FULL) as full, zipfile.ZipFile(result, "w") as compiled:
        for name in sorted(full.namelist()):
            if name.endswith(".py"):
                pyc = bytecode(f"{FULL}/{name}", full.read(name))
                compiled.writestr(zipfile.ZipInfo(f"{name}c", DATE), pyc)
    return result.getvalue()
