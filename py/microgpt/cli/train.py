"""microgpt train: trains a step on a list of names and writes its weights."""

from __future__ import annotations

import argparse
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

from microgpt.engines import DEFAULT_ENGINE, ENGINES
from microgpt.files import named
from microgpt.model import Model
from microgpt.names import read_names
from microgpt.numerals import decimal
from microgpt.places import own_list
from microgpt.sample import Prompt, sample
from microgpt.seed import MAX_SEED
from microgpt.steps import STEPS
from microgpt.survey import Survey
from microgpt.train import is_rate
from microgpt.training_list import TrainingList, as_text
from microgpt.writing import is_open_as, one_file, require_writable

from .console import print_names, tell
from .options import STEP_TITLES, numeral, one_of, output, whole_number
from .settings import DEFAULTS, SIZES, resumed, started
from .training import Training

DESCRIPTION = (
    "Train a step on a list of names and write its weights. The same seed and numbers give the "
    "same losses to 1e-9 everywhere; the last digits may differ where the C library of a platform "
    "(libm) computes exp, log, pow or sqrt differently."
)


def add_command(commands: Any) -> None:
    """The grammar of the command. Settings that were not given are None, for --from has its own."""
    command = commands.add_parser(
        "train", help="train a step and write its weights", description=DESCRIPTION
    )

    def add(option: str, type_: Any, metavar: str, meaning: str, **more: Any) -> None:
        command.add_argument(option, type=type_, metavar=metavar, help=meaning, **more)

    add("--step", whole_number(0, STEPS[-1].number), "N", f"what to train: {STEP_TITLES}; "
        "needed unless --from is given (default: that of --from)")  # fmt: skip
    add("--names", Path, "FILE", "what to learn from: one name a line, UTF-8 (default: the "
        "project's own list)", default=own_list())  # fmt: skip
    add("--num-steps", whole_number(1), "N", "training steps, one name each, "
        "from the beginning of the training (default: 1000, or those of --from)")  # fmt: skip
    add("--seed", whole_number(0, MAX_SEED), "N", f"where chance begins, 0 to {MAX_SEED}: it "
        "orders the names and draws the first weights (default: 42)")  # fmt: skip
    for name, meaning in SIZES.items():
        add(f"--{name.replace('_', '-')}", whole_number(1, 4096), "N",
            f"{meaning} (default: {DEFAULTS[name]})")  # fmt: skip
    rates = ", ".join(f"{s.learning_rate:g} at step {s.number}" for s in STEPS if s.learning_rate)
    add("--learning-rate", numeral(decimal, is_rate, "a number above 0"), "RATE",
        "how far the weights follow their gradients "
        f"(default: {rates}; or that of --from)")  # fmt: skip
    add("--engine", one_of(list(ENGINES)), "NAME", "row: rows of numbers as nodes; value: each "
        f"number a Value, some 35 times slower (default: {DEFAULT_ENGINE})")  # fmt: skip
    add("--out", output, "FILE", "where the weights go, as JSON (needed)", required=True)
    add(
        "--losses",
        output,
        "FILE",
        "where the losses of this call go, a JSON list (default: nowhere)",
    )
    add("--samples", whole_number(0), "N", "names to print after training (default: 0)", default=0)
    add("--checkpoint-every", whole_number(1), "N", "write the training to --out every N training "
        "steps, and at Ctrl-C (default: never)", default=0)  # fmt: skip
    add("--from", Path, "FILE", "go on from a file that train or the page wrote, finished or not, "
        "on the same names; --num-steps and --learning-rate may be others (default: begin a new "
        "one)", dest="begun")  # fmt: skip
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Train, telling the loss on stderr; then write the weights and print samples."""
    check_files(options)
    names = read_names(options.names)
    trainer = resumed(options, names) if options.begun else started(options, names)
    tell_what_was_read(options.names, names, trainer.model)
    training = Training(trainer, options.out, options.losses, options.checkpoint_every)
    training.run()
    outputs = [path for path in (options.out, options.losses) if path]
    tell(f"Wrote {', '.join(map(named, outputs))}.")
    tell(training.summary())
    read = TrainingList(as_text(names), as_text(trainer.names[: trainer.num_steps]))
    prompt = Prompt(trainer.model)
    samples = (sample(prompt, trainer.rng) for _ in range(options.samples))
    print_names((name, read.origin(name)) for name in samples)


def check_files(options: argparse.Namespace) -> None:
    """Raise ValueError where an output is an input or another output, or cannot be written."""
    inputs = {"--names": options.names, "--from": options.begun}
    outputs = {"--out": options.out, "--losses": options.losses}
    written = [(option, path) for option, path in outputs.items() if path]
    for option, path in written:
        for other, source in inputs.items():
            if source and one_file(path, source):
                raise ValueError(f"{option} and {other} are one file: name another for {option}.")
        if any(is_open_as(path, stream) for stream in (sys.stdout, sys.stderr)):
            raise ValueError(f"{option} is the file that is printed to: name another for {option}.")
    for (option, path), (other, second) in combinations(written, 2):
        if one_file(path, second):
            raise ValueError(f"{option} and {other} are one file: name two.")
    for _, path in written:
        require_writable(path)


def tell_what_was_read(source: Path, names: list[str], model: Model) -> None:
    """Say what the list is made of, whether it looks wrong, and what of it the model cannot see."""
    survey = Survey.of(names)
    tell(f"Read {named(source)}: {survey}")
    if survey.warning:
        tell(survey.warning)
    if cut_names := sum(map(model.cuts, names)):
        longest = model.config.block_size - 1
        tell(
            f"Names of more than {longest} letters: {cut_names}. "
            "The model sees only their beginning."
        )
