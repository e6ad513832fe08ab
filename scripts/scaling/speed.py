"""How many names a second a training reads: what the benchmark of scale times.

    python scripts/scaling/speed.py package WIDTH STEPS          the pure-Python package
    python scripts/scaling/speed.py pytorch WIDTH STEPS BATCH    PyTorch, also under torchrun

Prints the number, of all processes together; or, where it fails, the sentence that says why, for
under torchrun stderr holds much else.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # where `scaling` and `lib` lie

import scaling  # noqa: F401  it knows where the package lies

# isort: split
from microgpt import train as package
from microgpt.config import Config
from microgpt.names import read_names
from microgpt.places import own_list

from scaling.corpus import Corpus
from scaling.plan import Plan
from scaling.ranks import Ranks
from scaling.trainer import Trainer

WARMING = 5  # training steps before the clock starts


def main(who: str, width: str, steps: str, batch: str = "1") -> None:
    """Train, and print on the first process."""
    config = Config(n_embd=int(width), n_head=min(int(width), Config().n_head))
    num_steps = WARMING + int(steps)
    plan = Plan(config=config, batch=int(batch), num_steps=num_steps, dtype="float32")
    ranks = Ranks()
    learn = of_package(plan) if who == "package" else of_pytorch(plan, ranks)
    for _ in range(WARMING):
        learn()
    start = time.perf_counter()
    for _ in range(int(steps)):
        learn()
    if ranks.number == 0:
        print(plan.batch * int(steps) / (time.perf_counter() - start))


def of_package(plan: Plan) -> Callable[[], float]:
    """A training step of the package, which reads one name."""
    names = read_names(own_list())
    return package.Trainer(plan.step, names, plan.sizes, num_steps=plan.num_steps).training_step


def of_pytorch(plan: Plan, ranks: Ranks) -> Callable[[], float]:
    """A training step of PyTorch, which reads a batch."""
    ranks.meet()
    return Trainer(plan, Corpus.of(plan.names, plan.seed), ranks).training_step


if __name__ == "__main__":
    code = 0
    try:
        main(*sys.argv[1:])
    except ValueError as error:
        print(error)
        code = 2
    sys.stdout.flush()
    os._exit(code)  # at once: threads of PyTorch may still wait for other processes
