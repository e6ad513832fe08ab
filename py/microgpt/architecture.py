"""The architectures to choose from: what each computes, its matrices, and its sizes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from .bigram import bigram, bigram_shapes
from .config import Config, Shapes
from .gpt import gpt, gpt_shapes
from .mlp import mlp, mlp_shapes
from .nn import Numbers


@dataclass(frozen=True)
class Architecture:
    """A model function and what surrounds it.

    `forward(weights, config, token_id, pos_id, keys, values)` gives the logits of the next token.
    """

    name: str
    forward: Callable[..., Numbers]
    shapes: Callable[[int, Config], Shapes]
    sizes: frozenset[str]  # the numbers of a Config that change it
    fixed: Mapping[str, Any] = field(default_factory=dict)  # the numbers that cannot be chosen
    has_window: bool = False  # sees block_size positions, not the whole name

    def config(self, config: Config) -> Config:
        """The numbers as this architecture uses them."""
        return replace(config, **self.fixed)


SINGLE = {"n_head": 1, "n_layer": 1}

BIGRAM = Architecture("bigram", bigram, bigram_shapes, frozenset({"block_size"}))
MLP = Architecture("mlp", mlp, mlp_shapes, frozenset({"block_size", "n_embd"}), SINGLE)
SINGLE_HEAD_GPT = Architecture(
    "gpt",
    partial(gpt, prefix=""),
    partial(gpt_shapes, prefix=""),
    frozenset({"block_size", "n_embd"}),
    SINGLE,
    has_window=True,
)
GPT = Architecture(
    "gpt",
    gpt,
    gpt_shapes,
    frozenset({"block_size", "n_embd", "n_head", "n_layer"}),
    has_window=True,
)
