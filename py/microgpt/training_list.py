"""TrainingList: the names a model was trained on, and what a name is to that model."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from functools import cache

from .names import fingerprint, own_text, read_names


class TrainingList:
    """A list of names, of which training has read the first `num_steps` after the shuffle.

    Both are kept as texts with each name between two line ends: to look for the few names of a
    request in a text costs less than to build a set.
    """

    def __init__(self, names: Sequence[str], seed: int, num_steps: int) -> None:
        shuffled = list(names)
        random.Random(seed).shuffle(shuffled)
        self._read = as_text(shuffled[:num_steps])
        self._listed = as_text(names)

    def origin(self, name: str) -> str | None:
        """What a name is to the model: "read" in training, "listed" but never read, or "new".

        None for the empty name, which is no name.
        """
        if not name:
            return None
        line = f"\n{name}\n"
        if "\n" in name or line not in self._listed:
            return "new"
        return "read" if line in self._read else "listed"

    def read_names(self) -> list[str]:
        """The names that training has read, in its order."""
        return self._read.split("\n")[1:-1]


def as_text(names: Iterable[str]) -> str:
    """The names, each between two line ends."""
    return "".join(["\n", *(f"{name}\n" for name in names)])


@cache
def own_training_list(seed: int, num_steps: int) -> TrainingList:
    """The project's own list, as a training from this seed reads it."""
    return TrainingList(read_names(), seed, num_steps)


@cache
def own_fingerprint() -> str:
    """The fingerprint of the project's own list."""
    return fingerprint(own_text().split())
