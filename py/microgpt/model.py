"""Model: a trained step, ready to read names. Its weights are plain numbers; no graph is built."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from .config import Config
from .models import Reading, Weights
from .nn import cross_entropy
from .steps import Step
from .tokenizer import Tokenizer


@dataclass(frozen=True)
class Model:
    """A step of the tutorial with its sizes, its vocabulary and its weights."""

    step: Step
    config: Config
    tokenizer: Tokenizer
    weights: Weights

    @property
    def parameters(self) -> int:
        """How many numbers the weights are."""
        return self.step.parameters(self.tokenizer.vocab_size, self.config)

    def reading(self) -> Reading:
        """A fresh reading of one name: token id in, logits of the next token out."""
        return Reading(self.step.model, self.weights, self.config)

    def visible(self, tokens: list[int]) -> list[int]:
        """The tokens up to the last one the model can predict: a GPT sees block_size positions."""
        return tokens[: self.config.block_size + 1] if self.step.model == "gpt" else tokens

    def surprises(self, name: str) -> list[float]:
        """The loss in nats of each letter of the name, and of its end."""
        read = self.reading()
        tokens = self.visible(self.tokenizer.encode(name))
        return [cross_entropy(read(a), b) for a, b in pairwise(tokens)]

    def loss(self, names: Iterable[str]) -> float:
        """The mean loss per predicted letter over all the names, in nats."""
        losses = [surprise for name in names for surprise in self.surprises(name)]
        return sum(losses) / len(losses)
