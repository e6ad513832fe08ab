"""The engines that the page is tested in beside Chromium's: those of Firefox and of WebKitGTK."""

import shutil

from lib.browser import install_packages
from lib.report import Problem

FIREFOX = "firefox-esr"
# The programs, and the packages of Debian that bring them.
PACKAGES = {FIREFOX: FIREFOX, "WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}


def ensure_engines() -> None:
    """Install what is missing; a `Problem` where that cannot be done."""
    if missing := missing_packages():
        install_packages(*missing)
    if missing := missing_packages():
        raise Problem(
            "The tests in Firefox and WebKitGTK need more programs: install them as root "
            f"(Debian: apt-get install {' '.join(missing)}), then run this again."
        )


def missing_packages() -> list[str]:
    return [package for program, package in PACKAGES.items() if not shutil.which(program)]
