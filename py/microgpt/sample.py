"""Sampling: new names, drawn letter by letter."""

from __future__ import annotations

import random

from .decoder import Decoder
from .model import Model
from .nn import softmax


class Prompt:
    """How names begin, BOS and a prefix, read once and shared by all names drawn after it.

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
        self.decoder = Decoder(model)
        for token_id in [model.tokenizer.bos, *self.ids]:
            self.logits = self.decoder(token_id)


def sample(prompt: Prompt, rng: random.Random, temperature: float = 0.5) -> str:
    """One name, of at most block_size letters.

    Each letter is drawn from softmax(logits / temperature).
    """
    model = prompt.model
    ids, decoder, logits = list(prompt.ids), prompt.decoder.fork(), prompt.logits
    choices = range(model.tokenizer.vocab_size)
    while True:
        probabilities = softmax([logit / temperature for logit in logits])
        token_id = rng.choices(choices, weights=probabilities)[0]
        if token_id == model.tokenizer.bos:
            break
        ids.append(token_id)
        if len(ids) == model.config.block_size:
            break
        logits = decoder(token_id)
    return model.tokenizer.decode(ids)
