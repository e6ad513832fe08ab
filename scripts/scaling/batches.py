"""Batches: names as tensors, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from microgpt.tokenizer import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy

NOTHING = -100  # the target where a name has ended: no loss is taken there


@dataclass(frozen=True)
class Batch:
    """n names of at most t predictions.

    `tokens` and `targets`: n x t ids, what is read and what comes after it; shorter names are
    filled up, with NOTHING as their targets. `lengths`: n counts of predictions.
    """

    tokens: Tensor
    targets: Tensor
    lengths: Tensor

    @classmethod
    def of(
        cls, names: Sequence[str], tokenizer: Tokenizer, block_size: int, device: torch.device
    ) -> Batch:
        """The names as far as a model of this block size sees them."""
        rows = [tokenizer.encode(name)[: block_size + 1] for name in names]
        longest = max(map(len, rows))
        padding = [longest - len(row) for row in rows]
        tokens = [row[:-1] + [0] * more for row, more in zip(rows, padding)]
        targets = [row[1:] + [NOTHING] * more for row, more in zip(rows, padding)]
        lengths = [len(row) - 1 for row in rows]
        return cls(*(torch.tensor(data, device=device) for data in (tokens, targets, lengths)))

    def losses(self, logits: Tensor) -> Tensor:
        """The mean loss per prediction (nats) of each of the n names, from n x t x v logits."""
        each = cross_entropy(
            logits.transpose(1, 2), self.targets, ignore_index=NOTHING, reduction="none"
        )
        return each.sum(1) / self.lengths
