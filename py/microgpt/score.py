"""Scoring: how probable a model finds the letters of a name, and its loss on many names."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from .decoder import Decoder
from .model import Model
from .nn import cross_entropy
from .wording import quoted


@dataclass(frozen=True)
class ScoredLetter:
    """One letter of a name, "" for its end: its probability, and -ln of that in nats."""

    letter: str
    probability: float
    surprise: float


def score(model: Model, name: str) -> list[ScoredLetter]:
    """How probable the model finds each letter of a name, and its end.

    The name is read as the vocabulary writes it: see `Tokenizer.query`.
    Raises ValueError for an empty name, an unknown letter, or more letters than a GPT can see.
    """
    if not name:
        raise ValueError("There is no name to score: give one or more letters.")
    name = model.tokenizer.query(name)
    if model.cuts(name):
        raise ValueError(
            f"{quoted(name)} is too long: this model sees at most "
            f"{model.config.block_size - 1} letters and the end of the name."
        )
    letters = zip([*name, ""], surprises(model, name))
    return [ScoredLetter(letter, math.exp(-surprise), surprise) for letter, surprise in letters]


def surprises(model: Model, name: str) -> list[float]:
    """The loss in nats of each letter of the name, and of its end; a GPT may see less of it."""
    decoder = Decoder(model)
    tokens = model.visible(model.tokenizer.encode(name))
    return [cross_entropy(decoder(a), b) for a, b in pairwise(tokens)]


def mean_loss(model: Model, names: Iterable[str]) -> float:
    """The mean over the names of each one's mean loss per predicted letter, in nats.

    Long names count no more than short ones, as in training, where each is one step.
    """
    losses = [sum(letters) / len(letters) for letters in (surprises(model, n) for n in names)]
    return sum(losses) / len(losses)
