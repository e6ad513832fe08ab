"""Runs inside Pyodide, at the end of making a snapshot: leaves in memory what the page needs.

`snapshot.mjs` runs this file when Pyodide has started. The package has been used once by then, so
that the snapshot holds the weights and warm code; modules that are of no more use fall asleep.
"""

import gc
import io
import os
import random
import sys
import zipimport
from importlib.machinery import FileFinder
from types import FunctionType, ModuleType
from typing import Any

from dormant import Dormant, later

# What Pyodide's start has imported and a visit does not use before the first name. No function of
# theirs may be held by anybody else, or its globals would be gone; `check` sees to that.
ASLEEP = (
    "_colorize",
    "_opcode_metadata",
    "_pyodide._future_helper",
    "_pyodide.jsbind",
    "annotationlib",
    "codeop",
    "contextlib",
    "dis",
    "fnmatch",
    "glob",
    "hashlib",
    "inspect",
    "json",
    "json.decoder",
    "json.encoder",
    "json.scanner",
    "linecache",
    "ntpath",
    "opcode",
    "pathlib",
    "pathlib._os",
    "pyodide.code",
    "re._casefix",
    "re._compiler",
    "re._parser",
    "traceback",
    "weakref",
)
KEPT = {"inspect": ["iscoroutinefunction"]}  # functions of theirs that Pyodide has taken out
IDENTITY = ("__name__", "__spec__", "__loader__", "__package__", "__path__", "__file__")


def use_the_package() -> None:
    """What the page does up to its first names, often enough to warm up the interpreter."""
    from microgpt.api.jobs import start
    from microgpt.handles import Handles

    handles = Handles()
    for seed in range(10):
        list(start(handles, "generation.generate", {"count": 5, "seed": seed}))
    list(start(handles, "models.about", {}))
    list(start(handles, "models.describe", {}))


def put_to_sleep(module: ModuleType) -> set[str]:
    """Empty a module but for what it is, what lies in it and what is kept; return what it had."""
    contents = vars(module)
    had = set(contents)
    names = with_needs(contents, [*IDENTITY, *KEPT.get(module.__name__, [])])
    kept = {name: contents[name] for name in names if name in had}
    inner = {
        name: value
        for name, value in contents.items()
        if isinstance(value, ModuleType) and value.__name__ == f"{module.__name__}.{name}"
    }
    contents.clear()
    contents.update(kept | inner)
    module.__class__ = Dormant
    return had


def with_needs(contents: dict[str, Any], names: list[str]) -> set[str]:
    """The names, and those of all that the functions among them use."""
    found: set[str] = set()
    while names:
        name = names.pop()
        code = getattr(contents.get(name), "__code__", None)
        if name not in found and code:
            names += set(code.co_names) & set(contents)
        found.add(name)
    return found


def check(had: dict[str, set[str]]) -> None:
    """Refuse a sleeping module of which a living function would miss a global."""
    for function in gc.get_objects():
        if type(function) is not FunctionType:
            continue
        name = function.__globals__.get("__name__", "")
        used = set(function.__code__.co_names) & had.get(name, set())
        missing = used - set(function.__globals__)
        if missing and sys.modules.get(name).__dict__ is function.__globals__:
            raise SystemExit(f"{function.__qualname__} of {name} misses {', '.join(missing)}.")


def forget_annotations() -> None:
    """Drop what would compute the annotations of the functions there are: a seventh of all code."""
    drop = vars(FunctionType)["__annotate__"].__set__
    for function in gc.get_objects():
        if type(function) is FunctionType:
            drop(function, None)


def settle() -> None:
    """Everything, in this order."""
    use_the_package()
    del sys.modules["sitecustomize"]
    sys.meta_path.pop(0)
    sys.excepthook = sys.__excepthook__
    had = {name: put_to_sleep(sys.modules[name]) for name in ASLEEP}
    traceback = sys.modules["traceback"]
    vars(traceback)["print_exception"] = later(traceback, "print_exception")
    for files in vars(zipimport)["_zip_directory_cache"].values():
        files.clear()
    for finder in sys.path_importer_cache.values():
        if isinstance(finder, FileFinder):
            finder.invalidate_caches()
    del os.environ["PYTHONHASHSEED"]
    sys.path.remove("")  # Pyodide puts it there at every start
    vars(io.BufferedReader)["peek"](sys.stdin.buffer)  # zeros, over what else lies in its buffer
    sys.stdin.buffer.read()
    forget_annotations()
    random.seed(0)
    for _ in range(3):
        gc.collect()
    check(had)
    gc.freeze()  # what is here stays: no collection need look at it again


settle()
