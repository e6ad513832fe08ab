"""Train the six steps: weights into py/microgpt/baked/, loss curves into web/baked/.

    python scripts/bake_weights.py           train and write
    python scripts/bake_weights.py --check   train again and compare; write nothing
    python scripts/bake_weights.py --sweep   train at other learning rates and the like instead,
                                             some minutes, into web/baked/rates.json; or --check it

Runs on a bare Python 3.11 or later; the same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed, but this is " + sys.version.split()[0] + ".")

sys.path.insert(0, str(Path(__file__).resolve().parent))  # also where Python is isolated

from baking import sweep
from baking.job import CURVES, Baked, Settings, bake_step
from baking.pool import in_processes
from baking.result import (
    Places,
    differences,
    dump_curves,
    merge_curves,
    read_curves,
    require_own_python,
)
from lib.report import Parser, Problem, finish, say
from microgpt.numerals import whole
from microgpt.places import own_list
from microgpt.seed import check_seed
from microgpt.steps import STEPS, get_step
from microgpt.writing import write_all

ALL = ",".join(str(step.number) for step in STEPS)


def main() -> int:
    """Bake or check; the exit code is 0, 1 for differences, 2 for bad input."""
    options = parse()
    for name in ("SIGTERM", "SIGHUP"):  # an exit, so that nothing half done is left behind
        if number := getattr(signal, name, None):
            signal.signal(number, lambda number, _: sys.exit(128 + number))
    try:
        return check(options) if options.check else bake_into(options)
    except ValueError as error:
        raise Problem(str(error), 2) from error
    except BrokenProcessPool as error:
        raise Problem("A training process was killed: run the bake again.") from error


def parse() -> argparse.Namespace:
    parser = Parser(__doc__)
    parser.add_argument("--names", type=Path, default=own_list(), help="one name a line, UTF-8")
    parser.add_argument(
        "--num-steps", type=whole, default=1000, help="one name is one training step"
    )
    parser.add_argument(
        "--seed", type=whole, default=42, help="of first weights and order of names"
    )
    parser.add_argument("--out", type=Path, help="one folder for all of it, not the project's own")
    parser.add_argument("--steps", default=ALL, help="which, such as 2,5")
    parser.add_argument("--check", action="store_true", help="retrain and compare; write nothing")
    parser.add_argument("--sweep", action="store_true", help="other trainings, into rates.json")
    return parser.parse_args()


def bake_into(options: argparse.Namespace) -> int:
    """Write what was trained: all of its files, or none."""
    places = Places(options.out)
    texts, _ = fresh_files(options, places)
    write_all({places.path(name): text for name, text in texts.items()})
    say(f"Wrote {', '.join(texts)} to {places}.")
    return 0


def check(options: argparse.Namespace) -> int:
    """Compare what was trained with the files that lie there; one line for each difference."""
    places = Places(options.out)
    if options.sweep:
        require_own_python(places.path(sweep.RATES))
    texts, python = fresh_files(options, places)
    found = list(differences(places, texts, python))
    for line in found:
        say(line)
    if not found:
        say(f"{places} hold what training gives.")
    return 1 if found else 0


def fresh_files(options: argparse.Namespace, places: Places) -> tuple[dict[str, str], str]:
    """Train; return the texts of the files by name, and the version of Python that made them."""
    numbers = step_numbers(options.steps)
    if options.num_steps < 1:
        raise ValueError(f"--num-steps must be 1 or more, not {options.num_steps}.")
    check_seed(options.seed)
    settings = Settings(options.names, options.num_steps, options.seed)
    header = settings.header()
    if options.sweep:
        if options.steps != ALL:
            raise ValueError("--sweep has trainings of its own: leave out --steps.")
        if not options.check:
            places.prepare([sweep.RATES])
        return {sweep.RATES: sweep.dump_rates(header, swept(settings))}, header["python"]
    old = read_curves(places) if len(numbers) < len(STEPS) else None
    if not options.check:  # complain before the training
        merge_curves(header, [{"step": number} for number in numbers], old)
        places.prepare([*(f"step{number}.json" for number in numbers), CURVES])
    baked = dict(sorted(bake(numbers, settings)))
    if not next(iter(baked.values())).row["held_out_names"]:
        say("Training sees every name of this list, so no held-out loss was measured.")
    texts = {f"step{number}.json": step.weights for number, step in baked.items()}
    if options.check and old:  # settings that differ are then among the differences
        old = {**header, "steps": old["steps"]}
    curves = merge_curves(header, [step.row for step in baked.values()], old)
    return {**texts, CURVES: dump_curves(curves)}, header["python"]


def step_numbers(text: str) -> list[int]:
    """The numbers in "2,5"; raises ValueError where there are none or no such step."""
    try:
        numbers = sorted({whole(part) for part in text.split(",")})
    except ValueError as error:
        raise ValueError(
            f"--steps takes numbers from 0 to {len(STEPS) - 1} such as 2,5, not {text!r}."
        ) from error
    for number in numbers:
        get_step(number)
    return numbers


def bake(numbers: list[int], settings: Settings) -> Iterator[tuple[int, Baked]]:
    """Bake the steps, a process each; say what has ended."""
    say(f"Training {len(numbers)} steps of the tutorial …")
    # The longest first, so that the processes end at about the same time.
    tasks = [(number, settings) for number in sorted(numbers, reverse=True)]
    for (number, _), step in in_processes(bake_step, tasks):
        say(told(step, settings.num_steps))
        yield number, step


def swept(settings: Settings) -> list[dict[str, Any]]:
    """The rows of the sweep, in its order; say what has ended."""
    trainings = list(sweep.trainings())
    say(f"Training {len(trainings)} times …")
    tasks = [(training, settings) for training in sorted(trainings, key=lambda t: -t.cost)]
    rows = {}
    for (training, _), row in in_processes(sweep.train, tasks):
        say(sweep.told(row))
        rows[training] = row
    return [rows[training] for training in trainings]


def told(step: Baked, num_steps: int) -> str:
    """What there is to say of a step that has ended."""
    row = step.row
    speed = num_steps / max(step.seconds, 1e-9)
    line = (
        f"Step {row['step']} {row['title']:<16}  loss {row['mean_last_100']:.4f}  "
        f"{speed:,.0f} training steps a second"
    )
    cut = f"; sees only the beginning of {row['cut_names']} long names" if row["cut_names"] else ""
    return line + cut


if __name__ == "__main__":
    finish(main)
