"""Measure what is promised about speed, as ratios of two things timed in one run.

    python scripts/bench.py                       everything, as one table
    python scripts/bench.py train sample          only these
    python scripts/bench.py --check               exit code 1 where a goal is missed
    python scripts/bench.py --json figures.json   the table as JSON too

boot    the first name against a page that only runs stock loadPyodide()
train   a training step against the plain engine of the tests
sample  a new name against the plain engine, and what a click costs
lab     a training in the page against the package alone
memory  what 10,000 training steps leave behind
bake    the whole bake
scale   names a second in PyTorch, on one process and more, against the package; only where named
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed, but this is " + sys.version.split()[0] + ".")

import argparse
from datetime import date
from importlib import import_module
from pathlib import Path

from lib import report, toolchain

# Each is a function; it stands in the module of its name, or in another one.
QUESTIONS = {name: name for name in ("boot", "train", "sample", "lab", "memory", "bake")}
QUESTIONS |= {"train": "training"}
APART = {"scale": "processes"}  # it needs PyTorch, which nothing else does


def main() -> int:
    options = parse()
    toolchain.enter()
    from benching import goals  # needs what the toolchain has just installed
    from benching.machine import versions
    from website import site

    site.build()
    rows = []
    for name in options.what or QUESTIONS:
        report.say(f"Measuring {name} …")
        module = import_module(f"benching.{(QUESTIONS | APART)[name]}")
        rows += getattr(module, name)(options.rounds)
    about = [f"{date.today().isoformat()}, medians of {options.rounds} rounds", *versions()]
    report.say(goals.text(rows, about))
    if options.json:
        options.json.write_text(goals.as_json(rows, about), "utf-8")
    missed = [row.what for row in rows if row.missed]
    if options.check and missed:
        raise report.Problem(f"Missed: {'; '.join(missed)}.")
    return 0


def parse() -> argparse.Namespace:
    parser = report.Parser(__doc__)
    parser.add_argument("what", nargs="*", metavar="WHAT", help=" ".join(QUESTIONS | APART))
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each pair")
    parser.add_argument("--check", action="store_true", help="fail where a goal is missed")
    parser.add_argument("--json", type=Path, help="a file for the table as JSON")
    options = parser.parse_args()
    for name in options.what:
        if name not in QUESTIONS | APART:
            known = ", ".join(QUESTIONS | APART)
            raise report.Problem(f"There is no {name} to measure: take {known}.", 2)
    if options.rounds < 1:
        raise report.Problem("--rounds takes a number from 1.", 2)
    return options


if __name__ == "__main__":
    report.finish(main)
