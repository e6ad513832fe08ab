"""The options of a training at scale: its numbers, and where its files go."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from microgpt.cli.options import Parser, numeral, one_of, output, whole_number
from microgpt.cli.settings import SIZES, as_option
from microgpt.config import Config
from microgpt.files import named
from microgpt.numerals import decimal
from microgpt.places import own_list
from microgpt.seed import MAX_SEED
from microgpt.steps import get_step
from microgpt.train import is_rate
from microgpt.writing import one_file

from scaling.plan import DTYPES, STEPS, Plan

EVERY = 100  # training steps from one checkpoint to the next


@dataclass(frozen=True)
class Options:
    """A plan; the file for its weights; the folder for its checkpoints, and how often."""

    plan: Plan
    out: Path
    checkpoint: Path | None = None
    every: int = EVERY


def parser(description: str | None = None, *more: Parser) -> Parser:
    """The grammar of the options, and of those of other parsers."""
    grammar = Parser(
        prog="scale.py",
        description=description,
        parents=more,
        formatter_class=RawDescriptionHelpFormatter,
    )

    def add(option: str, type_: Any, metavar: str, meaning: str, **more: Any) -> None:
        grammar.add_argument(option, type=type_, metavar=metavar, help=meaning, **more)

    add("--step", whole_number(STEPS[0], STEPS[-1]), "N", "3 Attention, 4 Transformer, 5 Adam "
        "(default: 5)", default=STEPS[-1])  # fmt: skip
    for name, meaning in SIZES.items():
        usual = getattr(Config(), name)
        add(as_option(name), whole_number(1, 4096), "N", f"{meaning} (default: {usual})")
    add("--batch", whole_number(1), "N", "names of a training step, all processes together "
        "(default: 1)", default=1)  # fmt: skip
    add("--num-steps", whole_number(1), "N", "training steps (default: 1000)", default=1000)
    add("--learning-rate", numeral(decimal, is_rate, "a number above 0"), "RATE",
        "how far the weights follow their gradients at first (default: that of the "
        "step)")  # fmt: skip
    add("--seed", whole_number(0, MAX_SEED), "N", "orders the names and draws the first weights "
        "(default: 42)", default=42)  # fmt: skip
    add("--names", Path, "FILE", "one name a line, UTF-8 (default: the project's own list)",
        default=own_list())  # fmt: skip
    add("--dtype", one_of(DTYPES), "TYPE", f"{' or '.join(DTYPES)} (default: {DTYPES[0]})",
        default=DTYPES[0])  # fmt: skip
    add("--out", output, "FILE", "where the weights go, as JSON (needed); on several machines, a "
        "file that all of them share", required=True)  # fmt: skip
    add("--checkpoint", Path, "DIR", "a folder to go on from after an end that came too early; on "
        "several machines, a folder that all of them share")  # fmt: skip
    add("--every", whole_number(1), "N", "training steps from one checkpoint to the next "
        f"(default: {EVERY})")  # fmt: skip
    return grammar


def parse(arguments: Sequence[str]) -> Options:
    """The options in the arguments; raises ValueError where they make no sense."""
    return read(parser().parse_args(list(arguments)))


def read(given: Any) -> Options:
    """The options in what was parsed; raises ValueError where they do not fit each other."""
    step = get_step(given.step)
    sizes = {name: getattr(given, name) for name in SIZES if getattr(given, name) is not None}
    for name in sizes.keys() - step.settings:
        if sizes.pop(name) != getattr(Config(), name):
            raise ValueError(f"Step {step.number} makes no use of {as_option(name)}: leave it out.")
    config = Config(**sizes | dict(step.architecture.fixed))
    if given.every and not given.checkpoint:
        raise ValueError("--every needs a folder for the checkpoints: name one with --checkpoint.")
    if one_file(given.out, given.names):
        raise ValueError("--out and --names are one file: name another for --out.")
    numbers = (given.batch, given.num_steps, given.learning_rate, given.seed, given.dtype)
    plan = Plan(step, config, *numbers, given.names)
    if given.checkpoint and given.checkpoint.exists() and not given.checkpoint.is_dir():
        raise ValueError(f"--checkpoint takes a folder, not the file {named(given.checkpoint)}.")
    return Options(plan, given.out, given.checkpoint, given.every or EVERY)
