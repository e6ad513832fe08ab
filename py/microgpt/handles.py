"""Handles: the models and runs at hand, by id, and each model with its own list of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from . import checkpoint
from .model import Model
from .names import fingerprint
from .slices import Slices
from .steps import DEFAULT_STEP, STEPS
from .training_list import TrainingList, as_text, own_fingerprint, own_training_list, shuffled
from .wording import quoted

if TYPE_CHECKING:  # a model that only makes names needs nothing that trains
    from .run import Run

BAKED = {f"step{step.number}": step.number for step in STEPS}
DEFAULT_MODEL = f"step{DEFAULT_STEP}"
LONGEST_ID = 40


@dataclass(frozen=True)
class Handle:
    """A model with the list it was trained on; None where that list is not at hand."""

    model: Model
    trained_on: TrainingList | None

    def origin(self, name: str) -> str | None:
        """What a name is to the model: "read", "listed" or "new".

        None for the empty name, and where nobody can tell.
        """
        return self.trained_on.origin(name) if self.trained_on else None

    def held_out(self) -> Slices[list[str]]:
        """Names that its training never reads; none where there are none, or nobody can tell."""
        provenance = self.model.provenance
        seed = provenance.get("seed")
        read = provenance.get("names_read", provenance.get("num_steps"))
        if self.trained_on is None or type(seed) is not int or type(read) is not int or read < 0:
            return []
        return (yield from self.trained_on.held_out(seed, read))


class Handles:
    """Any number of opened models and runs, by id; "step0" to "step5" are else the baked ones."""

    def __init__(self) -> None:
        self._opened: dict[str, Handle] = {}
        self._runs: dict[str, Run] = {}

    def __getitem__(self, model_id: object) -> Handle:
        """The model of this id, opened or else baked; raises ValueError where there is none."""
        if type(model_id) is str and model_id in self._opened:
            return self._opened[model_id]
        if type(model_id) is str and model_id in BAKED:
            return baked_handle(BAKED[model_id])
        raise ValueError(f"There is no model {quoted(str(model_id)[:LONGEST_ID])}: open it first.")

    def open(self, model_id: str, model: Model, names: Sequence[str] | None = None) -> Handle:
        """Keep a model under an id, in place of what had it; `names` is the list it was trained on.

        Raises ValueError for an id that is empty or too long, and for a list that is another one.
        """
        handle = Handle(model, training_list(model, names))
        self.keep(model_id, handle)
        return handle

    def keep(self, model_id: str, handle: Handle) -> None:
        """Keep a model whose list is known, as `open`."""
        check_id(model_id)
        self._opened[model_id] = handle

    def describe(self, model_id: str) -> dict[str, Any]:
        """What a model is, as plain data: id, step, title, size, vocabulary.

        Raises ValueError if unknown.
        """
        model = self[model_id].model
        return {
            "model": model_id,
            "step": model.step.number,
            "title": model.step.title,
            "parameters": model.parameters,
            "vocabulary": list(model.tokenizer.characters),
            "block_size": model.config.block_size,
        }

    def close(self, model_id: object) -> None:
        """Forget what was opened under this id."""
        if type(model_id) is str:
            self._opened.pop(model_id, None)

    def run(self, run_id: object) -> Run:
        """The run of this id; raises ValueError where there is none."""
        if type(run_id) is str and run_id in self._runs:
            return self._runs[run_id]
        raise ValueError(f"There is no run {quoted(str(run_id)[:LONGEST_ID])}: begin it first.")

    def keep_run(self, run_id: str, run: Run) -> None:
        """Keep a run under an id, in place of what had it; raises ValueError for a bad id."""
        check_id(run_id)
        self._runs[run_id] = run

    def drop_run(self, run_id: object) -> None:
        """Forget the run of this id."""
        if type(run_id) is str:
            self._runs.pop(run_id, None)


def check_id(text: object) -> None:
    """Raise ValueError where an id is empty, too long or no text."""
    if type(text) is not str or not 0 < len(text) <= LONGEST_ID:
        raise ValueError(f"An id must be text of 1 to {LONGEST_ID} characters.")


@cache
def baked_handle(step: int) -> Handle:
    """The model of a step as it came with the package."""
    model = checkpoint.load_baked(step)
    return Handle(model, training_list(model))


def training_list(model: Model, names: Sequence[str] | None = None) -> TrainingList | None:
    """The list a model says it was trained on: the given one, the project's own, or none at hand.

    Raises ValueError where the given list is another one.
    """
    provenance = model.provenance
    seed, read = provenance.get("seed"), provenance.get("num_steps")  # a training step, a name
    read = provenance.get("steps_done", read)  # less, where a training is under way
    read = provenance.get("names_read", read)  # more, where a training step reads many
    sha256 = provenance.get("names_sha256")
    if names is not None and fingerprint(names) != sha256:
        raise ValueError("The model was trained on another list of names: give that one.")
    if type(seed) is not int or type(read) is not int or read < 0:
        return None
    if names is not None:
        return TrainingList(as_text(names), as_text(shuffled(names, seed)[:read]))
    return own_training_list(seed, read) if sha256 == own_fingerprint() else None
