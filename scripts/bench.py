"""Measure what is promised about speed, as ratios of two things timed in one run.

    python scripts/bench.py                       everything, as one table
    python scripts/bench.py train sample          only these
    python scripts/bench.py --json figures.json   the table as JSON too

boot    the first name against a page that only runs stock loadPyodide()
train   a training step against the plain engine of the tests
sample  a new name against the plain engine, and what a click costs
memory  what 10,000 training steps leave behind
bake    the whole bake
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed, but this is " + sys.version.split()[0] + ".")

import argparse
from pathlib import Path

from tooling import report, toolchain

NAMES = ("boot", "train", "sample", "memory", "bake")


def main() -> int:
    options = parse()
    toolchain.enter()
    from benching import boot, python, table  # they need what the toolchain has just installed
    from tooling import site

    site.build()
    measure = {
        "boot": boot.boot,
        "train": python.training,
        "sample": python.sampling,
        "memory": python.memory,
        "bake": python.baking,
    }
    rows = []
    for name in options.what or NAMES:
        report.say(f"Measuring {name} …")
        rows += measure[name](options.rounds)
    versions = python.versions()
    report.say(table.text(rows, versions))
    if options.json:
        options.json.write_text(table.as_json(rows, versions), "utf-8")
    return 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="*", metavar="WHAT", help=" ".join(NAMES))
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each pair")
    parser.add_argument("--json", type=Path, help="a file for the table as JSON")
    options = parser.parse_args()
    for name in options.what:
        if name not in NAMES:
            raise report.Problem(f"There is no {name} to measure: take {', '.join(NAMES)}.", 2)
    if options.rounds < 1:
        raise report.Problem("--rounds takes a number from 1.", 2)
    return options


if __name__ == "__main__":
    report.finish(main)
