"""The GPT: each position looks back at all before it. The architecture of steps 3 to 5."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .attention import attention_weights, mix, split
from .config import Config, Shapes
from .nn import Numbers, Weights, add, embedding, linear, relu, rmsnorm

Cache = list[list[Numbers]]  # [layer][position] -> n_embd numbers
Probe = Callable[[str, list[Any]], None]  # is told a name and numbers


NUMBERED = "layer{}."  # what stands before the names of a layer's matrices


def gpt_shapes(vocab_size: int, config: Config, prefix: str = NUMBERED) -> Shapes:
    """The matrices, in the order in which the published microgpt draws them.

    Where the one layer has no prefix, as in step 3, `lm_head` is drawn last.
    """
    v, n, hidden = vocab_size, config.n_embd, 4 * config.n_embd
    ends: Shapes = {"wte": (v, n), "wpe": (config.block_size, n)}
    head: Shapes = {"lm_head": (v, n)}
    layer: Shapes = dict.fromkeys(("attn_wq", "attn_wk", "attn_wv", "attn_wo"), (n, n))
    layer |= {"mlp_fc1": (hidden, n), "mlp_fc2": (n, hidden)}
    if not prefix:
        return ends | layer | head
    layers = range(config.n_layer)
    return ends | head | {prefix.format(i) + name: layer[name] for i in layers for name in layer}


def kv_cache(config: Config) -> tuple[Cache, Cache]:
    """The keys and values of no position yet, a list for each layer."""
    return [[] for _ in range(config.n_layer)], [[] for _ in range(config.n_layer)]


def gpt(
    weights: Weights,
    config: Config,
    token_id: int,
    pos_id: int,
    keys: Cache,
    values: Cache,
    probe: Probe | None = None,
    prefix: str = NUMBERED,
) -> Numbers:
    """v logits after the token at one position, which looks back at all positions before it.

    Weights: `wte` (v, n), `wpe` (block_size, n), `lm_head` (v, n); in each layer `attn_wq`, `_wk`,
    `_wv`, `_wo` (n, n), `mlp_fc1` (4n, n), `mlp_fc2` (n, 4n). `keys` and `values` are the KV cache:
    every call appends this position's n numbers. Raises IndexError from position block_size on.

    A probe is called with "embedding" and n numbers, normalised, and in each layer, named as its
    matrices are, with "attention_weights" (a list of T probabilities for each head), "attention"
    and "mlp" (the n numbers that each adds to the residual stream).

    Source: Radford et al., "Language Models are Unsupervised Multitask Learners" (GPT-2, 2019),
    with RMSNorm and ReLU in place of LayerNorm and GELU, and no biases.
    """
    x = add(embedding(weights["wte"], token_id), embedding(weights["wpe"], pos_id))
    x = rmsnorm(x)
    if probe is not None:
        probe("embedding", list(x))
    for layer in range(config.n_layer):
        name = prefix.format(layer)
        # 1) attention: each head mixes the values of the positions whose keys match its query
        residual = x
        x = rmsnorm(x)
        query = linear(x, weights[name + "attn_wq"])
        keys[layer].append(linear(x, weights[name + "attn_wk"]))
        values[layer].append(linear(x, weights[name + "attn_wv"]))
        looks = attention_weights(query, keys[layer], config.heads)
        x = linear(mix(looks, values[layer], config.heads), weights[name + "attn_wo"])
        if probe is not None:
            probe(name + "attention_weights", split(looks, config.n_head))
            probe(name + "attention", list(x))
        x = add(x, residual)
        # 2) MLP: the same two matrices process each position by itself
        residual = x
        x = rmsnorm(x)
        x = relu(linear(x, weights[name + "mlp_fc1"]))
        x = linear(x, weights[name + "mlp_fc2"])
        if probe is not None:
            probe(name + "mlp", list(x))
        x = add(x, residual)
    return linear(x, weights["lm_head"])
