"""Scoring: how probable a model finds the letters of a name, and its loss on many names."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from .decoder import Decoder
from .model import Model
from .nn import Numbers, cross_entropy
from .slices import Slices
from .wording import quoted


@dataclass(frozen=True)
class ScoredLetter:
    """One letter of a name, "" for its end: its probability, and -ln of that in nats.

    `likeliest` is the letter that the model found most probable there, "" for the end.
    """

    letter: str
    probability: float
    surprise: float
    likeliest: str
    likeliest_probability: float


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
    decoder = Decoder(model)
    characters = [*model.tokenizer.characters, ""]
    return [_scored(decoder(a), b, characters) for a, b in pairwise(model.tokenizer.encode(name))]


def _scored(logits: Numbers, target: int, characters: list[str]) -> ScoredLetter:
    surprise = cross_entropy(logits, target)
    best = max(range(len(logits)), key=logits.__getitem__)
    likeliest = math.exp(-cross_entropy(logits, best))
    return ScoredLetter(
        characters[target], math.exp(-surprise), surprise, characters[best], likeliest
    )


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


def mean_loss_in_slices(model: Model, names: Iterable[str]) -> Slices[float | None]:
    """The same, giving way after each name; None where there are no names."""
    losses = []
    for name in names:
        losses.append(mean_loss(model, [name]))
        yield
    return sum(losses) / len(losses) if losses else None
