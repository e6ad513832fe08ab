"""How a script speaks: its arguments, one plain line per stage, one sentence where it fails."""

import argparse
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from lib.paths import ROOT


class Problem(Exception):
    """Something the reader can repair. The message is one sentence: what is wrong, what to do."""

    def __init__(self, sentence: str, exit_code: int = 1) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


class Parser(argparse.ArgumentParser):
    """The arguments of a script, whose docstring is the help; a complaint is a `Problem`."""

    def __init__(self, description: str | None) -> None:
        formatter = argparse.RawDescriptionHelpFormatter  # keeps the lines as they are
        super().__init__(
            description=description, formatter_class=formatter, usage=argparse.SUPPRESS
        )

    def error(self, message: str) -> NoReturn:
        raise Problem(f"{self.prog}: {message}; see --help.", 2)


def say(line: str) -> None:
    """Print one line now, also when the output is a pipe."""
    print(line, flush=True)


def run(
    command: Sequence[str | Path], problem: str, *, quiet: bool = True, explain: bool = True
) -> None:
    """Run a command in the checkout; when it fails, show its output and raise `problem`.

    `quiet`: show nothing before; `explain`: where it was quiet, show the output of a failure.
    """
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            cwd=ROOT,
            check=False,
            text=True,
            errors="replace",
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.STDOUT if quiet else None,
        )
    except OSError as error:
        raise Problem(f"{problem} ({words[0]} could not be started: {error})") from error
    if done.returncode:
        if done.stdout and explain:
            print(done.stdout.rstrip(), file=sys.stderr, flush=True)
        raise Problem(problem)


def finish(main: Callable[[], int]) -> NoReturn:
    """Run a script's main function and leave with its exit code, or with one sentence on stderr."""
    try:
        sys.exit(main())
    except Problem as problem:
        print(problem, file=sys.stderr, flush=True)
        sys.exit(problem.exit_code)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr, flush=True)
        sys.exit(130)
