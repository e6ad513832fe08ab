"""microgpt generate: prints new names; the seed is said on stderr where it was drawn."""

from __future__ import annotations

import argparse
from typing import Any

from microgpt.api.generation import MAX_COUNT, SamplingParams, generate
from microgpt.handles import Handles

from .options import add_model_options, chosen_model, tell


def add_command(commands: Any) -> None:
    """The grammar of the command."""
    command = commands.add_parser("generate", help="print new names")
    default = SamplingParams()
    add_model_options(command)
    command.add_argument(
        "--count", type=int, default=default.count, help=f"how many, 1 to {MAX_COUNT}"
    )
    command.add_argument("--temperature", type=float, default=default.temperature, help="0.1 to 2")
    command.add_argument("--seed", type=int, help="the same seed prints the same names")
    command.add_argument("--prefix", default="", help="the letters every name begins with")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Print names."""
    handles = Handles()
    handles.open("chosen", chosen_model(options))
    params = {name: getattr(options, name) for name in ("count", "temperature", "prefix", "seed")}
    events = generate(handles, {"model": "chosen", **params})
    seed = next(events)["seed"]
    if options.seed is None:
        tell(f"seed {seed}")
    for event in events:
        print(event["name"])
