"""microgpt generate: prints names; on stderr, the seed where it was drawn, and how many are new.

With --nearest, beside each name what it is to the model, and the nearest name that it has read.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from microgpt.api.generation import (
    MAX_COUNT,
    MAX_TEMPERATURE,
    MIN_SAMPLING_TEMPERATURE,
    SamplingParams,
    generate,
    is_temperature,
)
from microgpt.handles import Handle, Handles
from microgpt.nearest import nearest
from microgpt.numerals import decimal
from microgpt.seed import MAX_SEED
from microgpt.wording import safe

from .console import print_names, tell
from .options import add_model_options, chosen_model, numeral, tell_how_read, whole_number

TEMPERATURES = f"0 or a number from {MIN_SAMPLING_TEMPERATURE} to {MAX_TEMPERATURE:g}"
PARAMS = ("count", "temperature", "prefix", "seed", "top_k")


def add_command(commands: Any) -> None:
    """The grammar of the command."""
    command = commands.add_parser("generate", help="print names that the model makes up")
    default = SamplingParams()
    add_model_options(command)
    command.add_argument(
        "--count",
        type=whole_number(1, MAX_COUNT),
        default=default.count,
        metavar="N",
        help=f"how many names, 1 to {MAX_COUNT} (default: {default.count})",
    )
    command.add_argument(
        "--temperature",
        type=numeral(decimal, is_temperature, TEMPERATURES),
        default=default.temperature,
        metavar="T",
        help=f"how daring each letter is drawn, {MIN_SAMPLING_TEMPERATURE} to {MAX_TEMPERATURE:g}; "
        f"0 takes the likeliest each time (default: {default.temperature})",
    )
    command.add_argument(
        "--top-k",
        type=whole_number(1),
        metavar="K",
        help="draw each letter from the K likeliest (default: from all; so do more than there are)",
    )
    command.add_argument(
        "--seed",
        type=whole_number(0, MAX_SEED),
        metavar="N",
        help=f"where chance begins, 0 to {MAX_SEED}: the same seed prints the same names "
        "(default: another one each time, said on stderr)",
    )
    command.add_argument(
        "--prefix",
        default=default.prefix,
        metavar="TEXT",
        help="the letters every name begins with (default: none)",
    )
    command.add_argument(
        "--nearest",
        action="store_true",
        help="print beside each name whether it is on the list that the model was trained on, and "
        "the nearest name that it has read, by letters put in, taken out or replaced "
        "(default: the names alone)",
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Print names."""
    handles = Handles()
    handle = handles.open("chosen", chosen_model(options))
    note = nearest_read(handle) if options.nearest else None
    params = {name: getattr(options, name) for name in PARAMS}
    events = filter(None, generate(handles, {"model": "chosen", **params}))
    first = next(events)
    tell_how_read([options.prefix], [first["prefix"]])
    if options.seed is None:
        tell(f"seed {first['seed']}")
    print_names(((event["name"], event["origin"]) for event in events), note)


def nearest_read(handle: Handle) -> Callable[[str, str | None], str]:
    """What to say beside a name of the model; raises ValueError where its list is not at hand."""
    read = handle.trained_on.read_names() if handle.trained_on else []
    if not read:
        raise ValueError(
            "The list of names that this model was trained on is not at hand: leave out --nearest."
        )

    def note(name: str, origin: str | None) -> str:
        if origin is None:
            return ""
        if origin == "read":
            return "it has read this name"
        closest, distance = nearest(name, read)
        unread = "on the list, unread; " if origin == "listed" else ""
        return f"{unread}nearest {safe(closest)}, {distance} apart"

    return note
