"""One step of the bake: train, measure the held-out loss, and make the texts of its files."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from microgpt import __version__, checkpoint
from microgpt.names import fingerprint, read_names
from microgpt.score import mean_loss
from microgpt.steps import get_step
from microgpt.train import RECENT, Trainer

CURVES = "curves.json"


@dataclass(frozen=True)
class Settings:
    """What all steps of a bake have in common."""

    names: Path
    num_steps: int
    seed: int

    def header(self) -> dict[str, Any]:
        """The part of curves.json that holds for all steps."""
        names = read_names(self.names)
        vocabulary_size = len(set().union(*names)) + 1
        return {
            "format": checkpoint.FORMAT,
            "package": __version__,
            "python": checkpoint.PYTHON,
            "seed": self.seed,
            "num_steps": self.num_steps,
            "names": {"sha256": fingerprint(names), "count": len(names)},
            "vocabulary_size": vocabulary_size,
            "uniform_loss": math.log(vocabulary_size),
        }


@dataclass(frozen=True)
class Baked:
    """A trained step: its row of curves.json, and the text of its weights file."""

    row: dict[str, Any]
    weights: str
    seconds: float


def bake_step(task: tuple[int, Settings]) -> Baked:
    """Train a step and measure its held-out loss. Raises ValueError as the package does."""
    number, settings = task
    names = read_names(settings.names)
    trainer = Trainer(get_step(number), names, seed=settings.seed, num_steps=settings.num_steps)
    start = time.perf_counter()
    losses = [trainer.training_step() for _ in range(settings.num_steps)]
    seconds = time.perf_counter() - start
    model = trainer.model
    held_out = trainer.held_out
    held_out_losses = [mean_loss(model, [name]) for name in held_out]
    step = model.step
    row = {
        "step": step.number,
        "title": step.title,
        "function": step.function,
        "model": step.describe(model.tokenizer.vocab_size, model.config),
        "gradients": step.gradients,
        "optimizer": step.optimizer,
        "learning_rate": step.learning_rate,
        "parameters": model.parameters,
        "unit": step.unit,
        "concepts": list(step.concepts),
        "summary": step.summary,
        "cut_names": sum(map(model.cuts, names)),
        "mean_last_100": mean(losses[-RECENT:]),
        "held_out_loss": mean(held_out_losses) if held_out else None,
        "held_out_names": len(held_out),
        "losses": losses,
        "held_out_losses": held_out_losses,
    }
    return Baked(row, checkpoint.dump(model.state(), trainer.provenance), seconds)


def mean(numbers: list[float]) -> float:
    """The arithmetic mean."""
    return sum(numbers) / len(numbers)
