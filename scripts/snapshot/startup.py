"""Runs inside Pyodide while a snapshot is made, as sitecustomize: what is never to be loaded.

Pyodide imports modules that the page does not use up to its first name. Where importing them
would pull in half of the standard library, a shell stands in their place from the beginning; what
Pyodide's own start asks of them, they have.
"""

import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any

from dormant import SITE_PACKAGES, Dormant


class Place(Exception):
    """A path that JavaScript may ask for its text: a str would have become one of its own."""


def nothing(*_: object) -> None:
    """Stands for functions of Pyodide's start that a snapshot makes needless."""


def webloop(module: ModuleType) -> None:
    """The event loop; the reference to JavaScript has its place in Pyodide's snapshots."""
    from pyodide_js._api import scheduleCallback

    vars(module).update(scheduleCallback=scheduleCallback, _initialize_event_loop=nothing)


def package_loader(module: ModuleType) -> None:
    """The installer of wheels; JavaScript reads the two places."""
    from pyodide_js import loadedPackages

    vars(module).update(
        SITE_PACKAGES=Place(SITE_PACKAGES),
        DSO_DIR=Place(SITE_PACKAGES.replace("site-packages", "lib-dynload")),
        loadedPackages=loadedPackages,
        init_loaded_packages=nothing,
    )


def docstring(module: ModuleType) -> None:
    """The docstrings of Pyodide's functions, left out like all the others."""
    vars(module).update(get_cmeth_docstring=lambda _: "")


SHELLS: dict[str, Callable[[ModuleType], None]] = {
    "asyncio": nothing,
    "pyodide.webloop": webloop,
    "pyodide._package_loader": package_loader,
    "_pyodide.docstring": docstring,
}


class Shell(Loader):
    """Makes a sleeping module, and gives its spec back the loader that will wake it."""

    def __init__(self, loader: Loader | None) -> None:
        self.loader = loader

    def exec_module(self, module: ModuleType) -> None:
        assert module.__spec__
        module.__spec__.loader = module.__loader__ = self.loader
        SHELLS[module.__name__](module)
        module.__class__ = Dormant


class Shells:
    """The finder of the modules that are to be shells."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in SHELLS else None
        if spec:
            spec.loader = Shell(spec.loader)
        return spec


def without_docstrings(_: object, source: Any, path: Any, **__: object) -> Any:
    return compile(source, path, "exec", dont_inherit=True, optimize=2)


SourceFileLoader.source_to_code = without_docstrings  # type: ignore[method-assign, assignment]
sys.meta_path.insert(0, Shells())
