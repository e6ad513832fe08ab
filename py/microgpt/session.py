"""Session: the model for programs such as the page. Plain data in, plain data out.

Every result is made of dicts, lists, strings and finite numbers, so that it can become JSON.
Every mistake in what is asked raises a ValueError whose message can be shown to people.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from . import __version__, checkpoint
from .model import Model
from .names import is_own_name
from .sample import Beginning, Request, sample, score
from .seed import fresh_seed
from .steps import DEFAULT_STEP

Plain = dict[str, Any]


class Session:
    """Holds the models that have been loaded, by step."""

    def __init__(self) -> None:
        self.models: dict[int, Model] = {}

    def about(self) -> Plain:
        """The versions of package and Python."""
        return {"version": __version__, "python": sys.version.split()[0]}

    def load(self, text: str) -> Plain:
        """Take a checkpoint's JSON text in place of the baked weights of its step; describe it.

        Raises ValueError if it is not sound.
        """
        model = checkpoint.parse(text)
        self.models[model.step.number] = model
        return self.describe(model.step.number)

    def describe(self, step: int) -> Plain:
        """What the model of a step is: title, size, vocabulary. Raises ValueError if unknown."""
        model = self.model(step)
        return {
            "step": model.step.number,
            "title": model.step.title,
            "parameters": model.parameters,
            "vocabulary": model.tokenizer.characters,
            "block_size": model.config.block_size,
        }

    def model(self, step: int) -> Model:
        """The model of a step: the one that was loaded, or else the one that came baked."""
        return self.models.get(step) or checkpoint.load_baked(step)

    def generate(self, options: Plain) -> Iterator[Plain]:
        """First the seed, then name by name: {"seed"}, {"name", "known"}, …

        `options`: step, count, temperature, prefix, seed (None: a fresh one). `known` tells
        whether the name stands in the training list. Raises ValueError before the first name.
        """
        wish = dict(options)
        model = self.model(wish.pop("step", DEFAULT_STEP))
        unknown = wish.keys() - asdict(Request()).keys()
        if unknown:
            raise ValueError(f"There is no option {', '.join(sorted(unknown))}: leave it out.")
        request = Request(**wish)
        return _names(Beginning(model, request.prefix), request)

    def score(self, options: Plain) -> Plain:
        """How probable the model of a step finds each letter of a name, in nats; see `sample`."""
        name = options.get("name", "")
        scored = score(self.model(options.get("step", DEFAULT_STEP)), name)
        return {
            "name": name,
            "loss": sum(letter.surprise for letter in scored) / len(scored),
            "letters": [asdict(letter) for letter in scored],
        }


def _names(beginning: Beginning, request: Request) -> Iterator[Plain]:
    seed = fresh_seed() if request.seed is None else request.seed
    rng = random.Random(seed)
    yield {"seed": seed}
    for _ in range(request.count):
        name = sample(beginning, rng, request.temperature)
        yield {"name": name, "known": is_own_name(name)}
