"""Scoring: how probable a model finds the letters of a name, and its loss on many names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .decoder import OVERFLOW, Decoder
from .failure import Failure
from .model import Model
from .nn import Numbers, cross_entropy
from .slices import Slices, finish
from .wording import quoted

LONGEST = 1000  # letters of a name that is scored, where the model itself has no bound


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
    Raises ValueError for an empty name, an unknown letter, or more letters than a GPT can see, or
    than LONGEST; Failure as `Decoder` does.
    """
    return finish(score_in_slices(model, name))


def score_in_slices(model: Model, name: str) -> Slices[list[ScoredLetter]]:
    """The same, giving way after each letter."""
    if not name:
        raise ValueError("There is no name to score: give one or more letters.")
    name = model.tokenizer.query(name)
    tokens = model.tokenizer.encode(name)
    if model.cuts(name):
        raise ValueError(
            f"{quoted(name)} is too long: this model sees at most "
            f"{model.config.block_size - 1} letters and the end of the name."
        )
    if len(name) > LONGEST:
        raise ValueError(f"{quoted(name)} is too long: give a name of at most {LONGEST:,} letters.")
    decoder = Decoder(model)
    characters = [*model.tokenizer.characters, ""]
    scored = []
    for token_id, target_id in pairwise(tokens):
        scored.append(_scored(decoder(token_id), target_id, characters))
        yield
    return scored


def _scored(logits: Numbers, target: int, characters: list[str]) -> ScoredLetter:
    surprise = cross_entropy(logits, target)
    best = max(range(len(logits)), key=logits.__getitem__)
    likeliest = math.exp(-cross_entropy(logits, best))
    return ScoredLetter(
        characters[target], math.exp(-surprise), surprise, characters[best], likeliest
    )


def perplexity(loss: float) -> float:
    """e to the power of a loss in nats: as much doubt as a choice among so many.

    Raises Failure where it is beyond all numbers.
    """
    try:
        return math.exp(loss)
    except OverflowError as error:
        raise Failure(OVERFLOW) from error


def mean_loss(model: Model, names: Sequence[str]) -> float:
    """The mean over the names of each one's mean loss per predicted letter, in nats.

    Long names count no more than short ones, as in training, where each is one step. Of a long one,
    a GPT may see the beginning. Raises ValueError where there are no names, Failure as `Decoder`.
    """
    loss = finish(mean_loss_in_slices(model, names))
    if loss is None:
        raise ValueError("There are no names to measure the loss on.")
    return loss


def mean_loss_in_slices(model: Model, names: Sequence[str]) -> Slices[float | None]:
    """The same, giving way after each letter; None where there are no names."""
    losses = []
    for name in names:
        decoder, surprises = Decoder(model), []
        for token_id, target_id in pairwise(model.visible(model.tokenizer.encode(name))):
            surprises.append(cross_entropy(decoder(token_id), target_id))
            yield
        losses.append(sum(surprises) / len(surprises))
    return sum(losses) / len(losses) if losses else None
