"""Nearest: which name of a list is closest to another, in letters that differ."""

from __future__ import annotations

from collections.abc import Sequence

from .slices import Slices, finish, portions

LETTERS_PER_SLICE = 64


def nearest(name: str, names: Sequence[str]) -> tuple[str, int]:
    """The first of the names that are closest to `name`, and its edit distance.

    Raises ValueError where there are none.

    >>> nearest("anne", ["ana", "annie", "hanna"])
    ('annie', 1)
    """
    return finish(nearest_in_slices(name, names))


def nearest_in_slices(name: str, names: Sequence[str]) -> Slices[tuple[str, int]]:
    """The same, giving way."""
    if not names:
        raise ValueError("There are no names to look among.")
    masks = positions(name)
    best, least = names[0], max(len(name), len(names[0])) + 1
    for portion in portions(names):
        for other in portion:
            if abs(len(other) - len(name)) < least:
                distance = yield from edit_distance_in_slices(name, other, masks)
                if distance < least:
                    best, least = other, distance
        yield
    return best, least


def positions(name: str) -> dict[str, int]:
    """For each letter the places where it stands in the name, as bits."""
    masks: dict[str, int] = {}
    for place, letter in enumerate(name):
        masks[letter] = masks.get(letter, 0) | 1 << place
    return masks


def edit_distance(a: str, b: str) -> int:
    """How many letters must be put in, taken out or replaced to make b of a.

    >>> edit_distance("kitten", "sitting")
    3
    """
    return finish(edit_distance_in_slices(a, b, positions(a)))


def edit_distance_in_slices(a: str, b: str, masks: dict[str, int]) -> Slices[int]:
    """The same, giving way after every LETTERS_PER_SLICE letters of b; `masks` is `positions(a)`.

    A column of the table of distances is held in the bits of two numbers: where it rises by one
    from row to row, and where it falls.

    Source: Hyyrö, "Explaining and Extending the Bit-parallel Approximate String Matching Algorithm
    of Myers" (2001), figure 5.
    """
    if not a:
        return len(b)
    every, last = (1 << len(a)) - 1, 1 << len(a) - 1
    rises, falls, distance = every, 0, len(a)
    for place, letter in enumerate(b, 1):
        match = masks.get(letter, 0)
        zero = (((match & rises) + rises) ^ rises) | match | falls
        up, down = falls | ~(zero | rises) & every, rises & zero
        distance += (up & last > 0) - (down & last > 0)
        up, down = (up << 1 | 1) & every, down << 1 & every
        rises, falls = down | ~(zero | up) & every, up & zero
        if place % LETTERS_PER_SLICE == 0:
            yield
    return distance
