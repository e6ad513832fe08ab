"""Runs inside Pyodide, as a module of the snapshot: modules of the package that it leaves out.

Python imports them from a zip of all its modules, once that has come.
"""

import importlib


def lacks(method: str) -> bool:
    """Whether the module of `microgpt.api` that a method belongs to cannot be imported yet."""
    try:
        importlib.import_module(f"microgpt.api.{method.partition('.')[0]}")
    except ModuleNotFoundError:
        return True
    return False


def bring(archive: str) -> None:
    """Have Python look for modules of the package in the zip, too."""
    for name in ("microgpt", "microgpt.api"):
        package = importlib.import_module(name)
        package.__path__.append(f"{archive}/{name.replace('.', '/')}")
