"""Train steps 3 to 5 in PyTorch, with other numbers, on the processes and machines you have.

    python scripts/scale.py --batch 64 --num-steps 3000 --out model.json
    python scripts/scale.py --processes 2 --batch 64 --checkpoint kept --out model.json
    python scripts/scale.py --sweep    what the page shows of scale, into web/baked/

Takes the PyTorch that this Python has, or fetches one for itself. The file that it writes is one
that `microgpt generate --weights` and the page open. Several machines start it alike, each with
--nnodes and --rdzv-endpoint; scripts/scaling/train.py starts under torchrun itself as well.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed, but this is " + sys.version.split()[0] + ".")

import argparse
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))  # also where Python is isolated

from lib import report
from microgpt.cli.options import Parser, whole_number
from scaling import pytorch
from scaling.options import parser, read

SWEEP = "--sweep"
RESTARTS = 3  # of processes that were killed, where a checkpoint makes it worth while


def main() -> int:
    """Train; the exit code is 0, 2 for bad input, 1 for a failed run.

    Where it was stopped, it is 128 and the signal's number: 143, and 130 for Ctrl-C.
    """
    if SWEEP in sys.argv:
        return sweep()
    try:
        options, arguments = parse()
    except ValueError as error:
        raise report.Problem(str(error), 2) from error
    pytorch.enter()
    from scaling.launch import launch  # needs PyTorch

    restarts = RESTARTS if options.checkpoint else 0
    return launch(options.processes, arguments, options.nnodes, options.rdzv_endpoint, restarts)


def sweep() -> int:
    """Train what the figure of scale shows."""
    if sys.argv[1:] != [SWEEP]:
        raise report.Problem(f"{SWEEP} has trainings of its own: leave out the other options.", 2)
    pytorch.enter()
    from scaling.grid import sweep as train  # needs PyTorch

    try:
        train()
    except ValueError as error:
        raise report.Problem(str(error), 2) from error
    return 0


def parse() -> tuple[argparse.Namespace, list[str]]:
    """The options, and the arguments that are for each process."""
    own = Parser(add_help=False)
    count: Any = {"type": whole_number(1), "metavar": "N", "default": 1}
    own.add_argument("--processes", **count, help="processes on this machine (default: 1)")
    own.add_argument("--nnodes", **count, help="machines, as of torchrun (default: 1)")
    place = "where several machines meet, as of torchrun: a port of one of them"
    own.add_argument("--rdzv-endpoint", metavar="HOST:PORT", help=place)
    options = parser(__doc__, own).parse_args()
    plan = read(options).plan
    if options.nnodes > 1 and not options.rdzv_endpoint:
        raise ValueError("Several machines need a place to meet: name it with --rdzv-endpoint.")
    plan.require_share(options.processes * options.nnodes)
    return options, own.parse_known_args()[1]


if __name__ == "__main__":
    report.finish(main)
