"""Decoder: one name being read, token after token, with the KV cache of what came before."""

from __future__ import annotations

from .gpt import kv_cache
from .model import Model
from .nn import Numbers


class Decoder:
    """Call it with a token id, it answers with the logits of the token that follows."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.pos_id = 0
        self.keys, self.values = kv_cache(model.config)

    def __call__(self, token_id: int) -> Numbers:
        """v logits of the next token; raises IndexError after the last position of a GPT."""
        model, pos_id = self.model, self.pos_id
        self.pos_id += 1
        return model.step.architecture.forward(
            model.weights, model.config, token_id, pos_id, self.keys, self.values
        )

    def fork(self) -> Decoder:
        """A second decoder that goes on from here by itself."""
        other = Decoder(self.model)
        other.pos_id = self.pos_id
        other.keys = [list(layer) for layer in self.keys]
        other.values = [list(layer) for layer in self.values]
        return other
