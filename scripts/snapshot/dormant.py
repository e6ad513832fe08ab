"""Runs inside Pyodide, as a module of the snapshot: modules that sleep until somebody uses them.

The snapshot holds the code that runs up to the first name. Every other module that Pyodide has
imported on its way stands there as an empty shell. Its first use, or the first import of a module
that is not there at all, fetches the rest (the full standard library and the package's wheel) and
fills it in. So Python is complete, and nobody waits for what he does not use.
"""

import importlib
import io
import random
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

LIBRARY = "/lib/python314.zip"
SITE_PACKAGES = "/lib/python3.14/site-packages"
# Python's event loop in the browser: the two modules are of use only together.
EVENT_LOOP = ("asyncio", "pyodide.webloop")
OWN = {"microgpt", "pyodide", "_pyodide"}  # of these, too, the rest has modules

fetch_rest: Callable[[], Any] | None = None  # until it has been called
expected: tuple[str, ...] = ()  # the SHA-256 of the library and of the wheel


# A module asleep: whoever asks for an attribute that it does not have wakes it. (As a docstring,
# this would be taken for the module's own.)
class Dormant(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name == "__path__":  # only asked whether it is a package; then it would have one
            raise AttributeError(name)
        wake(self)
        return getattr(self, name)


def wake(module: ModuleType) -> None:
    """Run the module's code in place, so that all who hold the module see it awake."""
    complete()
    if module.__name__ not in EVENT_LOOP:
        execute(module)
        return
    for name in EVENT_LOOP:
        execute(sys.modules[name])
    vars(sys.modules["pyodide.webloop"])["_initialize_event_loop"]()


def execute(module: ModuleType) -> None:
    """What an import does, once; a module whose code fails falls asleep again."""
    if not is_asleep(module):
        return
    module.__class__ = ModuleType
    try:
        vars(module)["__spec__"].loader.exec_module(module)
    except BaseException:
        module.__class__ = Dormant
        raise


def is_asleep(module: ModuleType) -> bool:
    """Whether nobody has used the module yet."""
    return type(module) is Dormant


def later(module: ModuleType, name: str) -> Callable[..., Any]:
    """A stand-in for a function of a sleeping module, for those who keep the function itself."""

    def call(*args: Any, **options: Any) -> Any:
        wake(module)
        return getattr(module, name)(*args, **options)

    return call


class Missing:
    """A finder that is asked when all ordinary ones have failed."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module's place in the rest; None for what is not part of it."""
        top = name.partition(".")[0]
        if fetch_rest is None or top not in sys.stdlib_module_names | OWN:
            return None
        complete()
        return PathFinder.find_spec(name, path, target)


def complete() -> None:
    """Fetch the full library and the wheel, and put them where Python looks for them, once."""
    global fetch_rest
    if fetch_rest is None:
        return
    fetch, fetch_rest = fetch_rest, None  # what is imported on the way must not ask again
    try:
        library, wheel = fetch()
        place(library.to_bytes(), wheel.to_bytes())
    except BaseException:
        fetch_rest = fetch
        raise


def place(library: bytes, wheel: bytes) -> None:
    """Write the library and unpack the wheel; ImportError where one of them is another."""
    from _sha2 import sha256  # hashlib lies in the library

    if expected != (sha256(library).hexdigest(), sha256(wheel).hexdigest()):
        raise ImportError("What arrived is not the Python that this page was built with.")
    with io.FileIO(LIBRARY, "w") as file:
        file.write(library)
    importlib.invalidate_caches()
    from zipfile import ZipFile

    ZipFile(io.BytesIO(wheel)).extractall(SITE_PACKAGES)
    importlib.invalidate_caches()


def install(fetch: Callable[[], Any], *sha256: str) -> None:
    """Begin a visit: `fetch`, of JavaScript, returns the library and the wheel.

    A snapshot freezes the random numbers, so they are seeded afresh.
    """
    global fetch_rest, expected
    fetch_rest, expected = fetch, sha256
    before = sys.meta_path.index(PathFinder) + 1  # then Pyodide explains that a module is missing
    sys.meta_path.insert(before, Missing())
    random.seed()
