"""Corpus: the names of a training in its order, each read from the disk when it is asked for.

The operating system keeps of the mapped files what it has room for, so that memory does not depend
on how long the list is.
"""

from __future__ import annotations

import json
import mmap
import random
from collections.abc import Sequence
from pathlib import Path
from typing import overload

from microgpt.seed import restore_random_state
from microgpt.training_list import HELD_OUT

from scaling.listing import listing


class Corpus(Sequence[str]):
    """The names by their place in the shuffled list.

    Training reads all but the last 1,000, which are held out. A list of less than 2,000 names holds
    none out.
    """

    def __init__(self, folder: Path) -> None:
        about = json.loads((folder / "about.json").read_text("utf-8"))
        self.sha256: str = about["sha256"]
        self.vocabulary: list[str] = about["vocabulary"]
        self._count: int = about["count"]
        self._random = about["random"]
        self._texts = mapped(folder / "names.txt")
        self._order = memoryview(mapped(folder / "order")).cast("Q")
        self.training_count = self._count - (HELD_OUT if self._count >= 2 * HELD_OUT else 0)

    @classmethod
    def of(cls, source: Path, seed: int) -> Corpus:
        """The names of a file in the order of a seed; raises ValueError as `listing` does."""
        return cls(listing(source, seed))

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(self._count))]
        start = self._order[place]
        return self._texts[start : self._texts.find(b"\n", start)].decode()

    def rng(self) -> random.Random:
        """The generator as it is after the shuffle, ready to draw the first weights."""
        rng = random.Random()
        restore_random_state(rng, self._random)
        return rng

    def batch(self, steps_done: int, size: int, share: range) -> list[str]:
        """The names of a training step whose numbers in the batch are in `share`."""
        first = steps_done * size
        return [self[(first + j) % self.training_count] for j in share]

    def held_out(self, names_read: int) -> list[str]:
        """The held-out names, less those whose text is among the first `names_read` of training."""
        names = self[self.training_count :]
        unseen = set(names)
        for place in range(min(names_read, self.training_count) if names else 0):
            unseen.discard(self[place])
        return [name for name in names if name in unseen]


def mapped(path: Path) -> mmap.mmap:
    """A file as memory to be read; the mapping outlives the file's handle."""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
