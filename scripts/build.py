"""Build the site: dist/, a directory of plain files for any static host.

    python scripts/build.py

Creates what it needs (.venv, node_modules) and does nothing when nothing has changed.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed, but this is " + sys.version.split()[0] + ".")

from lib import report, toolchain


def main() -> int:
    report.Parser(__doc__).parse_args()  # takes none
    toolchain.enter()
    from website import site  # needs what the toolchain has just installed

    site.build()
    return 0


if __name__ == "__main__":
    report.finish(main)
