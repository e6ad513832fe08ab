"""Tally: what names that were made are to their model, each counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .wording import counted

KINDS = {
    "new": "new",
    "listed": "on its list but never read",
    "read": "read in training",
}


def tally(made: Sequence[tuple[str, str | None]]) -> str | None:
    """A sentence on names and their origins, in the order in which they were made.

    Empty names do not count. None where there are no others, or where nobody can tell an origin.

    >>> tally([("ann", "read"), ("kamon", "new"), ("ann", "read"), ("", None)])
    '2 different names and 1 repeat: 1 new, 1 read in training.'
    """
    names = [name for name, origin in made if name and origin]
    if not names:
        return None
    kinds = Counter({name: origin for name, origin in made if name}.values())
    different = kinds.total()
    what = counted(different, "different name" if len(names) > 1 else "name")
    repeats = len(names) - different
    again = f" and {counted(repeats, 'repeat')}" if repeats else ""
    parts = [f"{kinds[kind]:,} {word}" for kind, word in KINDS.items() if kinds[kind]]
    return f"{what}{again}: {', '.join(parts)}."
