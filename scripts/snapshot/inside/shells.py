"""Runs inside Pyodide, as a module of the snapshot: modules that stand in it as empty shells.

Pyodide's start imports four modules that a page does not use, and that would pull half of the
standard library into the snapshot. They are left empty until the full library is there.
"""

import importlib
import sys
from typing import Any

SITE_PACKAGES = "/lib/python3.14/site-packages"
NAMES = ("asyncio", "pyodide.webloop", "pyodide._package_loader", "_pyodide.docstring")


def fill() -> None:
    """Run the code of the shells in place; the full library must lie where Python looks for it."""
    importlib.invalidate_caches()
    for name in NAMES:
        module: Any = sys.modules[name]
        module.__spec__.loader.exec_module(module)
    vars(sys.modules["pyodide.webloop"])["_initialize_event_loop"]()
