"""Run: a training with what it has left behind: its losses, and the moments one can go back to."""

from __future__ import annotations

import marshal
from collections.abc import Generator, Sequence
from typing import Any

from .checkpoint import read_model
from .model import Model
from .slices import Slices
from .train import Trainer
from .training_list import TrainingList, as_text, text_in_slices
from .wording import quoted

MOMENTS = (1, 1.5, 2, 3, 5, 7)  # times powers of ten: evenly spaced in the logarithm, nearly
NUMBERS = ("seed", "num_steps", "learning_rate", "engine")

State = dict[str, Any]  # what Trainer.state() gives


class Run:
    """A Trainer, the loss of each of its training steps, and its states at some of them.

    `names` is the list that the Trainer was given, in its own order. States are kept as bytes: the
    garbage collector would go through all their numbers again and again, a tenth of the training.
    """

    def __init__(self, trainer: Trainer, names: Sequence[str]) -> None:
        self.trainer = trainer
        self.names = names
        self.losses: list[float] = []
        self._listed = ""
        self._wanted = set(moments(trainer.num_steps))
        self._kept: dict[int, bytes] = {}
        self._keep()

    @property
    def moments(self) -> list[int]:
        """The numbers of training steps after which the run was kept so far."""
        return sorted(self._kept)

    def go(self, count: int | None = None) -> Generator[State | None, None, None]:
        """Train on, by `count` training steps or to the end.

        Its items: None where it gave way, {"loss"} for each training step, and with it "moment"
        where the run was kept. It can be closed between two of them and be called again. Raises
        Failure where the training diverges; the weights then stay as they are.
        """
        trainer = self.trainer
        end = trainer.num_steps if count is None else trainer.steps_done + count
        while trainer.steps_done < min(end, trainer.num_steps):
            for loss in trainer.training_step_in_slices():
                yield None if loss is None else self._note(loss)

    def _note(self, loss: float) -> State:
        self.losses.append(loss)
        done = self.trainer.steps_done
        if done not in self._wanted:
            return {"loss": loss}
        self._keep()
        return {"loss": loss, "moment": done}

    def _keep(self) -> None:
        self._kept[self.trainer.steps_done] = marshal.dumps(self.trainer.state())

    def state(self, moment: int | None = None) -> State:
        """The training at a moment, or as it is now; raises ValueError where it was not kept."""
        if moment is None or moment == self.trainer.steps_done:
            return self.trainer.state()
        if type(moment) is not int or moment not in self._kept:
            raise ValueError(
                f"The run was not kept at training step {quoted(moment)}: "
                "choose one of its moments."
            )
        return self._at(moment)

    def _at(self, moment: int) -> State:
        state: State = marshal.loads(self._kept[moment])
        return state

    def recall(self, state: State) -> None:
        """Have a moment back that this training was kept at before it was written and resumed.

        Raises ValueError where the state is not sound, or not one of this training's past.
        """
        read_model(state)
        known, run = self._at(min(self._kept)), state.get("run")
        if type(run) is not dict or identity(state) != identity(known):
            raise ValueError("This moment is one of another training.")
        done = run.get("steps_done")
        if type(done) is not int or not 0 <= done <= self.trainer.steps_done:
            raise ValueError(f"This training has not been at training step {quoted(done)}.")
        self._kept.setdefault(done, marshal.dumps(state))

    def trained_on(self, moment: int | None = None) -> Slices[TrainingList]:
        """What it had read at a moment, or has by now, giving way."""
        if not self._listed:
            self._listed = yield from text_in_slices(self.names)
        done = self.trainer.steps_done if moment is None else moment
        return TrainingList(self._listed, as_text(self.trainer.names[:done]))

    def model(self, moment: int | None = None) -> Model:
        """The model at a moment, or as it is now; raises ValueError as `state`."""
        state = self.state(moment)
        done = {"steps_done": state["run"]["steps_done"]}
        return read_model({**state, "provenance": {**self.trainer.provenance, **done}})

    def branch(self, moment: int, num_steps: int, learning_rate: float) -> Slices[Run]:
        """A run of its own that goes on from a moment, with other numbers than this one; gives way.

        Raises ValueError where it was not kept then, or where the numbers make no sense.
        """
        state = self.state(moment)
        numbers = {"num_steps": num_steps, "learning_rate": learning_rate}
        changed = {**state, "run": {**state["run"], **numbers}}
        return Run((yield from Trainer.resume_in_slices(changed, self.names)), self.names)


def identity(state: State) -> list[Any]:
    """What all moments of one training have in common."""
    model = [state[name] for name in ("step", "config", "vocabulary")]
    return model + [state["run"].get(name) for name in (*NUMBERS, "names_sha256")]


def moments(num_steps: int) -> list[int]:
    """The training steps after which a run is kept: about twenty, the first and the last included.

    >>> moments(100)
    [0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100]
    """
    found, power = {0, num_steps}, 1
    while power <= num_steps:
        found |= {int(factor * power) for factor in MOMENTS}
        power *= 10
    return sorted(moment for moment in found if moment <= num_steps)
