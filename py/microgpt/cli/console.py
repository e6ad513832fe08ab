"""The console: what is said beside the results, and how a name is shown."""

from __future__ import annotations

import sys
from contextlib import suppress

from microgpt.wording import safe


def tell(message: str) -> None:
    """Say something that is not a result, on a line of its own."""
    write(safe(message) + "\n")


def write(text: str) -> None:
    """Put text on stderr now; where nobody can hear it, the work goes on."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


def shown(name: str) -> str:
    """A name as a line of the output."""
    return safe(name) or "(empty)"
