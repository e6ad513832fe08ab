"""The arguments of a script: a complaint is one sentence, the help is its own docstring."""

import argparse
from typing import NoReturn

from tooling.report import Problem


class Parser(argparse.ArgumentParser):
    def __init__(self, description: str | None) -> None:
        formatter = argparse.RawDescriptionHelpFormatter  # keeps the lines as they are
        super().__init__(
            description=description, formatter_class=formatter, usage=argparse.SUPPRESS
        )

    def error(self, message: str) -> NoReturn:
        raise Problem(f"{self.prog}: {message}; see --help.", 2)
