"""Trainer: one call, one training step. Drawing progress and writing files is left to others."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import pairwise

from .byhand import mlp_gradients
from .config import Config
from .model import Model
from .models import Reading, bigram
from .nn import cross_entropy
from .optim import OPTIMIZERS
from .row import Matrix
from .seed import check_seed
from .steps import Step
from .tokenizer import Tokenizer
from .value import Value

HELD_OUT = 1000  # names, at the end of the shuffled list


class Trainer:
    """Trains one step of the tutorial on a list of names, reproducibly from a seed.

    The random stream is used in the order of the published microgpt: shuffle the names, draw the
    weights row by row from gauss(0, 0.08), and (`rng`, afterwards) sample.
    Raises ValueError for a number of steps, a learning rate or a seed that makes no sense.
    """

    def __init__(
        self,
        step: Step,
        names: Sequence[str],
        config: Config | None = None,
        seed: int = 42,
        num_steps: int = 1000,
        learning_rate: float | None = None,
    ) -> None:
        if num_steps < 1:
            raise ValueError(f"The number of training steps must be 1 or more, not {num_steps}.")
        if learning_rate is not None and not 0 < learning_rate < math.inf:
            raise ValueError(f"The learning rate must be a positive number, not {learning_rate}.")
        check_seed(seed)
        self.seed = seed
        self.num_steps = num_steps
        self.learning_rate = learning_rate or step.learning_rate or 0.0  # counting has none
        self.steps_done = 0
        self.rng = random.Random(seed)
        self.names = list(names)
        self.rng.shuffle(self.names)
        tokenizer = Tokenizer("".join(names))
        config = step.config(config or Config())
        self.matrices = draw_weights(step, tokenizer.vocab_size, config, self.rng)
        self._model = Model(step, config, tokenizer, self.matrices)
        if step.gradients != "counting":
            self.optimizer = OPTIMIZERS[step.optimizer](self.matrices.values())

    def step(self) -> float:
        """Learn from the next name; return its mean loss per letter (nats) before the update.

        Raises ValueError where the weights have grown beyond all numbers, and after the last step.
        """
        if self.steps_done == self.num_steps:
            raise ValueError(f"The training of {self.num_steps} steps has ended: start another.")
        try:
            loss = self._learn()
        except ArithmeticError:
            loss = math.nan
        if not math.isfinite(loss):
            raise ValueError(
                f"The loss left the range of numbers at training step {self.steps_done + 1}: "
                "use a smaller learning rate."
            )
        self.steps_done += 1
        return loss

    def _learn(self) -> float:
        """One training step: the next name, its tokens, a rate that falls to zero, an update."""
        name = self.names[self.steps_done % len(self.names)]
        tokens = self._model.visible(self._model.tokenizer.encode(name))
        rate = self.learning_rate * (1 - self.steps_done / self.num_steps)
        if self._model.step.gradients == "counting":
            return self._count(tokens)
        if self._model.step.gradients == "autograd":
            return self._train(tokens, rate)
        loss = mlp_gradients(self.matrices, tokens)
        self.optimizer.update(rate)
        return loss

    def _train(self, tokens: list[int], rate: float) -> float:
        """Steps 2 to 5: predict each token from those before it, backpropagate, update."""
        read = Reading(self._model.step.model, self.matrices, self._model.config)
        losses = [cross_entropy(read(token), target) for token, target in pairwise(tokens)]
        loss: Value = sum(losses) / len(losses)
        loss.backward()
        self.optimizer.update(rate)
        return loss.data

    def _count(self, tokens: list[int]) -> float:
        pairs = list(pairwise(tokens))
        losses = [cross_entropy(bigram(self.matrices, a), b) for a, b in pairs]
        for a, b in pairs:
            self.matrices["counts"][a][b] += 1
        mean: float = sum(losses) / len(losses)
        return mean

    @property
    def settings(self) -> dict[str, int | float]:
        """What, besides the names, the result depends on."""
        return {
            "seed": self.seed,
            "num_steps": self.num_steps,
            "learning_rate": self.learning_rate,
        }

    @property
    def model(self) -> Model:
        """The model as it is now, with a copy of the weights."""
        weights = {name: matrix.frozen() for name, matrix in self.matrices.items()}
        return Model(self._model.step, self._model.config, self._model.tokenizer, weights)

    @property
    def held_out(self) -> list[str]:
        """The last 1,000 of the shuffled names, less those that training sees."""
        return self.names[max(self.num_steps, len(self.names) - HELD_OUT) :]

    @property
    def cut_names(self) -> int:
        """How many names are longer than the model can see, and therefore cut."""
        encode, visible = self._model.tokenizer.encode, self._model.visible
        return sum(len(visible(encode(name))) < len(name) + 2 for name in self.names)


def draw_weights(
    step: Step, vocab_size: int, config: Config, rng: random.Random
) -> dict[str, Matrix]:
    """The matrices of a step before training: counts of zero, or draws from gauss(0, 0.08)."""

    def first(columns: int) -> list[float]:
        if step.gradients == "counting":
            return [0.0] * columns
        return [rng.gauss(0, 0.08) for _ in range(columns)]

    return {
        name: Matrix([first(columns) for _ in range(rows)])
        for name, (rows, columns) in step.shapes(vocab_size, config).items()
    }
