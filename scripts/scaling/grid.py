"""The sweep behind the figure of scale: models of five widths, each on four amounts of names.

Each training begins anew, for the learning rate falls to zero within it. One more is the larger
model that the page offers; see `scaling.scaled`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import torch
from baking.pool import in_processes
from lib.paths import SCALED, SCALING
from microgpt import __version__
from microgpt.checkpoint import FORMAT
from microgpt.cli.console import tell
from microgpt.config import Config
from microgpt.train import RECENT
from microgpt.writing import require_writable, write_all
from website.difference import difference

from scaling.corpus import Corpus
from scaling.plan import Plan
from scaling.scaled import PLAN, facts, weights
from scaling.trainer import Trainer

WIDTHS = (8, 16, 32, 64, 128)
AMOUNTS = (4096, 16384, 65536, 262144)  # names read; where the list is shorter, again and again
BATCH = 32
RATE, OF_WIDTH = 0.02, 16

Run = tuple[int, int]  # width, amount


def rate(width: int) -> float:
    """The learning rate of a width: of the rates tried for 65,536 names, about the best.

    >>> rate(16), round(rate(64), 4)
    (0.02, 0.0071)
    """
    return RATE * (OF_WIDTH / width) ** 0.75


def plan_of(run: Run) -> Plan:
    """The numbers of one training."""
    width, amount = run
    sizes = Config(n_embd=width)
    return Plan(
        config=sizes,
        batch=BATCH,
        num_steps=amount // BATCH,
        learning_rate=rate(width),
        dtype="float32",
    )


def train(plan: Plan) -> tuple[Trainer, list[float], list[float]]:
    """Train in this process; return the trainer, its losses and those of the held-out names."""
    trainer = Trainer(plan, Corpus.of(plan.names, plan.seed))
    losses = list(trainer.training_steps())
    return trainer, losses, trainer.losses_of(trainer.held_out)


def train_run(run: Run) -> tuple[dict[str, Any], list[float]]:
    """What there is to say of one training, and its losses on the held-out names."""
    plan = plan_of(run)
    trainer, losses, held_out = train(plan)
    row = {
        **asdict(plan.sizes),
        "parameters": trainer.model().parameters,
        "learning_rate": plan.rate,
        "num_steps": plan.num_steps,
        "names_read": plan.num_steps * plan.batch,
        "mean_last_100": mean(losses[-RECENT:]),
        "held_out_loss": mean(held_out),
    }
    return row, held_out


def train_scaled(plan: Plan) -> tuple[str, dict[str, Any]]:
    """The text of the weights file of the larger model, and what there is to say of it."""
    trainer, _, held_out = train(plan)
    return weights(trainer), facts(trainer, mean(held_out))


def sweep() -> None:
    """Train all of them and write scaling.json and scaled.json, both or none.

    Raises ValueError where the files cannot be written.
    """
    for path in (SCALING, SCALED):
        require_writable(path)
    runs = [(width, amount) for amount in AMOUNTS for width in WIDTHS]
    tell(f"Training {len(runs) + 1} times …")
    found = dict(trained(runs))
    text, about = train_scaled(PLAN)
    tell(f"Scaled: {about['parameters']:,} parameters, held-out loss {about['held_out_loss']:.4f}.")
    rows = [{**found[run][0], **against(run, found)} for run in runs]
    document = {**header(), "runs": rows, "scaled": about}
    figure = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    write_all({SCALING: figure, SCALED: text})


def trained(runs: list[Run]) -> Iterator[tuple[Run, tuple[dict[str, Any], list[float]]]]:
    """Each run with what came of it, the longest first; say what has ended."""
    for run, result in in_processes(train_run, sorted(runs, key=math.prod, reverse=True)):
        row, _ = result
        tell(
            f"{row['parameters']:>9,} parameters, {row['names_read']:>9,} names read: "
            f"held-out loss {row['held_out_loss']:.4f}"
        )
        yield run, result


def against(run: Run, found: dict[Run, tuple[Any, list[float]]]) -> dict[str, Any]:
    """The run less that of the next smaller model, and less that of the next smaller amount.

    Both name by name on the held-out names; None where there is none.
    """
    width, amount = run
    smaller = {"against_smaller": (before(WIDTHS, width), amount)}
    fewer = {"against_fewer": (width, before(AMOUNTS, amount))}
    return {
        key: less(found[run][1], found[other][1]) if other in found else None
        for key, other in (smaller | fewer).items()
    }


def before(values: tuple[int, ...], value: int) -> int:
    """The one before it in ascending values; 0 before the first."""
    return (0, *values)[values.index(value)]


def less(losses: list[float], than: list[float]) -> dict[str, float] | None:
    """The mean of the paired differences and its standard error, in nats."""
    found = difference(losses, than)
    return {"mean": found.mean, "error": found.error} if found else None


def header() -> dict[str, Any]:
    """What holds for all of them."""
    plan = plan_of((WIDTHS[0], AMOUNTS[0]))
    corpus = Corpus.of(plan.names, plan.seed)
    vocabulary_size = len(corpus.vocabulary) + 1
    return {
        "format": FORMAT,
        "package": __version__,
        "torch": torch.__version__.partition("+")[0],
        "command": "python scripts/scale.py --sweep",
        "step": plan.step.number,
        "seed": plan.seed,
        "dtype": plan.dtype,
        "batch": plan.batch,
        "names": {"sha256": corpus.sha256, "count": len(corpus)},
        "training_names": corpus.training_count,
        "held_out_names": len(corpus) - corpus.training_count,
        "vocabulary_size": vocabulary_size,
        "uniform_loss": math.log(vocabulary_size),
    }


def mean(values: list[float]) -> float:
    return math.fsum(values) / len(values)
