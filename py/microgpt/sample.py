"""Sampling: new names, letter by letter, and how probable a model finds the letters of a name."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from .model import Model
from .nn import softmax
from .seed import check_seed

MAX_COUNT = 100
MIN_TEMPERATURE, MAX_TEMPERATURE = 0.1, 2.0


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
        number = type(self.temperature) in (int, float)
        if not number or not MIN_TEMPERATURE <= self.temperature <= MAX_TEMPERATURE:
            raise ValueError(
                f"The temperature must be a number from {MIN_TEMPERATURE} to "
                f"{MAX_TEMPERATURE:g}, not {self.temperature!r}."
            )
        if type(self.prefix) is not str:
            raise ValueError(f"Names must start with letters, not {self.prefix!r}.")
        if self.seed is not None:
            check_seed(self.seed)


class Beginning:
    """How the names of a request begin, BOS and a prefix, read once and shared by all of them.

    Raises ValueError where a letter is unknown or where they leave no room for another one.
    """

    def __init__(self, model: Model, prefix: str = "") -> None:
        self.model = model
        self.ids = model.tokenizer.ids(prefix)
        longest = model.config.block_size
        if len(self.ids) >= longest:
            raise ValueError(
                f"A name may have {longest} letters: start it with at most {longest - 1}, "
                f"not {len(self.ids)}."
            )
        self.reading = model.reading()
        for token_id in [model.tokenizer.bos, *self.ids]:
            self.logits = self.reading(token_id)


def sample(beginning: Beginning, rng: random.Random, temperature: float = 0.5) -> str:
    """One name, of at most block_size letters.

    Each letter is drawn from softmax(logits / temperature).
    """
    model = beginning.model
    ids, read, logits = list(beginning.ids), beginning.reading.fork(), beginning.logits
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
