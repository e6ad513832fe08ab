"""What the commands share: the parser, numbers as options, and those that name a model."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from microgpt import checkpoint
from microgpt.files import named
from microgpt.model import Model
from microgpt.numerals import whole
from microgpt.steps import DEFAULT_STEP, STEPS
from microgpt.wording import cut, quoted, some

from .console import tell

STEP_TITLES = ", ".join(f"{step.number} {step.title}" for step in STEPS)
LONGEST_COMPLAINT = 300  # characters

Number = TypeVar("Number", int, float)


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is a ValueError, in one sentence."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does it, but for `--option=--`, which it takes for a list of nothing."""
        for argument in args or ():
            if argument.startswith("--") and argument.endswith("=--"):
                self.error(f"argument {argument[:-3]}: takes a value, not '--'.")
        return super().parse_known_args(args, namespace)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write a help; argparse would keep silent where that fails."""
        (file or sys.stderr).write(message)

    def error(self, message: str) -> NoReturn:
        """Raise the ValueError."""
        option, takes, wanted = message.removeprefix("argument ").partition(": takes ")
        if takes and message.startswith("argument "):  # in our own words
            raise ValueError(f"{cut(option)} takes {cut(wanted, LONGEST_COMPLAINT)}")
        option, expects, _ = message.removeprefix("argument ").partition(": expected ")
        if expects:
            raise ValueError(f"{cut(option)} takes a value: give it one.")
        unknown = message.removeprefix("unrecognized arguments: ")
        if unknown != message:
            raise ValueError(f"There is no option or argument {quoted(unknown)}: leave it out.")
        if "required: command" in message or "invalid choice" in message:
            raise ValueError("Say what to do: microgpt generate, train or score.")
        raise ValueError(f"{cut(message, LONGEST_COMPLAINT)}; see {self.prog} --help.")


def numeral(
    read: Callable[[str], Number], fits: Callable[[Number], bool], wanted: str
) -> Callable[[str], Number]:
    """The type of an option: a number that fits; `wanted` says which do."""

    def convert(text: str) -> Number:
        try:
            number = read(text)
        except ValueError:
            pass
        else:
            if fits(number):
                return number
        raise argparse.ArgumentTypeError(f"takes {wanted}, not {quoted(text)}.")

    return convert


def whole_number(low: int, high: int | None = None) -> Callable[[str], int]:
    """The type of an option that is a whole number, with both bounds allowed."""
    if high is None:
        return numeral(whole, lambda n: n >= low, f"a whole number of {low} or more")
    return numeral(whole, lambda n: low <= n <= high, f"a whole number from {low} to {high}")


def one_of(words: Sequence[str]) -> Callable[[str], str]:
    """The type of an option that is one of a few words."""

    def convert(text: str) -> str:
        if text not in words:
            raise argparse.ArgumentTypeError(f"takes {' or '.join(words)}, not {quoted(text)}.")
        return text

    return convert


def output(text: str) -> Path:
    """The type of an option that names a file to be written."""
    if text.endswith(("/", os.sep)):
        raise argparse.ArgumentTypeError(f"takes a file, not the folder {quoted(text)}.")
    return Path(text)


def add_model_options(command: argparse.ArgumentParser) -> None:
    """The options that say which model answers."""
    command.add_argument(
        "--step",
        type=whole_number(0, STEPS[-1].number),
        metavar="N",
        help=f"the model of a step of the tutorial: {STEP_TITLES} (default: {DEFAULT_STEP}, or "
        "that of --weights)",
    )
    command.add_argument(
        "--weights",
        type=Path,
        metavar="FILE",
        help="a file written by train (default: the weights that came with the package)",
    )


def chosen_model(options: argparse.Namespace) -> Model:
    """The model of --weights, or the baked one of --step."""
    if options.weights is None:
        return checkpoint.load_baked(DEFAULT_STEP if options.step is None else options.step)
    model = checkpoint.load(options.weights)
    if options.step not in (None, model.step.number):
        raise ValueError(
            f"{named(options.weights)} holds step {model.step.number}, not step {options.step}: "
            "leave out --step."
        )
    return model


def tell_how_read(given: Sequence[str], read: Sequence[str]) -> None:
    """Say once which of the texts were taken in lower case."""
    folded = dict.fromkeys(quoted(b) for a, b in zip(given, read) if a != b and a != a.lower())
    if folded:
        tell(f"Read as {some(list(folded))}: this model writes lower case.")
