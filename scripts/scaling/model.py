"""GPT: the architecture of `microgpt.gpt` on tensors, many names and all positions at once."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from microgpt.config import Config
from microgpt.gpt import NUMBERED
from microgpt.nn import Table
from torch import Tensor, nn
from torch.nn.functional import embedding, linear, relu, rms_norm, scaled_dot_product_attention

EPS = 1e-5  # of the package's rmsnorm


class GPT(nn.Module):
    """The model with weights that are given as the package holds them.

    Where the one layer has no prefix, as in step 3, its matrices are found by their bare names.
    """

    def __init__(self, weights: Mapping[str, Table], config: Config, dtype: torch.dtype) -> None:
        super().__init__()
        self.config = config
        self.prefix = "" if "attn_wq" in weights else NUMBERED
        self.matrices = nn.ParameterDict(
            {key(name): torch.tensor(list(table), dtype=dtype) for name, table in weights.items()}
        )
        self.names = list(weights)

    def forward(self, tokens: Tensor) -> Tensor:
        """n x t x v logits after n x t tokens; a position sees itself and those before it.

        Source: that of `microgpt.gpt.gpt`, whose lines these are.
        """
        x = embedding(tokens, self.matrix("wte")) + self.matrix("wpe")[: tokens.shape[1]]
        x = self.normal(x)
        for layer in range(self.config.n_layer):
            name = self.prefix.format(layer)
            x = x + self.attention(self.normal(x), name)
            hidden = relu(linear(self.normal(x), self.matrix(name + "mlp_fc1")))
            x = x + linear(hidden, self.matrix(name + "mlp_fc2"))
        return linear(x, self.matrix("lm_head"))

    def attention(self, x: Tensor, name: str) -> Tensor:
        """What each position takes from those before it: n x t x n_embd numbers, as x has."""
        names, positions, width = x.shape
        heads = (names, positions, self.config.n_head, width // self.config.n_head)
        query, key, value = (
            linear(x, self.matrix(name + matrix)).view(heads).transpose(1, 2)
            for matrix in ("attn_wq", "attn_wk", "attn_wv")
        )
        mixed = scaled_dot_product_attention(query, key, value, is_causal=True)
        return linear(
            mixed.transpose(1, 2).reshape(names, positions, width), self.matrix(name + "attn_wo")
        )

    def normal(self, x: Tensor) -> Tensor:
        """x / sqrt(mean(x²) + 1e-5), at each position."""
        return rms_norm(x, (self.config.n_embd,), eps=EPS)

    def matrix(self, name: str) -> Tensor:
        """The matrix of this name."""
        return self.matrices[key(name)]

    def weights(self) -> dict[str, list[list[float]]]:
        """The matrices as the package holds them, with every digit."""
        return {name: self.matrix(name).detach().cpu().double().tolist() for name in self.names}


def key(name: str) -> str:
    """A matrix's name as PyTorch takes it, without a point."""
    return name.replace(".", "_")
