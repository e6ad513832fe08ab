"""The commands: their common grammar, and how one of them is carried out."""

from __future__ import annotations

import io
import signal
import sys

from microgpt import __version__
from microgpt.failure import Failure

from . import generate, score, train
from .options import Parser


def carry_out(arguments: list[str] | None) -> None:
    """Read the arguments and do what they ask for.

    Raises Failure where that fails, ValueError where it makes no sense, and OSError where standard
    output cannot be written.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)
    if sys.stdout is None:
        raise Failure("There is nowhere to write to: leave standard output open.")
    if isinstance(sys.stdout, io.TextIOWrapper):  # any letter can be printed on any terminal
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        options = parser().parse_args(arguments)
        options.run(options)
    except SystemExit as wish:  # --help and --version end so
        if wish.code:
            raise
    sys.stdout.flush()


def end(number: int, _: object) -> None:
    """Answer a request to end as an exit, so that nothing half done is left behind."""
    sys.exit(128 + number)


def parser() -> Parser:
    """The grammar of the command line."""
    top = Parser(prog="microgpt", description="A GPT of 4,192 parameters in pure Python.")
    top.add_argument("--version", action="version", version=f"microgpt {__version__}")
    commands = top.add_subparsers(required=True, metavar="command")
    for command in (generate, train, score):
        command.add_command(commands)
    return top
