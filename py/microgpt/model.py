"""Model: a trained step with everything it takes to read names. Its weights are plain numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from .config import Config
from .nn import Weights
from .steps import Step
from .tokenizer import Tokenizer


@dataclass(frozen=True)
class Model:
    """A step of the tutorial with its sizes, its vocabulary and its weights."""

    step: Step
    config: Config
    tokenizer: Tokenizer
    weights: Weights
    provenance: Mapping[str, Any] = field(default_factory=dict)  # how it was trained

    @property
    def parameters(self) -> int:
        """How many numbers the weights are."""
        return self.step.parameters(self.tokenizer.vocab_size, self.config)

    def visible(self, tokens: list[int]) -> list[int]:
        """The tokens up to the last one that can be predicted: a GPT sees block_size positions."""
        if not self.step.architecture.has_window:
            return tokens
        return tokens[: self.config.block_size + 1]

    def cuts(self, name: str) -> bool:
        """Whether the name, with its end, is longer than the model can see."""
        return self.step.architecture.has_window and len(name) >= self.config.block_size

    def state(self) -> dict[str, Any]:
        """The model as plain data; `checkpoint.read_model` makes it again."""
        return {
            "step": self.step.number,
            "config": asdict(self.config),
            "vocabulary": list(self.tokenizer.characters),
            "weights": dict(self.weights),
        }
