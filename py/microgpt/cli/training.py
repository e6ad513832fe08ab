"""Training aloud: runs a Trainer to its end, tells how far it is, and keeps its files."""

from __future__ import annotations

import json
import math
import signal
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from microgpt import checkpoint
from microgpt.failure import Failure
from microgpt.files import named
from microgpt.score import mean_loss
from microgpt.train import LARGEST_LOSS, RECENT, Trainer
from microgpt.wording import counted
from microgpt.writing import write_all

from .progress import Progress

TRIED = 10  # names that a model is tried with before it is written


class Training:
    """A Trainer with where it is written as a run file and, if asked for, its losses.

    `every` is how many training steps lie between two checkpoints; 0: none are written.
    """

    def __init__(self, trainer: Trainer, out: Path, losses_out: Path | None, every: int) -> None:
        self.trainer = trainer
        self.out = out
        self.losses_out = losses_out
        self.every = every
        self.losses: list[float] = []
        self.seconds = 0.0

    def run(self) -> None:
        """Train to the end and write the files.

        With checkpoints, Ctrl-C ends it after the training step that is under way, and what the
        KeyboardInterrupt says is what was kept. Raises Failure where the training diverges.
        """
        start = time.perf_counter()
        wishes_of = wishes_to_stop if self.every else no_wishes
        with wishes_of() as wishes:
            self._train(wishes)
            self.seconds = time.perf_counter() - start
            self._check()
            self._write()

    def _train(self, wishes: list[bool]) -> None:
        trainer = self.trainer
        with closing(Progress(trainer.num_steps)) as progress:
            while trainer.steps_done < trainer.num_steps:
                self.losses.append(trainer.training_step())
                progress.update(trainer.steps_done, self.losses)
                if trainer.steps_done == trainer.num_steps:
                    break
                if wishes:
                    progress.close()
                    self._stop()
                if self.every and trainer.steps_done % self.every == 0:
                    self._write()

    def _stop(self) -> None:
        self._write()
        raise KeyboardInterrupt(
            f"stopped after training step {self.trainer.steps_done} of {self.trainer.num_steps}; "
            f"{named(self.out)} keeps it: go on with --from {named(self.out)}."
        )

    def _write(self) -> None:
        provenance = {**self.trainer.provenance, "steps_done": self.trainer.steps_done}
        texts = {self.out: checkpoint.dump(self.trainer.state(), provenance)}
        if self.losses_out:
            texts[self.losses_out] = json.dumps(self.losses, allow_nan=False) + "\n"
        write_all(texts)

    def _check(self) -> None:
        """Raise Failure where the last update, after which no loss was taken, led astray."""
        try:
            loss = mean_loss(self.trainer.model, self.trainer.names[:TRIED])
        except Failure:
            loss = math.inf
        if not loss <= LARGEST_LOSS:
            raise Failure(
                "The last training step led the model astray, so nothing was written: "
                "use a smaller learning rate."
            )

    def summary(self) -> str:
        """What came out, in two sentences; measuring the held-out loss takes a moment."""
        model, recent, held_out = self.trainer.model, self.losses[-RECENT:], self.trainer.held_out
        step = model.step
        learned = (
            f"Step {step.number} {step.title}: {model.parameters:,} {step.unit}, "
            f"{counted(len(self.losses), 'training step')} in {self.seconds:.1f} s"
        )
        if recent:
            learned += f", mean loss of the last {len(recent)}: {sum(recent) / len(recent):.4f}"
        if not held_out:
            return f"{learned}. Training saw every name of the list, so there is no held-out loss."
        held_out_loss = mean_loss(model, held_out)
        return f"{learned}. Loss on {counted(len(held_out), 'held-out name')}: {held_out_loss:.4f}."


@contextmanager
def wishes_to_stop() -> Iterator[list[bool]]:
    """A list that the first Ctrl-C adds to, instead of stopping at once as the second one does."""
    wishes: list[bool] = []

    def wish(*_: object) -> None:
        if wishes:
            raise KeyboardInterrupt
        wishes.append(True)

    before = signal.signal(signal.SIGINT, wish)
    try:
        yield wishes
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def no_wishes() -> Iterator[list[bool]]:
    """A list that stays empty: Ctrl-C stops at once, and nothing is kept."""
    yield []
