"""Build the site: dist/, a directory of plain files for any static host.

    python scripts/build.py [--address https://example.org/microgpt/]

The address is where the site will be found. It is needed only for the picture beside a link: the
readers of links that ask for a whole address find it by that.

Creates what it needs (.venv, node_modules) and does nothing when nothing has changed.
"""

import argparse
import re
import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed, but this is " + sys.version.split()[0] + ".")

from lib import report, toolchain


def main() -> int:
    parser = report.Parser(__doc__)
    parser.add_argument("--address", type=folder)
    address = parser.parse_args().address or ""
    toolchain.enter()
    from website import site  # needs what the toolchain has just installed

    site.build(address)
    return 0


def folder(text: str) -> str:
    """An address that names of files can follow."""
    if not re.match(r"https?://[^/?#]+(/[^?#]*)?$", text):
        raise argparse.ArgumentTypeError("takes a whole address, such as https://example.org/")
    return text.rstrip("/") + "/"


if __name__ == "__main__":
    report.finish(main)
