"""microgpt score: prints how probable a model finds each letter, and which it finds likeliest."""

from __future__ import annotations

import argparse
from typing import Any

from microgpt.score import ScoredLetter, perplexity, score
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
    scores = [score(model, name) for name in options.names]
    names = ["".join(scored.letter for scored in letters) for letters in scores]
    tables = [table_of(letters) for letters in scores]
    tell_how_read(options.names, names)
    for name, table in zip(names, tables):
        print(shown(name), *table, sep="\n")


def table_of(letters: list[ScoredLetter]) -> list[str]:
    """Lines: each letter with what the model would rather have seen, the mean, the perplexity."""
    lines = [f"  {'letter':<8}{'probability':>12}{'surprise (nats)':>18}   rather"]
    for scored in letters:
        rather = f"{sign(scored.likeliest)} ({scored.likeliest_probability:.4f})"
        if scored.likeliest == scored.letter:
            rather = "none likelier"
        numbers = f"{scored.probability:>12.4f}{scored.surprise:>18.4f}"
        lines.append(f"  {sign(scored.letter):<8}{numbers}   {rather}")
    mean = sum(scored.surprise for scored in letters) / len(letters)
    doubt = f"like choosing among {perplexity(mean):.1f}"
    return [*lines, f"  {'mean':<8}{'':>12}{mean:>18.4f}   {doubt}"]


def sign(letter: str) -> str:
    """A letter of the name, or its end."""
    return shown_letter(letter) if letter else "(end)"
