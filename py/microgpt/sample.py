"""Sampling: names, drawn letter by letter."""

from __future__ import annotations

import math
import random

from .decoder import Decoder
from .model import Model
from .nn import Numbers, softmax
from .slices import Slices, finish

ORDINARY = 16  # letters: a longer name is one that others may have to wait for


class Prompt:
    """How names begin, BOS and a prefix, read once and shared by all names drawn from it.

    `prefix` is what was given as the vocabulary writes it: see `Tokenizer.query`.
    Raises ValueError where a letter is unknown or where they leave no room for another one.
    """

    def __init__(self, model: Model, prefix: str = "") -> None:
        self.model = model
        self.prefix = model.tokenizer.query(prefix)
        self.ids = model.tokenizer.ids(self.prefix)
        longest = model.config.block_size
        if len(self.ids) >= longest:
            raise ValueError(
                f"A name may have {longest} letters: start it with at most {longest - 1}, "
                f"not {len(self.ids)}."
            )
        self._decoder = Decoder(model)
        self._logits: Numbers = []

    def read(self) -> Slices[tuple[Decoder, Numbers]]:
        """A decoder of its own that has read it, and v logits of what follows; gives way."""
        tokens = [self.model.tokenizer.bos, *self.ids]
        while self._decoder.pos_id < len(tokens):
            if self._decoder.pos_id > ORDINARY:
                yield
            self._logits = self._decoder(tokens[self._decoder.pos_id])
        return self._decoder.fork(), self._logits


def sample(
    prompt: Prompt, rng: random.Random, temperature: float = 0.5, top_k: int | None = None
) -> str:
    """One name, of at most block_size letters; see `draw`."""
    return finish(sample_in_slices(prompt, rng, temperature, top_k))


def sample_in_slices(
    prompt: Prompt, rng: random.Random, temperature: float, top_k: int | None
) -> Slices[str]:
    """The same, giving way after each letter of a name that is longer than most."""
    model, ids = prompt.model, list(prompt.ids)
    decoder, logits = yield from prompt.read()
    while True:
        token_id = draw(logits, rng, temperature, top_k)
        if token_id == model.tokenizer.bos:
            break
        ids.append(token_id)
        if len(ids) == model.config.block_size:
            break
        if len(ids) > ORDINARY:
            yield
        logits = decoder(token_id)
    return model.tokenizer.decode(ids)


def draw(logits: Numbers, rng: random.Random, temperature: float, top_k: int | None = None) -> int:
    """A token id, drawn from softmax(logits / temperature), of the `top_k` likeliest or of all.

    At temperature 0 it is the likeliest, the first of them in the vocabulary, and `rng` is left
    alone. A `top_k` of more than there are leaves none out.
    """
    choices = range(len(logits))
    if temperature == 0:
        return max(choices, key=logits.__getitem__)
    if top_k is not None and top_k < len(logits):
        kept = set(sorted(choices, key=logits.__getitem__, reverse=True)[:top_k])
        logits = [logit if i in kept else -math.inf for i, logit in enumerate(logits)]
    probabilities = softmax([logit / temperature for logit in logits])
    return rng.choices(choices, weights=probabilities)[0]
