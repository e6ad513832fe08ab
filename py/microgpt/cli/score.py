"""microgpt score: prints how probable a model finds each letter of a name."""

from __future__ import annotations

import argparse
from typing import Any

from microgpt.score import ScoredLetter, score
from microgpt.wording import letter as shown_letter

from .console import shown
from .options import add_model_options, chosen_model, tell_how_read


def add_command(commands: Any) -> None:
    """The grammar of the command."""
    command = commands.add_parser("score", help="print how probable each letter of a name is")
    command.add_argument("names", nargs="+", metavar="NAME", help="one or more, to score each")
    add_model_options(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Print a table for each name, once all of them are known to have one."""
    model = chosen_model(options)
    tables = [score(model, name) for name in options.names]
    names = ["".join(scored.letter for scored in table) for table in tables]
    tell_how_read(options.names, names)
    for name, table in zip(names, tables):
        print_table(name, table)


def print_table(name: str, letters: list[ScoredLetter]) -> None:
    """Each letter's probability and surprise, and the mean surprise."""
    print(shown(name))
    print(f"  {'letter':<8}{'probability':>12}{'surprise (nats)':>18}")
    for scored in letters:
        letter = shown_letter(scored.letter) if scored.letter else "(end)"
        print(f"  {letter:<8}{scored.probability:>12.4f}{scored.surprise:>18.4f}")
    mean = sum(scored.surprise for scored in letters) / len(letters)
    print(f"  {'mean':<8}{'':>12}{mean:>18.4f}")
