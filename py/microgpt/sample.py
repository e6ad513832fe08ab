"""Sampling: new names, letter by letter, and how probable a model finds the letters of a name."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from .model import Model
from .nn import softmax

MAX_COUNT = 100
MIN_TEMPERATURE, MAX_TEMPERATURE = 0.1, 2.0
MAX_SEED = 2**32 - 1


@dataclass(frozen=True)
class Request:
    """What somebody asks of a model: how many names, how daring, how they begin, which seed.

    Raises ValueError, with a sentence for people, where a number is out of its range.
    """

    count: int = 20
    temperature: float = 0.5
    prefix: str = ""
    seed: int | None = None

    def __post_init__(self) -> None:
        if type(self.count) is not int or not 1 <= self.count <= MAX_COUNT:
            raise ValueError(
                f"The number of names must be a whole number from 1 to {MAX_COUNT}, "
                f"not {self.count!r}."
            )
        if not MIN_TEMPERATURE <= self.temperature <= MAX_TEMPERATURE:
            raise ValueError(
                f"The temperature must be a number from {MIN_TEMPERATURE} to "
                f"{MAX_TEMPERATURE:g}, not {self.temperature!r}."
            )
        if self.seed is not None and (type(self.seed) is not int or not 0 <= self.seed <= MAX_SEED):
            raise ValueError(
                f"The seed must be a whole number from 0 to {MAX_SEED}, not {self.seed!r}."
            )


def fresh_seed() -> int:
    """A seed from the system's own source of randomness, different for every visitor."""
    return random.SystemRandom().randrange(MAX_SEED + 1)


def prefix_ids(model: Model, prefix: str) -> list[int]:
    """The ids of the letters a name is to begin with.

    Raises ValueError where a letter is unknown or where they leave no room for another one.
    """
    ids = model.tokenizer.ids(prefix)
    longest = model.config.block_size
    if len(ids) >= longest:
        raise ValueError(
            f"A name may have {longest} letters: start it with at most {longest - 1}, "
            f"not {len(ids)}."
        )
    return ids


def sample(model: Model, rng: random.Random, temperature: float = 0.5, prefix: str = "") -> str:
    """One name that begins with `prefix`: at most block_size letters.

    Each letter is drawn from softmax(logits / temperature). Raises ValueError as `prefix_ids`.
    """
    ids = prefix_ids(model, prefix)
    read = model.reader()
    logits = read(model.tokenizer.bos)
    for token_id in ids:
        logits = read(token_id)
    choices = range(model.tokenizer.vocab_size)
    while True:
        probabilities = softmax([logit / temperature for logit in logits])
        token_id = rng.choices(choices, weights=probabilities)[0]
        if token_id == model.tokenizer.bos:
            break
        ids.append(token_id)
        if len(ids) == model.config.block_size:
            break
        logits = read(token_id)
    return model.tokenizer.decode(ids)


@dataclass(frozen=True)
class Scored:
    """One letter of a name, "" for its end: its probability, and -ln of that in nats."""

    letter: str
    probability: float
    surprise: float


def score(model: Model, name: str) -> list[Scored]:
    """How probable the model finds each letter of a name, and its end.

    Raises ValueError for an empty name, an unknown letter, or more letters than a GPT can see.
    """
    if not name:
        raise ValueError("There is no name to score: give one or more letters.")
    tokens = model.tokenizer.encode(name)
    if len(model.visible(tokens)) < len(tokens):
        raise ValueError(
            f"{name!r} is too long: this model sees at most "
            f"{model.config.block_size - 1} letters and the end of the name."
        )
    letters = zip([*name, ""], model.surprises(name))
    return [Scored(letter, math.exp(-surprise), surprise) for letter, surprise in letters]
