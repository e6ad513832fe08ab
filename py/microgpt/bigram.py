"""The bigram: what follows a token, counted. The architecture of step 0."""

from __future__ import annotations

import math
from collections.abc import Generator
from itertools import pairwise

from .config import Config, Shapes
from .nn import Numbers, Weights, cross_entropy

LETTERS_PER_SLICE = 200  # some milliseconds


def bigram_shapes(vocab_size: int, _: Config) -> Shapes:
    """One table of counts."""
    return {"counts": (vocab_size, vocab_size)}


def bigram(weights: Weights, _: Config, token_id: int, *__: object) -> Numbers:
    """Add-one smoothed frequencies of what follows a token, as v logits.

    ln((count + 1) / (total + v)), with the (v, v) matrix `counts` and a vocabulary of v. What a
    GPT is given besides, position and KV cache, is of no use here.
    """
    counts = weights["counts"][token_id]
    total = sum(counts) + len(counts)
    return [math.log((count + 1) / total) for count in counts]


def count_pairs(
    weights: Weights, config: Config, tokens: list[int]
) -> Generator[None, None, float]:
    """One training step of step 0: the mean loss of the tokens before their pairs are counted.

    It gives way after every LETTERS_PER_SLICE letters, and not while it counts.
    """
    pairs = list(pairwise(tokens))
    losses = []
    for a, b in pairs:
        losses.append(cross_entropy(bigram(weights, config, a), b))
        if len(losses) % LETTERS_PER_SLICE == 0:
            yield
    for a, b in pairs:
        weights["counts"][a][b] += 1
    loss: float = (1 / len(losses)) * sum(losses)
    return loss
