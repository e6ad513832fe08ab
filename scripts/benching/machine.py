"""What the figures were measured with."""

import json
import os
import platform
import subprocess
import sys

from lib.browser import ensure_chromium
from lib.paths import NODE_MODULES


def versions() -> list[str]:
    asked = [ensure_chromium(), "--version"]
    browser = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    pyodide = json.loads((NODE_MODULES / "pyodide" / "package.json").read_text("utf-8"))["version"]
    return [
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        f"CPython {sys.version.split()[0]}, Pyodide {pyodide}, {browser}",
    ]
