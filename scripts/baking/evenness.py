"""How evenly a GPT looks at the letters so far, and what it would be if it did so exactly."""

from __future__ import annotations

import math
from dataclasses import replace

from microgpt.gpt import kv_cache
from microgpt.model import Model


def evenness(model: Model, name: str) -> float:
    """How evenly the heads spread their attention over a name: 1 where every letter gets as much.

    The entropy of a head's weights at a position, as a share of the ln T nats that it has where
    all T letters so far get 1/T; the mean over all heads, and all positions with a choice (T > 1).
    """
    shares: list[float] = []

    def probe(what: str, heads: list[list[float]]) -> None:
        if what.endswith("attention_weights") and len(heads[0]) > 1:
            shares.extend(entropy(weights) / math.log(len(weights)) for weights in heads)

    keys, values = kv_cache(model.config)
    tokens = model.visible(model.tokenizer.encode(name))[:-1]
    for pos_id, token_id in enumerate(tokens):
        model.step.architecture.forward(
            model.weights, model.config, token_id, pos_id, keys, values, probe
        )
    return float(math.fsum(shares) / len(shares))


def entropy(probabilities: list[float]) -> float:
    """-sum p ln p, in nats.

    >>> entropy([0.25, 0.25, 0.25, 0.25]) == math.log(4)
    True
    """
    return -math.fsum(p * math.log(p) for p in probabilities if p)


def looking_evenly(model: Model) -> Model:
    """The model with queries of zero: every letter so far scores 0, and gets the same weight."""
    weights = {
        name: [[0.0] * len(row) for row in matrix] if name.endswith("attn_wq") else matrix
        for name, matrix in model.weights.items()
    }
    return replace(model, weights=weights)
