"""A Chromium for the tests: found on this machine, or installed. Standard library only.

`scripts/test.py` puts what `ensure_chromium` returns into MICROGPT_CHROMIUM, where tests find it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tooling.report import Problem, say

VARIABLE = "MICROGPT_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def ensure_chromium() -> str:
    """The path of a Chromium that exists, installed first where none is found."""
    found = find_chromium()
    if found is None:
        say("Installing a Chromium for the tests …")
        found = install_chromium()
    if found is None:
        raise Problem(
            "The browser tests need Chromium or Chrome: install one, or set CHROMIUM to its path."
        )
    return found


def find_chromium() -> str | None:
    """What the environment names, else what is on PATH, else the one Playwright keeps."""
    for variable in (VARIABLE, "CHROMIUM"):
        named = os.environ.get(variable)
        if named:
            program = shutil.which(named)
            if program is None:
                raise Problem(f"{variable} names {named}, which is not a program: correct it.")
            return program
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or playwright_chromium()


def playwright_chromium() -> str | None:
    """The browser Playwright would start, when it is there.

    Asked in a process of its own, because Playwright's sync interface refuses to run inside a loop.
    """
    question = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    command = [sys.executable, "-c", question]
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return answer if answer and Path(answer).is_file() else None


def install_chromium() -> str | None:
    """Try Playwright's download, then Debian's package."""
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if attempt(playwright):
        return playwright_chromium()
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root and shutil.which("apt-get"):
        say("Installing the system package chromium with apt-get, as root …")
        if attempt(["apt-get", "update"]):
            attempt(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"])
    return shutil.which("chromium")


def attempt(command: list[str]) -> bool:
    """Whether the command succeeds; it gives up after some minutes rather than hang the tests."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, capture_output=True, check=False, timeout=240, env=environment
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def launch_arguments() -> list[str]:
    """Switches for an unattended Chromium that talks to nobody but the page's server."""
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
    ]
    # Containers usually run as root, where Chromium's sandbox refuses to start.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ["--no-sandbox", *quiet] if as_root or os.environ.get("CI") else quiet
