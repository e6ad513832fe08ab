"""Slices: long work as a generator that gives way now and then, and returns what it found."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Slices = Generator[None, None, T]

PORTION = 2000  # names: some 10 ms of work in a browser


def finish(work: Slices[T]) -> T:
    """What the work finds, for whom nobody waits meanwhile."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            found: T = end.value
            return found


def portions(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items in their order, a portion at a time.

    >>> [len(portion) for portion in portions(range(4500))]
    [2000, 2000, 500]
    """
    return (items[start : start + PORTION] for start in range(0, len(items), PORTION))
