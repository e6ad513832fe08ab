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
from pathlib import Path

NAMES = ["ada", "bo", "cleo", "dorit", "emilia", "frieder", "georgina", "heliodora", "iphigeneia"]


def use_the_package() -> None:
    """Import all of it, for its files do not come along; make names, score and train a little, so
    that compiled code and baked weights are there and the interpreter is warm."""
    import microgpt
    from microgpt.handles import Handles
    from microgpt.jobs import start
    from microgpt.steps import STEPS
    from microgpt.train import Trainer

    root = Path(microgpt.__file__ or "").parent
    for path in sorted([*root.glob("*.py"), *root.glob("api/*.py")]):
        name = path.relative_to(root.parent).with_suffix("").as_posix().replace("/", ".")
        if path.stem not in ("__init__", "__main__"):
            import_module(name)
    handles = Handles()
    for seed in range(10):
        list(start(handles, "generation.generate", {"count": 5, "seed": seed}))
    for method, params in (
        ("models.about", {}),
        ("models.describe", {}),
        ("scoring.score", {"name": "emma"}),
    ):
        list(start(handles, method, params))
    for step in STEPS:
        trainer = Trainer(step, NAMES, num_steps=len(NAMES))
        list(trainer.training_steps())


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
