"""The package against the plain engine of the tests, in turn, on the same work in one run.

This file runs as it stands on CPython and in Pyodide; `microgpt`, `plain` and `bare` must be
importable.
Every function returns rounds: pairs of seconds, (ours, plain), for one and the same unit of work.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Callable

from bare import BareGpt
from microgpt import checkpoint
from microgpt.engines import DEFAULT_ENGINE
from microgpt.names import read_names
from microgpt.sample import Prompt, sample
from microgpt.steps import get_step
from microgpt.train import Trainer
from plain import PlainGpt, deep_recursion

Rounds = list[tuple[float, float]]
Train = Callable[[list[int], float], float]
NAMES_PER_ROUND = 8
NAMES_PER_REQUEST = 20
REPEATS = 5  # of ours, so that both sides of a pair are long enough to time


def training(rounds: int, engine: str = DEFAULT_ENGINE) -> Rounds:
    """Seconds per training step of step 5, at its default sizes: an engine, the plain one."""
    deep_recursion()
    ours = Trainer(get_step(5), read_names(), num_steps=10_000, engine=engine)
    plain = PlainGpt.like(ours.matrices)
    return _training(rounds, ours, plain.train, REPEATS if engine == DEFAULT_ENGINE else 1, 1)


def arithmetic(rounds: int) -> Rounds:
    """Seconds per training step of step 5: the default engine, the bare arithmetic."""
    ours = Trainer(get_step(5), read_names(), num_steps=10_000)
    return _training(rounds, ours, BareGpt(ours.model.weights).train, REPEATS, REPEATS)


def _training(
    rounds: int, ours: Trainer, theirs: Train, our_repeats: int, their_repeats: int
) -> Rounds:
    encode = ours.model.tokenizer.encode

    def train_ours(start: int) -> None:
        for _ in range(our_repeats):
            ours.steps_done = start
            for _ in range(NAMES_PER_ROUND):
                ours.step()

    def train_theirs(start: int) -> None:
        for _ in range(their_repeats):
            for name in ours.names[start : start + NAMES_PER_ROUND]:
                theirs(encode(name), 0.01)

    starts = [NAMES_PER_ROUND * i for i in range(rounds + 1)]
    pairs = [
        (
            timed(train_ours, start) / our_repeats / NAMES_PER_ROUND,
            timed(train_theirs, start) / their_repeats / NAMES_PER_ROUND,
        )
        for start in starts
    ]
    return pairs[1:]  # the first round warms up


def sampling(rounds: int) -> Rounds:
    """Seconds per name, at the default temperature, in requests of 20 names as on the page."""
    deep_recursion()
    model = checkpoint.load_baked(5)
    plain = PlainGpt.like(model.weights)

    def sample_ours(seed: int) -> None:
        for _ in range(REPEATS):
            rng = random.Random(seed)
            prompt = Prompt(model)
            for _ in range(NAMES_PER_REQUEST):
                sample(prompt, rng)

    def sample_plain(seed: int) -> None:  # the same seed: the same names, letter by letter
        rng = random.Random(seed)
        for _ in range(NAMES_PER_REQUEST):
            plain.sample(rng)

    pairs = [
        (
            timed(sample_ours, seed) / REPEATS / NAMES_PER_REQUEST,
            timed(sample_plain, seed) / NAMES_PER_REQUEST,
        )
        for seed in range(rounds + 1)
    ]
    return pairs[1:]


def memory(steps: int) -> list[int]:
    """Objects alive after each tenth of so many training steps of step 5."""
    trainer = Trainer(get_step(5), read_names(), num_steps=steps)
    counts = []
    for _ in range(10):
        for _ in range(steps // 10):
            trainer.step()
        gc.collect()
        counts.append(len(gc.get_objects()))
    return counts


def timed(work: Callable[[int], None], argument: int) -> float:
    """The seconds of one call; the garbage collector runs as it does in real work.

    What was left before is collected first: the plain engine leaves its graphs to the collector,
    and the time for that is not to fall to the other side of the pair.
    """
    gc.collect()
    start = time.perf_counter()
    work(argument)
    return time.perf_counter() - start


def versions() -> str:
    """The Python this runs on."""
    return f"{sys.implementation.name} {sys.version.split()[0]} on {sys.platform}"
