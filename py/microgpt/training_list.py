"""TrainingList: the names a model was trained on, and what a name is to that model."""

from __future__ import annotations

import random
from collections.abc import Sequence
from copy import copy
from functools import cache

from .names import fingerprint, own_text, read_names
from .slices import PORTION, Slices, finish, portions

HELD_OUT = 1000  # names, at the end of the shuffled list


class TrainingList:
    """A list of names in the order of training, which has read the first `num_steps` of them.

    `text` has each name between two line ends: to look for the few names of a request in a text
    costs less than to build a set.
    """

    def __init__(self, text: str, num_steps: int) -> None:
        self._text = text
        self._end = self._end_of(num_steps)

    def after(self, num_steps: int) -> TrainingList:
        """The same list to a training that has read so many of its names."""
        other = copy(self)
        other._end = self._end_of(num_steps)
        return other

    def _end_of(self, num_steps: int) -> int:
        *_, rest = self._text.split("\n", min(num_steps, len(self._text)) + 1)
        return len(self._text) - len(rest)

    def origin(self, name: str) -> str | None:
        """What a name is to the model: "read" in training, "listed" but never read, or "new".

        None for the empty name, which is no name.
        """
        if not name:
            return None
        line = f"\n{name}\n"
        place = -1 if "\n" in name else self._text.find(line)
        if place < 0:
            return "new"
        return "read" if place + len(line) <= self._end else "listed"

    def read_names(self) -> list[str]:
        """The names that training has read, in its order."""
        return self._text[: self._end].split("\n")[1:-1]

    def held_out(self, num_steps: int) -> list[str]:
        """The names for measuring what a training of so many training steps has learned."""
        return held_out(self._text.split("\n")[1:-1], num_steps)


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
def own_training_list(seed: int) -> TrainingList:
    """The project's own list, as a training from this seed reads it."""
    return TrainingList(as_text(shuffled(read_names(), seed)), 0)


@cache
def own_fingerprint() -> str:
    """The fingerprint of the project's own list."""
    return fingerprint(own_text().split())
