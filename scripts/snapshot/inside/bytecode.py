"""Runs inside Pyodide, at build time: the modules of a zip as bytecode, a zip of .pyc files.

A snapshot is made with such zips, because compiling leaves holes in the memory; a start without the
snapshot takes the library's, because compiling is most of such a start; and what the snapshot left
out of the package is imported from the package's.
"""

import io
import zipfile
from importlib import _bootstrap_external  # the only way to a .pyc as bytes
from importlib.util import source_hash

DATE = (2020, 2, 2, 0, 0, 0)


def bytecode(path: str, source: bytes, level: int) -> bytes:
    """A .pyc of that level of optimization; 2 leaves out docstrings and assertions."""
    code = compile(source, path, "exec", dont_inherit=True, optimize=level)
    compiled: bytes = vars(_bootstrap_external)["_code_to_hash_pyc"](
        code, source_hash(source), False
    )
    return compiled


def compiled(archive: str, place: str, level: int) -> bytes:
    """The zip: stored, not deflated, so that nothing need be unpacked.

    `place` is where a traceback says that the modules lie.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(archive) as sources, zipfile.ZipFile(result, "w") as target:
        for name in sorted(sources.namelist()):
            if name.endswith(".py"):
                pyc = bytecode(f"{place}/{name}", sources.read(name), level)
                target.writestr(zipfile.ZipInfo(f"{name}c", DATE), pyc)
    return result.getvalue()
