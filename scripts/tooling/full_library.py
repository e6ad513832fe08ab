"""Runs inside Pyodide, as a module of the small library: fetches the full one when it is missed.

The small library holds what the page needs up to its first name. The first import of anything
else puts the full library in its place, and every later import finds it there.
"""

import importlib
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any
from zipfile import ZipFile

LIBRARY = Path("/lib/python314.zip")
SITE_PACKAGES = "/lib/python3.14/site-packages"
LEFT_OUT: frozenset[str] = frozenset()  # the build fills in the modules that only the full one has


class FullLibrary:
    """A finder that is asked when all ordinary ones have failed, and that helps once."""

    def __init__(self, fetch: Callable[[], Any]) -> None:
        self.fetch = fetch

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module's place in the full library; None for what is not part of it."""
        if name not in LEFT_OUT:
            return None
        data = self.fetch().to_bytes()
        sys.meta_path.remove(self)  # only now: a fetch that fails may be tried again
        LIBRARY.write_bytes(data)
        importlib.invalidate_caches()
        return PathFinder.find_spec(name, path, target)


def place_bytecode() -> None:
    """Put the package's bytecode where Python looks for it, to check it against the source."""
    with ZipFile(LIBRARY) as small:
        for name in small.namelist():
            if name.startswith("microgpt/"):
                small.extract(name, SITE_PACKAGES)


def install(fetch: Callable[[], Any]) -> None:
    """Ask `fetch`, a blocking function of JavaScript, for the full library when it is missed."""
    place = sys.meta_path.index(PathFinder) + 1  # before Pyodide explains that a module is missing
    sys.meta_path.insert(place, FullLibrary(fetch))
    place_bytecode()
