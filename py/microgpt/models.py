"""The three models: bigram, mlp and gpt. Each reads a token and returns the logits of the next.

A model here is a function of its weights: matrices by name. With trainable matrices it builds the
graph, with plain lists of numbers it only computes. Training, sampling and files are elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from .attention import attention
from .config import Config
from .nn import add, embedding, linear, relu, rmsnorm
from .row import Floats

Weights = Mapping[str, list[Floats]]
Cache = list[list[Floats]]  # [layer][position] -> n_embd numbers


def bigram(weights: Weights, token_id: int) -> Floats:
    """Step 0. Add-one smoothed frequencies of what follows a token, as v logits.

    ln((count + 1) / (total + v)), with the (v, v) matrix `counts` and a vocabulary of v.
    """
    counts = weights["counts"][token_id]
    total = sum(counts) + len(counts)
    return [math.log((count + 1) / total) for count in counts]


def mlp(weights: Weights, token_id: int) -> Floats:
    """Steps 1 and 2. Embedding, one hidden layer with ReLU, v logits of the next token.

    Weights: `wte` (v, n), `mlp_fc1` (4n, n), `mlp_fc2` (v, 4n).
    """
    x = embedding(weights["wte"], token_id)
    x = relu(linear(x, weights["mlp_fc1"]))
    return linear(x, weights["mlp_fc2"])


def gpt(
    weights: Weights, config: Config, token_id: int, pos_id: int, keys: Cache, values: Cache
) -> Floats:
    """Steps 3 to 5. v logits after the token at one position, which looks back at all before it.

    Weights: `wte` (v, n), `wpe` (block_size, n), `lm_head` (v, n); in each layer `attn_wq`, `_wk`,
    `_wv`, `_wo` (n, n), `mlp_fc1` (4n, n), `mlp_fc2` (n, 4n). `keys` and `values` are the KV cache,
    a list for each layer: every call appends this position's n numbers. Raises IndexError from
    position block_size on. Source: Radford et al., "Language Models are Unsupervised Multitask
    Learners" (GPT-2, 2019), with RMSNorm and ReLU in place of LayerNorm and GELU, and no biases.
    """
    x = add(embedding(weights["wte"], token_id), embedding(weights["wpe"], pos_id))
    x = rmsnorm(x)
    for layer, prefix in enumerate(layer_prefixes(weights, config)):
        # 1) attention: each head looks back for what fits its query
        residual = x
        x = rmsnorm(x)
        query = linear(x, weights[prefix + "attn_wq"])
        keys[layer].append(linear(x, weights[prefix + "attn_wk"]))
        values[layer].append(linear(x, weights[prefix + "attn_wv"]))
        x = attention(query, keys[layer], values[layer], config.heads)
        x = add(linear(x, weights[prefix + "attn_wo"]), residual)
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


class Reading:
    """One name being read: call it with token after token, it answers with the next one's logits.

    It keeps the KV cache of a GPT; `model` is "bigram", "mlp" or "gpt".
    """

    def __init__(self, model: str, weights: Weights, config: Config) -> None:
        self.model, self.weights, self.config = model, weights, config
        self.position = 0
        self.keys: Cache = [[] for _ in range(config.n_layer)]
        self.values: Cache = [[] for _ in range(config.n_layer)]

    def __call__(self, token_id: int) -> Floats:
        """The logits of the token that follows."""
        if self.model == "bigram":
            return bigram(self.weights, token_id)
        if self.model == "mlp":
            return mlp(self.weights, token_id)
        position, self.position = self.position, self.position + 1
        return gpt(self.weights, self.config, token_id, position, self.keys, self.values)

    def fork(self) -> Reading:
        """A second reading that goes on from here by itself."""
        other = Reading(self.model, self.weights, self.config)
        other.position = self.position
        other.keys = [list(layer) for layer in self.keys]
        other.values = [list(layer) for layer in self.values]
        return other
