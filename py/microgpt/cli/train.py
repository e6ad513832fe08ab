"""microgpt train: trains a step on a list of names and writes its weights."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from microgpt import checkpoint
from microgpt.config import Config
from microgpt.engines import DEFAULT_ENGINE, ENGINES
from microgpt.files import require_writable, write_whole
from microgpt.names import own_list, read_names
from microgpt.sample import Prompt, sample
from microgpt.steps import STEPS, Step, get_step
from microgpt.train import Trainer

from .options import tell


def add_command(commands: Any) -> None:
    """The grammar of the command."""
    command = commands.add_parser("train", help="train a step and write its weights")
    command.add_argument("--step", type=int, required=True, help=f"0 to {len(STEPS) - 1}")
    command.add_argument("--names", type=Path, default=own_list(), help="one name a line, UTF-8")
    command.add_argument("--num-steps", type=int, default=1000, help="one name is one of them")
    command.add_argument("--seed", type=int, default=42)
    for name, size in asdict(Config()).items():
        command.add_argument(f"--{name.replace('_', '-')}", type=int, default=size)
    command.add_argument("--learning-rate", type=float, help="instead of the step's own")
    command.add_argument(
        "--engine",
        choices=ENGINES,
        default=DEFAULT_ENGINE,
        help="row: rows of numbers as nodes; value: each number a Value, some 30 times slower",
    )
    command.add_argument("--out", type=Path, required=True, help="where the weights go, as JSON")
    command.add_argument("--losses", type=Path, help="where the losses go, a JSON list")
    command.add_argument("--samples", type=int, default=0, help="names to print after training")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Train, telling the loss on stderr; then write the weights and print samples."""
    step = get_step(options.step)
    sizes = chosen_sizes(options, step)
    if options.samples < 0:
        raise ValueError(f"The number of samples must be 0 or more, not {options.samples}.")
    outputs = [path for path in (options.out, options.losses) if path]
    if len({path.resolve() for path in outputs}) < len(outputs):
        raise ValueError("The weights and the losses need a file each: name two.")
    for path in outputs:
        require_writable(path)
    names = read_names(options.names)
    numbers = (options.seed, options.num_steps, options.learning_rate, options.engine)
    trainer = Trainer(step, names, sizes, *numbers)
    if cut_names := sum(map(trainer.model.cuts, names)):
        tell(
            f"Names of more than {options.block_size - 1} letters: {cut_names}. "
            "The model sees only their beginning."
        )
    losses = train_aloud(trainer)
    write_whole(options.out, checkpoint.dump(trainer.model.state(), trainer.provenance))
    if options.losses:
        write_whole(options.losses, json.dumps(losses, allow_nan=False) + "\n")
    tell(f"Wrote {', '.join(map(str, outputs))}.")
    prompt = Prompt(trainer.model)
    for _ in range(options.samples):
        print(sample(prompt, trainer.rng))


def chosen_sizes(options: argparse.Namespace, step: Step) -> Config:
    """The sizes asked for; raises ValueError for a setting that the step makes no use of."""
    defaults = {**asdict(Config()), "learning_rate": None, "engine": DEFAULT_ENGINE}
    for name, default in defaults.items():
        if getattr(options, name) != default and name not in step.settings:
            option = "--" + name.replace("_", "-")
            raise ValueError(f"Step {step.number} makes no use of {option}: leave it out.")
    sizes = {name: getattr(options, name) for name in asdict(Config())}
    return Config(**{**sizes, **step.architecture.fixed})


def train_aloud(trainer: Trainer) -> list[float]:
    """Train to the end; say the mean loss of every tenth part. Return all losses."""
    losses: list[float] = []
    part = max(1, trainer.num_steps // 10)
    for done in range(1, trainer.num_steps + 1):
        losses.append(trainer.training_step())
        if done % part == 0 or done == trainer.num_steps:
            recent = losses[-part:]
            tell(
                f"training step {done} of {trainer.num_steps}, "
                f"mean loss of the last {len(recent)}: {sum(recent) / len(recent):.4f}"
            )
    return losses
