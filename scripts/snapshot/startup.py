"""Runs inside Pyodide while a snapshot is made, as sitecustomize: what is loaded in another way.

Pyodide imports modules that the page does not use up to its first name. Where importing them
would pull in half of the standard library, a shell stands in their place from the beginning; what
Pyodide's own start asks of them, they have. The package leaves its docstrings behind.
"""

import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType

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


def shell(module: ModuleType) -> None:
    """Make a sleeping module."""
    SHELLS[module.__name__](module)
    module.__class__ = Dormant


def without_docstrings(module: ModuleType) -> None:
    """Run the source of a module of the package, docstrings and assertions left out."""
    assert isinstance(module.__loader__, SourceFileLoader)
    path = module.__loader__.path
    source = module.__loader__.get_data(path)
    exec(compile(source, path, "exec", dont_inherit=True, optimize=2), vars(module))


class Once(Loader):
    """Makes a module in a way of its own, and gives its spec the ordinary loader for later."""

    def __init__(self, make: Callable[[ModuleType], None], loader: Loader | None) -> None:
        self.make = make
        self.loader = loader

    def exec_module(self, module: ModuleType) -> None:
        assert module.__spec__
        module.__spec__.loader = module.__loader__ = self.loader
        self.make(module)


class Finder:
    """Finds the modules that are not to be loaded as usual."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        own = name.partition(".")[0] == "microgpt"
        make = shell if name in SHELLS else without_docstrings if own else None
        spec = PathFinder.find_spec(name, path, target) if make else None
        if spec and make:
            spec.loader = Once(make, spec.loader)
        return spec


sys.meta_path.insert(0, Finder())
