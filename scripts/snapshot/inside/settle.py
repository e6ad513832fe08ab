"""Runs inside Pyodide, at the end of making a snapshot: leaves in memory what the page needs.

`memory.mjs` runs this file when Pyodide has started.
"""

import gc
import io
import os
import random
import sys
import zipimport
from importlib import import_module
from importlib.machinery import FileFinder


def use_the_package() -> None:
    """Make names, so that compiled code and baked weights are there and the interpreter is warm."""
    import_module("absent")
    from microgpt.handles import Handles
    from microgpt.jobs import start

    handles = Handles()
    for seed in range(10):
        list(start(handles, "generation.generate", {"count": 5, "seed": seed}))
    for method in ("models.about", "models.describe"):
        list(start(handles, method, {}))


def settle() -> None:
    """Everything, in this order."""
    use_the_package()
    del sys.modules["sitecustomize"]
    sys.meta_path.pop(0)
    sys.excepthook = sys.__excepthook__
    for files in vars(zipimport)["_zip_directory_cache"].values():
        files.clear()
    for finder in sys.path_importer_cache.values():
        if isinstance(finder, FileFinder):
            finder.invalidate_caches()
    del os.environ["PYTHONHASHSEED"]
    sys.path.remove("")  # Pyodide puts it there at every start
    vars(io.BufferedReader)["peek"](sys.stdin.buffer)  # zeros, over what else lies in its buffer
    sys.stdin.buffer.read()
    random.seed(0)
    vars(sys)["_clear_internal_caches"]()
    for _ in range(3):
        gc.collect()
    gc.freeze()  # what is here stays: no collection need look at it again


settle()
