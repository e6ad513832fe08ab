"""The console: what is said beside the results, and how a name is shown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress

from microgpt.tally import tally
from microgpt.wording import safe

NOTE_COLUMN = 20  # characters before what is said beside a name


def tell(message: str) -> None:
    """Say something that is not a result, on a line of its own."""
    write(safe(message) + "\n")


def write(text: str) -> None:
    """Put text on stderr now; where nobody can hear it, the work goes on."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


def print_names(
    made: Iterable[tuple[str, str | None]], note: Callable[[str, str | None], str] | None = None
) -> None:
    """Print names, one a line; say at last what they are to the model, where that is known.

    `note` is what is printed beside a name and its origin.
    """
    told = []
    for name, origin in made:
        print(f"{shown(name):<{NOTE_COLUMN - 1}} {note(name, origin)}" if note else shown(name))
        told.append((name, origin))
    sys.stdout.flush()  # a summary of what could not be written would be of no use
    if summary := tally(told):
        tell(summary)


def shown(name: str) -> str:
    """A name as a line of the output."""
    return safe(name) or "(empty)"
