"""The sweep: what the steps give with other learning rates, more names, other heads and seeds.

Its questions, each answered by trainings that differ in one thing:

    How do steps 4 (SGD) and 5 (Adam) end at other learning rates?
    How near does the network of step 2 come to the count table of step 0 when both read more names?
    Do steps 4 and 5 end lower with two, four or eight heads than with one, and do their heads look
    at some letters more than at others?
    Does what one seed shows hold for others: another order of the names, other first weights?
    Where would step 2 end at the rate that the tutorial's last table prints for it?
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from microgpt.config import Config
from microgpt.failure import Failure
from microgpt.names import read_names
from microgpt.score import mean_loss
from microgpt.steps import get_step
from microgpt.train import RECENT, Trainer

from .evenness import evenness, looking_evenly
from .job import Settings, mean

RATES = "rates.json"

SGD_RATES = (0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 1.0, 3.0)
ADAM_RATES = (0.001, 0.003, 0.01, 0.02, 0.03, 0.1, 0.3, 10.0)
OWN_RATES = {number: get_step(number).learning_rate for number in (4, 5)}
LONGER = (1, 3, 10)  # times the training steps of the bake
MORE = LONGER[-1]
HEADS = (1, 2, 8)
PRINTED_RATE = 0.1  # for step 2, in the tutorial's last table; its code has 1.0
SEEDS = range(1, 5)  # added to the seed of the bake


@dataclass(frozen=True)
class Training:
    """One training of the sweep; a learning rate of None is the step's own."""

    step: int
    learning_rate: float | None = None
    times: int = 1
    n_head: int = Config().n_head
    more_seed: int = 0

    @property
    def cost(self) -> int:
        """About how long it takes, in no unit."""
        return self.times * (0, 2, 2, 6, 7, 8)[self.step]


def trainings() -> Iterator[Training]:
    """All of them, each once."""
    yield from (Training(4, rate) for rate in SGD_RATES)
    yield from (Training(5, rate) for rate in ADAM_RATES)
    for step in (0, 2):
        yield from (Training(step, times=times) for times in LONGER)
    for step, rate in OWN_RATES.items():
        yield from (Training(step, rate, n_head=heads) for heads in HEADS)
    yield from (Training(5, times=MORE, n_head=heads) for heads in (1, 4))
    for more in SEEDS:
        for step, rate in OWN_RATES.items():
            yield Training(step, rate, n_head=1, more_seed=more)
        yield from (Training(4, rate, more_seed=more) for rate in (0.1, 0.2, 0.3))
        yield Training(5, 0.01, more_seed=more)
    yield Training(2, PRINTED_RATE)


def train(task: tuple[Training, Settings]) -> dict[str, Any]:
    """Train; return the row of rates.json. A training that diverges has its row, too."""
    training, settings = task
    step = get_step(training.step)
    trainer = Trainer(
        step,
        read_names(settings.names),
        Config(n_head=training.n_head),
        seed=settings.seed + training.more_seed,
        num_steps=settings.num_steps * training.times,
        learning_rate=training.learning_rate,
    )
    what = {
        "step": step.number,
        "optimizer": step.optimizer,
        "learning_rate": trainer.learning_rate or None,
        "num_steps": trainer.num_steps,
        "n_head": training.n_head if step.number in OWN_RATES else None,
        "seed": trainer.seed,
        "parameters": trainer.model.parameters,
    }
    try:
        losses = [trainer.training_step() for _ in range(trainer.num_steps)]
        measured = measure(trainer, losses)
    except (Failure, ArithmeticError):
        return {**what, "diverged_at": min(trainer.steps_done + 1, trainer.num_steps)}
    means = {name: mean(values) for name, values in measured.items() if values}
    # Trainings with another seed read other names: they are compared as wholes, not name by name.
    measured.pop("looks", None)
    lists = {} if training.more_seed else {"losses": measured}
    return {**what, "diverged_at": None, "means": means, **lists}


def measure(trainer: Trainer, losses: list[float]) -> dict[str, list[float]]:
    """Losses name by name: the first and last of the training, and on the held-out names.

    Of a GPT as the tutorial trains it, "even" is the held-out losses had it looked at all letters
    alike, and "looks" how evenly it does.
    """
    model, held_out = trainer.model, trainer.held_out
    found = {
        "first": losses[:RECENT],
        "last": losses[-RECENT:],
        "held_out": [mean_loss(model, [name]) for name in held_out],
    }
    own = (OWN_RATES.get(model.step.number), Config().n_head)
    if own == (trainer.learning_rate, model.config.n_head):
        found["even"] = [mean_loss(looking_evenly(model), [name]) for name in held_out]
        found["looks"] = [evenness(model, name) for name in held_out]
    return found


def told(row: dict[str, Any]) -> str:
    """What there is to say of a training that has ended."""
    rate = "" if row["learning_rate"] is None else f" at {row['learning_rate']:g}"
    heads = "" if row["n_head"] is None else f", heads: {row['n_head']}"
    end = (
        f"loss {row['means']['last']:.4f}"
        if row["diverged_at"] is None
        else f"diverged at training step {row['diverged_at']:,}"
    )
    return f"Step {row['step']}{rate}{heads}, seed {row['seed']}, {row['num_steps']:,} names  {end}"


def dump_rates(header: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """The text of rates.json."""
    return json.dumps({**header, "trainings": rows}, ensure_ascii=False, allow_nan=False) + "\n"
