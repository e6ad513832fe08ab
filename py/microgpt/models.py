"""The three models: bigram, mlp and gpt. Each reads a token and returns the logits of the next.

A model here is a function of its weights: matrices by name. With trainable matrices it builds the
graph, with plain lists of numbers it only computes. Training, sampling and files are elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import count

from .config import Config
from .nn import add, concat, embedding, linear, mix, relu, rmsnorm, scores, softmax, split
from .row import Floats

Weights = Mapping[str, list[Floats]]
Reader = Callable[[int], Floats]
Cache = list[list[list[Floats]]]  # [layer][position][head] -> n_embd / n_head numbers


def bigram(weights: Weights, token_id: int) -> Floats:
    """Step 0. Logits ln((count + 1) / (total + vocabulary)): add-one smoothed frequencies."""
    counts = weights["counts"][token_id]
    total = sum(counts) + len(counts)
    return [math.log((count + 1) / total) for count in counts]


def mlp(weights: Weights, token_id: int) -> Floats:
    """Steps 1 and 2. Embedding, one hidden layer with ReLU, logits of the next token."""
    x = embedding(weights["wte"], token_id)
    x = relu(linear(x, weights["mlp_fc1"]))
    return linear(x, weights["mlp_fc2"])


def gpt(
    weights: Weights, config: Config, token_id: int, pos_id: int, keys: Cache, values: Cache
) -> Floats:
    """Steps 3 to 5. The token at one position, attending to all the positions before it.

    `keys` and `values` are the KV cache, a list for each layer: every call appends this position's.
    """
    x = add(embedding(weights["wte"], token_id), embedding(weights["wpe"], pos_id))
    x = rmsnorm(x)
    for layer, prefix in enumerate(layer_prefixes(weights, config)):
        # 1) attention: each head looks back for what fits its query
        residual = x
        x = rmsnorm(x)
        queries = split(linear(x, weights[prefix + "attn_wq"]), config.n_head)
        keys[layer].append(split(linear(x, weights[prefix + "attn_wk"]), config.n_head))
        values[layer].append(split(linear(x, weights[prefix + "attn_wv"]), config.n_head))
        heads = []
        for head, query in enumerate(queries):
            shares = softmax(scores(query, [key[head] for key in keys[layer]]))
            heads.append(mix(shares, [value[head] for value in values[layer]]))
        x = add(linear(concat(heads), weights[prefix + "attn_wo"]), residual)
        # 2) MLP: each position thinks about what it has gathered
        residual = x
        x = rmsnorm(x)
        x = relu(linear(x, weights[prefix + "mlp_fc1"]))
        x = add(linear(x, weights[prefix + "mlp_fc2"]), residual)
    return linear(x, weights["lm_head"])


def layer_prefixes(weights: Weights, config: Config) -> list[str]:
    """What stands before the names of each layer's matrices: nothing in step 3, "layer0." later."""
    if "attn_wq" in weights:
        return [""]
    return [f"layer{i}." for i in range(config.n_layer)]


def reader(model: str, weights: Weights, config: Config) -> Reader:
    """A fresh reading of one name by the named model: call it with token after token."""
    if model == "bigram":
        return lambda token_id: bigram(weights, token_id)
    if model == "mlp":
        return lambda token_id: mlp(weights, token_id)
    keys: Cache = [[] for _ in range(config.n_layer)]
    values: Cache = [[] for _ in range(config.n_layer)]
    position = count()
    return lambda token_id: gpt(weights, config, token_id, next(position), keys, values)
