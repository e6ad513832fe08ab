"""TrainingList: the names a model was trained on, and what a name is to that model."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from .names import fingerprint, own_text, read_names
from .slices import PORTION, Slices, finish, portions

HELD_OUT = 1000  # names, at the end of the shuffled list


class TrainingList:
    """A list of names, and those of them that training has read, in its order.

    Both are texts with each name between two line ends: to look for the few names of a request in
    a text costs less than to build a set.
    """

    def __init__(self, listed: str, read: str) -> None:
        self._listed = listed
        self._read = read

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

    def held_out(self, seed: int, num_steps: int) -> Slices[list[str]]:
        """The names that a training of so many training steps is measured on, giving way."""
        order = self._listed.split("\n")[1:-1]
        yield from shuffle_in_slices(order, random.Random(seed))
        return held_out(order, num_steps)


def held_out(order: Sequence[str], num_steps: int) -> list[str]:
    """The last 1,000 names in the order of training, less those whose text it sees."""
    seen = set(order[:num_steps])
    return [name for name in order[-HELD_OUT:] if name not in seen]


def as_text(names: Sequence[str]) -> str:
    """The names, each between two line ends."""
    return finish(text_in_slices(names))


def text_in_slices(names: Sequence[str]) -> Slices[str]:
    """The same, giving way."""
    texts = ["\n"]
    for portion in portions(names):
        texts.append("".join([f"{name}\n" for name in portion]))
        yield
    return "".join(texts)


def shuffled(names: Sequence[str], seed: int) -> list[str]:
    """The names in the order in which a training from this seed reads them."""
    order = list(names)
    random.Random(seed).shuffle(order)
    return order


def shuffle_in_slices(items: list[str], rng: random.Random) -> Slices[None]:
    """Does what `rng.shuffle(items)` does, with the same random numbers, giving way."""
    for i in range(len(items) - 1, 0, -1):
        j = rng.randrange(i + 1)
        items[i], items[j] = items[j], items[i]
        if i % PORTION == 0:
            yield


@cache
def own_training_list(seed: int, num_steps: int) -> TrainingList:
    """The project's own list, as a training from this seed reads it."""
    return TrainingList(own_text(), as_text(shuffled(read_names(), seed)[:num_steps]))


@cache
def own_fingerprint() -> str:
    """The fingerprint of the project's own list."""
    return fingerprint(own_text().split())
