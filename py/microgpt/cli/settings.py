"""The settings of a training, and the Trainer that begins with them or goes on from a file."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from microgpt import checkpoint
from microgpt.config import Config
from microgpt.engines import DEFAULT_ENGINE
from microgpt.files import named
from microgpt.steps import get_step
from microgpt.train import NoRun, Trainer

SIZES = {
    "n_embd": "numbers that stand for each position, a multiple of --n-head",
    "n_head": "attention heads, which share those numbers",
    "n_layer": "transformer layers, one after the other",
    "block_size": "positions that the model looks at: the longest name it can write",
}
DEFAULTS = {
    "num_steps": 1000,
    "seed": 42,
    **asdict(Config()),
    "learning_rate": None,
    "engine": DEFAULT_ENGINE,
}
CHANGEABLE = ("num_steps", "learning_rate")  # in a training that is gone on with


def started(options: argparse.Namespace, names: list[str]) -> Trainer:
    """A new training; raises ValueError for settings that make no sense or are of no use to it."""
    if options.step is None:
        raise ValueError("There is nothing to train: name a step from 0 to 5 with --step.")
    step = get_step(options.step)
    given = given_settings(options)
    for name, value in given.items():
        if value != DEFAULTS[name] and name not in step.settings | {"num_steps", "seed"}:
            raise ValueError(f"Step {step.number} makes no use of {as_option(name)}: leave it out.")
    chosen = {**DEFAULTS, **given}
    sizes = Config(**{name: chosen.pop(name) for name in SIZES} | dict(step.architecture.fixed))
    return Trainer(step, names, sizes, **chosen)


def resumed(options: argparse.Namespace, names: list[str]) -> Trainer:
    """The training of --from, with the CHANGEABLE numbers of the options.

    Raises ValueError where it is none or has no training steps left, and for other settings.
    """
    source = named(options.begun)
    state = checkpoint.parse_document(checkpoint.read_file(options.begun), source)
    try:
        trainer = Trainer.resume(state, names)
    except NoRun as error:
        raise ValueError(
            f"{source} holds a finished model without what it takes to go on: name a file that "
            "train or the page wrote, or begin a new training with --step."
        ) from error
    except ValueError as error:
        raise ValueError(f"{source} cannot be gone on with. {error}") from error
    begun_with = {
        "step": trainer.model.step.number,
        **asdict(trainer.model.config),
        **{name: getattr(trainer, name) for name in DEFAULTS if name not in SIZES},
    }
    given = given_settings(options)
    changed = {name: given.pop(name) for name in CHANGEABLE if name in given}
    for name, value in given.items():
        if value != begun_with[name]:
            option = as_option(name)
            raise ValueError(
                f"{source} was started with {option} {begun_with[name]}: leave out {option}."
            )
    return changed_in(trainer, state, names, changed, source)


def changed_in(
    trainer: Trainer, state: Any, names: list[str], changed: dict[str, Any], source: str
) -> Trainer:
    """A training from a state, with other numbers; raises ValueError where they make no sense."""
    step = trainer.model.step
    if "learning_rate" in changed and step.learning_rate is None:
        raise ValueError(f"Step {step.number} makes no use of --learning-rate: leave it out.")
    done = trainer.steps_done
    if changed.get("num_steps", trainer.num_steps) <= done:
        raise ValueError(
            f"{source} has done {done} training steps: to go on, give more with --num-steps."
        )
    if not changed:
        return trainer
    return Trainer.resume({**state, "run": {**state["run"], **changed}}, names)


def given_settings(options: argparse.Namespace) -> dict[str, Any]:
    """The settings that were chosen, and none that were not."""
    values = {name: getattr(options, name) for name in DEFAULTS}
    if options.begun:
        values["step"] = options.step
    return {name: value for name, value in values.items() if value is not None}


def as_option(name: str) -> str:
    """A setting as it is written on the command line."""
    return "--" + name.replace("_", "-")
