"""The command line: python -m microgpt train | generate | score. Reads arguments, prints, exits.

Mistakes end with one sentence on stderr and exit code 2; nothing is written then.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

from . import __version__
from .commands import run_generate, run_score, run_train
from .config import Config
from .names import own_list
from .sample import Request
from .steps import STEPS


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help.\n")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # any letter can be printed on any terminal
        sys.stdout.reconfigure(errors="backslashreplace")
    options = parser().parse_args(arguments)
    try:
        options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has enough, as in `… | head -1`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except ValueError as error:
        print(f"microgpt: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("microgpt: stopped.", file=sys.stderr)
        return 130
    return 0


def parser() -> Parser:
    """The grammar of the command line."""
    top = Parser(prog="microgpt", description="A GPT of 4,192 parameters in pure Python.")
    top.add_argument("--version", action="version", version=f"microgpt {__version__}")
    commands = top.add_subparsers(required=True, metavar="command")
    defaults, request = Config(), Request()

    generate = commands.add_parser("generate", help="print new names")
    add_weights(generate)
    generate.add_argument("--count", type=int, default=request.count, help="how many, 1 to 100")
    generate.add_argument("--temperature", type=float, default=request.temperature, help="0.1 to 2")
    generate.add_argument("--seed", type=int, help="the same seed prints the same names")
    generate.add_argument("--prefix", default="", help="the letters every name begins with")
    generate.set_defaults(run=run_generate)

    train = commands.add_parser("train", help="train a step and write its weights")
    train.add_argument("--step", type=int, required=True, help=f"0 to {len(STEPS) - 1}")
    train.add_argument("--names", type=Path, default=own_list(), help="one name a line, UTF-8")
    train.add_argument("--num-steps", type=int, default=1000, help="one name is one training step")
    train.add_argument("--seed", type=int, default=42)
    for name, size in asdict(defaults).items():
        train.add_argument(f"--{name.replace('_', '-')}", type=int, default=size)
    train.add_argument("--learning-rate", type=float, help="instead of the step's own")
    train.add_argument("--out", type=Path, required=True, help="where the weights go, as JSON")
    train.add_argument("--losses", type=Path, help="where the losses go, a JSON list")
    train.add_argument("--samples", type=int, default=0, help="names to print after training")
    train.set_defaults(run=run_train)

    scoring = commands.add_parser("score", help="print how probable each letter of a name is")
    scoring.add_argument("names", nargs="+", metavar="NAME")
    add_weights(scoring)
    scoring.set_defaults(run=run_score)
    return top


def add_weights(command: argparse.ArgumentParser) -> None:
    """The options that say which model answers."""
    command.add_argument("--step", type=int, help="0 to 5; 5 unless --weights says otherwise")
    command.add_argument("--weights", type=Path, help="a file written by train, not the baked ones")


if __name__ == "__main__":
    sys.exit(main())
