"""Decoder: one name being read, token after token, with the KV cache of what came before."""

from __future__ import annotations

from math import hypot

from .failure import Failure
from .gpt import kv_cache
from .model import Model
from .nn import Numbers

LARGEST = 1e100  # a logit beyond it may overflow in what is made of it
OVERFLOW = (
    "The weights of this model are so large that its numbers overflow: "
    "train it with a smaller learning rate, or go back to an earlier moment."
)


class Decoder:
    """Call it with a token id, it answers with the logits of the token that follows."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.pos_id = 0
        self.keys, self.values = kv_cache(model.config)

    def __call__(self, token_id: int) -> Numbers:
        """v logits of the next token, finite and of a size below LARGEST.

        Raises IndexError after the last position of a GPT, and Failure where the numbers overflow.
        """
        model, pos_id = self.model, self.pos_id
        self.pos_id += 1
        try:
            logits: Numbers = model.step.architecture.forward(
                model.weights, model.config, token_id, pos_id, self.keys, self.values
            )
        except ArithmeticError as error:
            raise Failure(OVERFLOW) from error
        if not hypot(*logits) < LARGEST:  # which is so for no number at all, too
            raise Failure(OVERFLOW)
        return logits

    def fork(self) -> Decoder:
        """A second decoder that goes on from here by itself."""
        other = Decoder(self.model)
        other.pos_id = self.pos_id
        other.keys = [list(layer) for layer in self.keys]
        other.values = [list(layer) for layer in self.values]
        return other
