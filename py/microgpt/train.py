"""Trainer: one call, one training step. Drawing progress and writing files is left to others."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from .bigram import count_pairs
from .checkpoint import read_model
from .config import Config
from .engines import DEFAULT_ENGINE, ENGINES
from .failure import Failure
from .gpt import kv_cache
from .graph import backward_in_slices
from .mlp import mlp_gradients
from .model import Model
from .names import fingerprint_in_slices, letters_in
from .nn import cross_entropy
from .optim import OPTIMIZERS, OutOfRange
from .seed import check_seed, random_state, restore_random_state
from .slices import Slices, finish
from .steps import Step
from .tokenizer import Tokenizer
from .training_list import held_out, shuffle_in_slices
from .value import Value
from .weights import draw_weights
from .wording import quoted

LARGEST_LOSS = 1e6  # nats: a model that knows nothing has a few, one that has gone astray far more
RECENT = 100  # training steps: the mean of so many losses tells where a training stands
RUN_KEYS = {
    "seed", "num_steps", "learning_rate", "engine", "steps_done", "names_sha256", "optimizer",
    "random",
}  # fmt: skip


class NoRun(ValueError):
    """What is to be gone on with is a finished model: nothing says how it was trained on."""


class OtherNames(ValueError):
    """What is to be gone on with was begun on another list of names."""


class Trainer:
    """Trains one step of the tutorial on a list of names, reproducibly from a seed.

    The random stream is used in the order of the published microgpt: shuffle the names, draw the
    weights row by row from gauss(0, 0.08), and (`rng`, afterwards) sample. The same seed and
    numbers give the same losses to 1e-9 everywhere; the last digits may differ where the C library
    of a platform (libm) computes exp, log, pow or sqrt differently.
    Raises ValueError for names, a number of training steps, a learning rate, an engine or a seed
    that makes no sense.
    """

    def __init__(
        self,
        step: Step,
        names: Sequence[str],
        config: Config | None = None,
        seed: int = 42,
        num_steps: int = 1000,
        learning_rate: float | None = None,
        engine: str = DEFAULT_ENGINE,
    ) -> None:
        finish(self._set_up(step, names, config, seed, num_steps, learning_rate, engine))

    @classmethod
    def in_slices(cls, *args: Any, **numbers: Any) -> Slices[Trainer]:
        """A Trainer made of the same arguments, giving way: a list may be long."""
        trainer = cls.__new__(cls)
        yield from trainer._set_up(*args, **numbers)
        return trainer

    def _set_up(
        self,
        step: Step,
        names: Sequence[str],
        config: Config | None = None,
        seed: int = 42,
        num_steps: int = 1000,
        learning_rate: float | None = None,
        engine: str = DEFAULT_ENGINE,
    ) -> Slices[None]:
        letters = yield from letters_in(names)
        if len(letters) < 2:
            raise ValueError("There is nothing to learn from: give names of two or more letters.")
        if type(num_steps) is not int or num_steps < 1:
            raise ValueError(
                f"The number of training steps must be 1 or more, not {quoted(num_steps)}."
            )
        if learning_rate is not None and not is_rate(learning_rate):
            raise ValueError(
                f"The learning rate must be a positive number, not {quoted(learning_rate)}."
            )
        if engine not in list(ENGINES):
            raise ValueError(f"There is no engine {quoted(engine)}: take {' or '.join(ENGINES)}.")
        check_seed(seed)
        self.seed = seed
        self.num_steps = num_steps
        self.learning_rate = learning_rate or step.learning_rate or 0.0  # counting has none
        self.engine = engine
        self.steps_done = 0
        self._under_way = False
        self.names_sha256 = yield from fingerprint_in_slices(names)
        self.rng = random.Random(seed)
        self.names = list(names)
        yield from shuffle_in_slices(self.names, self.rng)
        tokenizer = Tokenizer(letters)
        config = step.config(config or Config())
        self.matrices = draw_weights(step, tokenizer.vocab_size, config, self.rng)
        self._model = Model(step, config, tokenizer, self.matrices)
        self.optimizer = OPTIMIZERS[step.optimizer](self.matrices)

    def training_step(self) -> float:
        """Learn from the next name; return its mean loss per letter (nats) before the update.

        Raises Failure where the loss is no number up to LARGEST_LOSS or the update would make
        numbers that no file may hold, and ValueError after the last training step. All then stays
        as it was before.
        """
        *_, loss = self.training_step_in_slices()
        assert loss is not None
        return loss

    def training_steps(self) -> Iterator[float | None]:
        """What is left of the training: None where it gives way, the loss of each training step."""
        while self.steps_done < self.num_steps:
            yield from self.training_step_in_slices()

    def training_step_in_slices(self) -> Iterator[float | None]:
        """`training_step()` as a generator: None where it gives way, at last the loss."""
        if self.steps_done == self.num_steps:
            raise ValueError(f"The training of {self.num_steps} steps has ended: start another.")
        if self._under_way:
            raise ValueError("A training step is under way: finish it or close it first.")
        self._under_way = True
        try:
            loss = yield from self._learn()
        except OutOfRange as error:
            raise self._diverged("weights") from error
        except ArithmeticError as error:
            raise self._diverged("loss") from error
        finally:
            self._under_way = False
        self.steps_done += 1
        yield loss

    def _learn(self) -> Slices[float]:
        self.optimizer.zero_grad()
        if self._model.step.gradients == "autograd":
            return (yield from self._autograd())
        tokens = self._next_tokens()
        if self._model.step.gradients == "counting":
            return (yield from count_pairs(self.matrices, self._model.config, tokens))
        loss = yield from mlp_gradients(self.matrices, tokens)
        self._require_in_range(loss)
        self.optimizer.update(self._lr_t())
        return loss

    def _autograd(self) -> Slices[float]:
        """One training step of the tutorial's steps 2 to 5, where mlp() stands for gpt() in 2."""
        engine = ENGINES[self.engine]
        weights = engine.leaves(self.matrices)
        gpt = partial(self._model.step.architecture.forward, weights, self._model.config)

        tokens = self._next_tokens()
        n = len(tokens) - 1
        keys, values = kv_cache(self._model.config)
        losses = []
        for pos_id in range(n):
            token_id, target_id = tokens[pos_id], tokens[pos_id + 1]
            logits = gpt(token_id, pos_id, keys, values)
            loss_t = cross_entropy(logits, target_id)
            losses.append(loss_t)
            yield
        loss: Value = (1 / n) * sum(losses)

        yield from backward_in_slices(loss)  # loss.backward(), a part at a time
        engine.collect(self.matrices, weights)
        self._require_in_range(loss.data)

        lr_t = self._lr_t()
        self.optimizer.update(lr_t)
        return loss.data

    def _next_tokens(self) -> list[int]:
        """The tokens of the next name: [BOS] + ids + [BOS], as much of them as the model sees."""
        doc = self.names[self.steps_done % len(self.names)]
        return self._model.visible(self._model.tokenizer.encode(doc))

    def _lr_t(self) -> float:
        """The learning rate of the next update: it falls linearly to zero."""
        return self.learning_rate * (1 - self.steps_done / self.num_steps)

    def _require_in_range(self, loss: float) -> None:
        if not loss <= LARGEST_LOSS:  # which is so for no number at all, too
            raise self._diverged("loss")

    def _diverged(self, what: str) -> Failure:
        return Failure(
            f"The {what} left all bounds at training step {self.steps_done + 1}: "
            "use a smaller learning rate."
        )

    @property
    def provenance(self) -> dict[str, int | float | str]:
        """What, besides the sizes, the result depends on."""
        return {
            "seed": self.seed,
            "num_steps": self.num_steps,
            "learning_rate": self.learning_rate,
            "names_sha256": self.names_sha256,
        }

    @property
    def model(self) -> Model:
        """The model as it is now, with a copy of the weights."""
        weights = {name: matrix.frozen() for name, matrix in self.matrices.items()}
        return replace(self._model, weights=weights)

    @property
    def held_out(self) -> list[str]:
        """The last 1,000 of the shuffled names, less those whose text training sees."""
        return held_out(self.names, self.num_steps)

    def state(self) -> dict[str, Any]:
        """The training as plain data, to be written with `checkpoint.dump` and resumed later."""
        run = {
            **self.provenance,
            "engine": self.engine,
            "steps_done": self.steps_done,
            "optimizer": self.optimizer.state(),
            "random": random_state(self.rng),
        }
        return {**self.model.state(), "run": run}

    @classmethod
    def resume(cls, state: dict[str, Any], names: Sequence[str]) -> Trainer:
        """Go on with a training from its `state()` and the names it was started with.

        Raises NoRun where it has no run, OtherNames where the names are others, and ValueError
        where it is damaged.
        """
        return finish(cls.resume_in_slices(state, names))

    @classmethod
    def resume_in_slices(cls, state: dict[str, Any], names: Sequence[str]) -> Slices[Trainer]:
        """The same, giving way."""
        model, run = read_model(state), state.get("run")
        if "run" not in state:
            raise NoRun("This is a finished model, not a training to go on with.")
        if type(run) is not dict or run.keys() != RUN_KEYS:
            raise ValueError("This is no training to go on with: its run is not complete.")
        if run["names_sha256"] != (yield from fingerprint_in_slices(names)):
            raise OtherNames("This training was started with another list of names: give that one.")
        rate = run["learning_rate"] if model.step.learning_rate else None  # counting has none
        if model.step.learning_rate and rate is None:
            raise ValueError("This training has no learning rate.")
        numbers = (run["seed"], run["num_steps"], rate, run["engine"])
        trainer = yield from cls.in_slices(model.step, names, model.config, *numbers)
        done = run["steps_done"]
        if type(done) is not int or not 0 <= done <= trainer.num_steps:
            raise ValueError(f"This training cannot have done {quoted(done)} steps.")
        trainer.steps_done = done
        for name, matrix in trainer.matrices.items():
            matrix[:] = [list(row) for row in model.weights[name]]
        trainer.optimizer.restore(run["optimizer"], done)
        restore_random_state(trainer.rng, run["random"])
        return trainer


def is_rate(number: object) -> bool:
    """Whether this is a finite number above zero."""
    if isinstance(number, bool) or not isinstance(number, (int, float)):
        return False
    return 0 < number <= sys.float_info.max
