"""A Chromium for the tests and benchmarks: found on this machine, or installed."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from lib.report import Problem, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# The same engine without the windows that nobody sees: half the time of a test.
WINDOWLESS = "chromium-headless-shell"
INSTALL_SECONDS = 240  # rather than hang where nothing answers
PLAYWRIGHT = [sys.executable, "-m", "playwright", "install", "chromium"]
APT_GET = [["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends"]]
WHERE = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as p: print(p.chromium.executable_path)"
)


def windowless_chromium() -> str:
    """The path of a Chromium that only tests use, where there is one; else of the whole one."""
    return (not os.environ.get("CHROMIUM") and shutil.which(WINDOWLESS)) or ensure_chromium()


@cache
def ensure_chromium() -> str:
    """The path of a Chromium: what CHROMIUM names, else one that is found, else a new one."""
    named = os.environ.get("CHROMIUM")
    if named:
        if program := shutil.which(named):
            return program
        raise Problem(f"CHROMIUM names {named}, which is not a program: correct it.")
    found = find_chromium() or install_chromium()
    if found is None:
        raise Problem(
            "The browser tests need Chromium or Chrome: install one, or set CHROMIUM to its path."
        )
    return found


def find_chromium() -> str | None:
    """What is on PATH, or the one that Playwright keeps.

    Playwright is asked in a process of its own: its sync interface refuses to run inside a loop.
    """
    if on_path := next(filter(None, map(shutil.which, NAMES)), None):
        return on_path
    asked = subprocess.run(
        [sys.executable, "-c", WHERE], capture_output=True, text=True, check=False
    )
    answer = asked.stdout.strip()
    return answer if answer and Path(answer).is_file() else None


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_chromium() -> str | None:
    """Try Playwright's download, then Debian's package."""
    say("Installing Chromium with Playwright …")
    system = ["--with-deps"] if is_root() else []  # nobody else is asked for a password
    if not succeeds([*PLAYWRIGHT, *system]):
        install_packages("chromium", WINDOWLESS)
    return find_chromium()


def install_packages(*packages: str) -> None:
    """Try Debian's packages, where this process may install them."""
    if is_root():
        say(f"Installing {', '.join(packages)} with apt-get, as root …")
        update, install = APT_GET
        all(map(succeeds, [update, [*install, *packages]]))


def succeeds(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, capture_output=True, check=False, timeout=INSTALL_SECONDS, env=environment
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
