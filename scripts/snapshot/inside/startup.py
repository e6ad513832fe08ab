"""Runs inside Pyodide while a snapshot is made, as sitecustomize: makes the shells of `shells.py`.

A shell has what Pyodide's own start asks of its module, and nothing else.
"""

import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

from shells import NAMES, SITE_PACKAGES


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
    """The docstrings of JavaScript's methods."""
    vars(module).update(get_cmeth_docstring=lambda _: "")


MAKERS: dict[str, Callable[[ModuleType], None]] = dict(
    zip(NAMES, (nothing, webloop, package_loader, docstring), strict=True)
)


class ShellLoader(Loader):
    """Makes a shell, and gives its spec the ordinary loader, by which it is filled later."""

    def __init__(self, ordinary: Loader | None) -> None:
        self.ordinary = ordinary

    def exec_module(self, module: ModuleType) -> None:
        assert module.__spec__
        module.__spec__.loader = module.__loader__ = self.ordinary
        MAKERS[module.__name__](module)


class ShellFinder:
    """Finds the modules that become shells."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in MAKERS else None
        if spec:
            spec.loader = ShellLoader(spec.loader)
        return spec


sys.meta_path.insert(0, ShellFinder())
