"""What the commands share: the parser, the options that name a model, and where notes go."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from microgpt import checkpoint
from microgpt.model import Model
from microgpt.steps import DEFAULT_STEP


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help.\n")


def add_model_options(command: argparse.ArgumentParser) -> None:
    """The options that say which model answers."""
    command.add_argument("--step", type=int, help="0 to 5; 5 unless --weights says otherwise")
    command.add_argument("--weights", type=Path, help="a file written by train, not the baked ones")


def chosen_model(options: argparse.Namespace) -> Model:
    """The model of --weights, or the baked one of --step."""
    if options.weights is None:
        return checkpoint.load_baked(DEFAULT_STEP if options.step is None else options.step)
    model = checkpoint.load(options.weights)
    if options.step not in (None, model.step.number):
        raise ValueError(
            f"{options.weights} holds step {model.step.number}, not step {options.step}: "
            "leave out --step."
        )
    return model


def tell(message: str) -> None:
    """Say something that is not a result."""
    print(message, file=sys.stderr)
