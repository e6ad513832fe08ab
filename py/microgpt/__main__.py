"""The command line: python -m microgpt train | generate | score. Reads arguments, prints, exits.

Mistakes end with one sentence on stderr and exit code 2; nothing is written then.
"""

from __future__ import annotations

import io
import os
import sys

from . import __version__
from .cli import generate, score, train
from .cli.options import Parser


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
    for command in (generate, train, score):
        command.add_command(commands)
    return top


if __name__ == "__main__":
    sys.exit(main())
