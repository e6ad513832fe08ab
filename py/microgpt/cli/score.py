"""microgpt score: prints how probable a model finds each letter of a name."""

from __future__ import annotations

import argparse
from typing import Any

from microgpt.score import ScoredLetter, score

from .options import add_model_options, chosen_model


def add_command(commands: Any) -> None:
    """The grammar of the command."""
    command = commands.add_parser("score", help="print how probable each letter of a name is")
    command.add_argument("names", nargs="+", metavar="NAME")
    add_model_options(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Print a table for each name, once all of them are known to have one."""
    model = chosen_model(options)
    for name, letters in [(name, score(model, name)) for name in options.names]:
        print_table(name, letters)


def print_table(name: str, letters: list[ScoredLetter]) -> None:
    """Each letter's probability and surprise, and the mean surprise."""
    print(name)
    print(f"  {'letter':<8}{'probability':>12}{'surprise (nats)':>18}")
    for letter in letters:
        shown = letter.letter or "(end)"
        print(f"  {shown:<8}{letter.probability:>12.4f}{letter.surprise:>18.4f}")
    mean = sum(letter.surprise for letter in letters) / len(letters)
    print(f"  {'mean':<8}{'':>12}{mean:>18.4f}")
