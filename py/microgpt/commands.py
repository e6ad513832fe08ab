"""What the commands of `python -m microgpt` do: results on stdout, the rest on stderr."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from . import checkpoint
from .config import Config
from .files import require_writable, write_whole
from .model import Model
from .names import read_list
from .sample import Beginning, sample, score
from .session import Session
from .steps import DEFAULT_STEP, Step, get_step
from .train import Trainer


def chosen_model(options: argparse.Namespace) -> Model:
    """The model of --weights, or the baked one of --step."""
    if options.weights is None:
        return checkpoint.load_baked(DEFAULT_STEP if options.step is None else options.step)
    model = checkpoint.load(options.weights)
    if options.step not in (None, model.step.number):
        raise ValueError(
            f"{options.weights} holds step {model.step.number}, not step {options.step}: "
            "leave out --step."
        )
    return model


def run_generate(options: argparse.Namespace) -> None:
    """Print names; the seed is said on stderr where it was drawn."""
    session = Session()
    model = chosen_model(options)
    session.models[model.step.number] = model
    events = session.generate(
        {
            "step": model.step.number,
            "count": options.count,
            "temperature": options.temperature,
            "prefix": options.prefix,
            "seed": options.seed,
        }
    )
    seed = next(events)["seed"]
    if options.seed is None:
        tell(f"seed {seed}")
    for event in events:
        print(event["name"])


def run_train(options: argparse.Namespace) -> None:
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
    names, sha256 = read_list(options.names)
    trainer = Trainer(step, names, sizes, options.seed, options.num_steps, options.learning_rate)
    if trainer.cut_names:
        tell(
            f"Names of more than {options.block_size - 1} letters: {trainer.cut_names}. "
            "The model sees only their beginning."
        )
    losses = train_aloud(trainer)
    model = trainer.model
    provenance = {**trainer.settings, "names_sha256": sha256}
    write_whole(options.out, checkpoint.dump(model, provenance))
    if options.losses:
        write_whole(options.losses, json.dumps(losses, allow_nan=False) + "\n")
    tell(f"Wrote {', '.join(map(str, outputs))}.")
    beginning = Beginning(model)
    for _ in range(options.samples):
        print(sample(beginning, trainer.rng))


def chosen_sizes(options: argparse.Namespace, step: Step) -> Config:
    """The sizes asked for; raises ValueError for one that the step makes no use of."""
    defaults = {**asdict(Config()), "learning_rate": None}
    for name, default in defaults.items():
        if getattr(options, name) != default and name not in step.settings:
            option = "--" + name.replace("_", "-")
            raise ValueError(f"Step {step.number} makes no use of {option}: leave it out.")
    return Config(**{name: getattr(options, name) for name in asdict(Config())})


def train_aloud(trainer: Trainer) -> list[float]:
    """Train to the end; say the mean loss of every tenth part. Return all losses."""
    losses: list[float] = []
    part = max(1, trainer.num_steps // 10)
    for done in range(1, trainer.num_steps + 1):
        losses.append(trainer.step())
        if done % part == 0 or done == trainer.num_steps:
            recent = losses[-part:]
            tell(
                f"step {done} of {trainer.num_steps}, "
                f"mean loss of the last {len(recent)}: {sum(recent) / len(recent):.4f}"
            )
    return losses


def run_score(options: argparse.Namespace) -> None:
    """Print each letter's probability and surprise, and the mean surprise, name by name."""
    model = chosen_model(options)
    scored = [(name, score(model, name)) for name in options.names]
    for name, letters in scored:
        print(name)
        print(f"  {'letter':<8}{'probability':>12}{'surprise (nats)':>18}")
        for letter in letters:
            shown = letter.letter or "(end)"
            print(f"  {shown:<8}{letter.probability:>12.4f}{letter.surprise:>18.4f}")
        mean = sum(letter.surprise for letter in letters) / len(letters)
        print(f"  {'mean':<8}{'':>12}{mean:>18.4f}")


def tell(message: str) -> None:
    """Say something that is not a result."""
    print(message, file=sys.stderr)
