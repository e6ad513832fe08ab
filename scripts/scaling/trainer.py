"""Trainer: one call, one training step on a batch of names. Files are left to others."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from microgpt.failure import Failure
from microgpt.model import Model
from microgpt.optim import Adam
from microgpt.tokenizer import Tokenizer
from microgpt.train import LARGEST_LOSS
from microgpt.weights import draw_weights
from torch import Tensor
from torch.optim import SGD, Optimizer

from scaling.batches import Batch
from scaling.corpus import Corpus
from scaling.model import GPT
from scaling.plan import Plan
from scaling.ranks import Ranks

DTYPES = {"float64": torch.float64, "float32": torch.float32, "bfloat16": torch.float32}
SCORED = 100  # names at a time


class Trainer:
    """Trains a plan's model on a corpus, on one process or as one of many.

    The random stream is used as by `microgpt.train.Trainer`: shuffle the names, draw the weights.
    With a batch of one the losses are its losses. Raises ValueError where there are more processes
    than names in a batch.
    """

    def __init__(self, plan: Plan, corpus: Corpus, ranks: Ranks | None = None) -> None:
        self.ranks = ranks or Ranks()
        plan.require_share(self.ranks.count)
        self.plan = plan
        self.corpus = corpus
        self.steps_done = 0
        self.tokenizer = Tokenizer(corpus.vocabulary)
        self._share = plan.share(self.ranks.number, self.ranks.count)
        weights = draw_weights(plan.step, self.tokenizer.vocab_size, plan.sizes, corpus.rng())
        self.gpt = GPT(weights, plan.sizes, DTYPES[plan.dtype])
        self._ddp = self.ranks.wrap(self.gpt)
        self.optimizer = optimizer_of(plan, self.gpt)

    def training_step(self) -> float:
        """Learn from the next batch; return the mean over its names of each one's mean loss per
        prediction (nats), before the update.

        PyTorch averages the gradients over the N ranks, however many names each of them has read.
        So the loss of a rank is the sum over its names times N / B: the average of these sums is
        the sum over all names divided by B, their mean. Raises Failure where the loss is no number
        up to LARGEST_LOSS (the weights then stay as they are), or where another process was lost.
        """
        self.optimizer.zero_grad()
        names = self.corpus.batch(self.steps_done, self.plan.batch, self._share)
        with self.ranks.losing_others():
            total = self._losses(self._ddp, names).sum()
            (total * (self.ranks.count / self.plan.batch)).backward()
            loss = self.ranks.total(total) / self.plan.batch
        if not loss <= LARGEST_LOSS:  # which is so for no number at all, too
            raise Failure(
                f"The loss left all bounds at training step {self.steps_done + 1}: "
                "use a smaller learning rate."
            )
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.rate_at(self.steps_done)
        self.optimizer.step()
        self.steps_done += 1
        return loss

    def training_steps(self) -> Iterator[float]:
        """The loss of each training step that is left."""
        while self.steps_done < self.plan.num_steps:
            yield self.training_step()

    def _losses(self, model: torch.nn.Module, names: Sequence[str]) -> Tensor:
        """The mean loss of each name; with bfloat16, matrices are multiplied in it."""
        device = self.ranks.device
        batch = Batch.of(names, self.tokenizer, self.plan.sizes.block_size, device)
        with torch.autocast(device.type, torch.bfloat16, enabled=self.plan.dtype == "bfloat16"):
            return batch.losses(model(batch.tokens))

    @property
    def names_read(self) -> int:
        """How many of the training names, from the first on, have been read."""
        return min(self.steps_done * self.plan.batch, self.corpus.training_count)

    @property
    def held_out(self) -> list[str]:
        """The held-out names, less those whose text training has read."""
        return self.corpus.held_out(self.names_read)

    @torch.no_grad()
    def losses_of(self, names: Sequence[str]) -> list[float]:
        """The mean loss of each name (nats), taken by this rank."""
        parts = [names[i : i + SCORED] for i in range(0, len(names), SCORED)]
        return [loss for part in parts for loss in self._losses(self.gpt, part).tolist()]

    def mean_loss(self, names: Sequence[str]) -> float:
        """The mean of these, of one or more names."""
        return math.fsum(self.losses_of(names)) / len(names)

    def model(self) -> Model:
        """The model as it is now, as the package knows it."""
        plan = self.plan
        return Model(plan.step, plan.sizes, self.tokenizer, self.gpt.weights(), self.provenance())

    def provenance(self) -> dict[str, Any]:
        """What, besides the sizes, the weights depend on."""
        plan = self.plan
        return {
            "seed": plan.seed,
            "num_steps": plan.num_steps,
            "learning_rate": plan.rate,
            "batch": plan.batch,
            "dtype": plan.dtype,
            "names_sha256": self.corpus.sha256,
            "names_read": self.names_read,
            "torch": str(torch.__version__),
        }

    def state(self) -> dict[str, Any]:
        """What it takes to go on, as `torch.save` writes it."""
        return {
            "steps_done": self.steps_done,
            "weights": self.gpt.state_dict(),
            "optimizer": self.optimizer.state_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from a state of a trainer of the same plan."""
        self.steps_done = state["steps_done"]
        self.gpt.load_state_dict(state["weights"])
        self.optimizer.load_state_dict(state["optimizer"])


def optimizer_of(plan: Plan, gpt: GPT) -> Optimizer:
    """The step's own optimizer; PyTorch's are, but for rounding, those of `microgpt.optim`."""
    if plan.step.optimizer == "SGD":
        return SGD(gpt.parameters(), lr=plan.rate)
    return torch.optim.Adam(
        gpt.parameters(), lr=plan.rate, betas=(Adam.beta1, Adam.beta2), eps=Adam.eps
    )
