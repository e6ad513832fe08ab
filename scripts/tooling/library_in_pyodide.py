"""Runs inside Pyodide, at build time: makes the small library, a zip of bytecode.

`library.mjs` starts it with the package installed and calls `small_library`.
"""

import hashlib
import io
import sys
import zipfile
from importlib import _bootstrap_external  # the only way to a .pyc as bytes
from importlib.util import source_hash
from pathlib import Path

from microgpt.session import Session

FULL = "/lib/python314.zip"
SITE_PACKAGES = "/lib/python3.14/site-packages"
DATE = (2020, 2, 2, 0, 0, 0)


def use_the_package() -> None:
    """What the page does up to its first name, so that all it imports is in sys.modules."""
    hashlib.sha256().hexdigest()  # how the page checks the wheel
    session = Session()
    session.about()
    list(session.generate({"step": 5, "count": 1, "seed": 1}))


def used_files() -> list[str]:
    """The files of the standard library in use, as paths inside the zip."""
    specs = (getattr(module, "__spec__", None) for module in list(sys.modules.values()))
    origins = {str(spec.origin) for spec in specs if spec}
    return sorted(path.removeprefix(f"{FULL}/") for path in origins if path.startswith(FULL))


def module_name(file: str) -> str:
    """The name under which a file of the zip is imported."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def bytecode(path: str, source: bytes, checked: bool = False) -> bytes:
    """A .pyc; if checked, Python compares it with the source's hash before every use."""
    code = compile(source, path, "exec", dont_inherit=True)
    compiled: bytes = vars(_bootstrap_external)["_code_to_hash_pyc"](
        code, source_hash(source), checked
    )
    return compiled


def package_bytecode() -> dict[str, bytes]:
    """The modules of the package in use: file name in the zip -> .pyc, checked with the wheel's."""
    files = [Path(str(module.__file__)) for name, module in sys.modules.items() if own(name)]
    return {
        f"microgpt/__pycache__/{file.stem}.{sys.implementation.cache_tag}.pyc": bytecode(
            f"{SITE_PACKAGES}/microgpt/{file.name}", file.read_bytes(), checked=True
        )
        for file in sorted(files)
    }


def own(name: str) -> bool:
    """Whether a module is of the package."""
    return name.partition(".")[0] == "microgpt"


def small_library(build_id: str, full_library: str) -> bytes:
    """The zip: stored, not deflated, for it travels compressed and is then read faster.

    It carries the id as its comment, and a module from the source given.
    """
    use_the_package()
    result = io.BytesIO()
    with zipfile.ZipFile(FULL) as full, zipfile.ZipFile(result, "w") as small:
        sources = {name: full.read(name) for name in used_files()}
        left_out = sorted(map(module_name, set(full.namelist()) - set(sources)))
        filled_in = f"{full_library}\nLEFT_OUT = frozenset({left_out!r})\n"
        sources["full_library.py"] = filled_in.encode()
        for name, source in sources.items():
            compiled = bytecode(f"{FULL}/{name}", source)
            small.writestr(zipfile.ZipInfo(f"{name}c", DATE), compiled)
        for name, compiled in package_bytecode().items():
            small.writestr(zipfile.ZipInfo(name, DATE), compiled)
        small.comment = build_id.encode()
    return result.getvalue()
