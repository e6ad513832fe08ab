"""Train the six steps: weights into py/microgpt/baked/, loss curves into web/baked/.

Runs on a bare Python 3.11 or later; the same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("bake_weights.py needs Python 3.11 or later: run it with a newer python.")

sys.path.insert(0, str(Path(__file__).resolve().parent))  # also where Python is isolated

from baking.job import CURVES, Settings
from baking.pool import bake
from baking.result import Places, differences, dump_curves, merge_curves, read_curves
from microgpt.cli.options import Parser
from microgpt.files import write_whole
from microgpt.names import own_list
from microgpt.seed import check_seed
from microgpt.steps import STEPS, get_step


def main() -> int:
    """Bake or check; the exit code is 0, 1 for differences, 2 for bad input."""
    options = parse()
    try:
        return check(options) if options.check else bake_into(options)
    except ValueError as error:
        print(f"bake_weights.py: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("bake_weights.py: stopped; the old files are as they were.", file=sys.stderr)
        return 130


def parse() -> argparse.Namespace:
    """The options of the command line."""
    parser = Parser(description="Train the six steps and write their weights and loss curves.")
    parser.add_argument("--names", type=Path, default=own_list(), help="one name a line, UTF-8")
    parser.add_argument("--num-steps", type=int, default=1000, help="one name is one training step")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--out", type=Path, help="one folder for all of it, not the project's own")
    parser.add_argument("--steps", default="0,1,2,3,4,5", help="which, such as 2,5")
    parser.add_argument("--check", action="store_true", help="retrain and compare; write nothing")
    return parser.parse_args()


def step_numbers(text: str) -> list[int]:
    """The numbers in "2,5"; raises ValueError where there are none or no such step."""
    try:
        numbers = sorted({int(part) for part in text.split(",")})
    except ValueError as error:
        raise ValueError(
            f"--steps takes numbers from 0 to {len(STEPS) - 1} such as 2,5, not {text!r}."
        ) from error
    for number in numbers:
        get_step(number)
    return numbers


def fresh_files(options: argparse.Namespace) -> tuple[dict[str, str], str]:
    """Train; return the texts of the files by name, and the version of Python that made them."""
    numbers = step_numbers(options.steps)
    if options.num_steps < 1:
        raise ValueError(f"--num-steps must be 1 or more, not {options.num_steps}.")
    check_seed(options.seed)
    settings = Settings(options.names, options.num_steps, options.seed)
    header = settings.header()
    others = len(numbers) < len(STEPS)
    places = Places(options.out)
    old = read_curves(places) if others else None
    if others and not options.check:  # complain before the training
        merge_curves(header, [{"step": number} for number in numbers], old)
    if not options.check:
        places.prepare()
    baked = bake(numbers, settings)
    rows = [row for row, _ in baked.values()]
    for row in rows:
        if row["cut_names"]:
            tell(f"Step {row['step']} sees only the beginning of {row['cut_names']} long names.")
    if not rows[0]["held_out_names"]:
        tell("Training sees every name of this list, so no held-out loss was measured.")
    texts = {f"step{number}.json": text for number, (_, text) in baked.items()}
    if options.check and old:  # settings that differ are then among the differences
        old = {**header, "steps": old["steps"]}
    texts[CURVES] = dump_curves(merge_curves(header, rows, old))
    return texts, header["python"]


def bake_into(options: argparse.Namespace) -> int:
    """Write what was trained."""
    texts, _ = fresh_files(options)
    places = Places(options.out)
    for name, text in texts.items():
        write_whole(places.path(name), text)
    tell(f"Wrote {', '.join(texts)} to {places}.")
    return 0


def check(options: argparse.Namespace) -> int:
    """Compare what was trained with the files in --out; one line for each difference."""
    texts, python = fresh_files(options)
    places = Places(options.out)
    found = list(differences(places, texts, python))
    for line in found:
        print(line)
    if not found:
        tell(f"{places} hold what training gives.")
    return 1 if found else 0


def tell(message: str) -> None:
    """Say something that is not a result."""
    print(message, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
