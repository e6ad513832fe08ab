"""Nearest: which name of a list is closest to another, in letters that differ."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, names: Iterable[str]) -> tuple[str, int]:
    """The first of the names that are closest to `name`, and its edit distance.

    Raises ValueError where there are none.

    >>> nearest("anne", ["ana", "annie", "hanna"])
    ('annie', 1)
    """
    masks = positions(name)
    best, least = None, len(name) + max(map(len, names := list(names)), default=0) + 1
    for other in names:
        if abs(len(other) - len(name)) < least:
            distance = edit_distance(name, other, masks)
            if distance < least:
                best, least = other, distance
                if least == 0:
                    break
    if best is None:
        raise ValueError("There are no names to look among.")
    return best, least


def positions(name: str) -> dict[str, int]:
    """For each letter the places where it stands in the name, as bits."""
    masks: dict[str, int] = {}
    for place, letter in enumerate(name):
        masks[letter] = masks.get(letter, 0) | 1 << place
    return masks


def edit_distance(a: str, b: str, masks: dict[str, int] | None = None) -> int:
    """How many letters must be put in, taken out or replaced to make b of a.

    `masks` is `positions(a)`, where it is known. A column of the table of distances is held in the
    bits of two numbers: where it rises by one from row to row, and where it falls.

    Source: Hyyrö, "Explaining and Extending the Bit-parallel Approximate String Matching Algorithm
    of Myers" (2001), figure 5.

    >>> edit_distance("kitten", "sitting")
    3
    """
    if not a:
        return len(b)
    masks = positions(a) if masks is None else masks
    every, last = (1 << len(a)) - 1, 1 << len(a) - 1
    rises, falls, distance = every, 0, len(a)
    for letter in b:
        match = masks.get(letter, 0)
        zero = (((match & rises) + rises) ^ rises) | match | falls
        up, down = falls | ~(zero | rises) & every, rises & zero
        distance += (up & last > 0) - (down & last > 0)
        up, down = (up << 1 | 1) & every, down << 1 & every
        rises, falls = down | ~(zero | up) & every, up & zero
    return distance
