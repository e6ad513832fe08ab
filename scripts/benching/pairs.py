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
from microgpt.engines import DEFAULT_ENGINE, ENGINES
from microgpt.names import read_names
from microgpt.sample import Prompt, sample
from microgpt.steps import get_step
from microgpt.train import Trainer
from plain import PlainGpt, deep_recursion

Rounds = list[tuple[float, float]]
Learn = Callable[[int], object]  # from the name of this number
NAMES_PER_ROUND = 8
NAMES_PER_REQUEST = 20
# So that both sides of a pair are long enough to time.
REPEATS = {"row": 5, "bare": 5, "value": 1, "plain": 1, "sample": 5}


def training(rounds: int, ours: str = "row", reference: str = "plain") -> Rounds:
    """Seconds per training step of step 5 at its default sizes, for two keys of REPEATS."""
    deep_recursion()
    pair = [(learner(name), REPEATS[name]) for name in (ours, reference)]

    def seconds(learn: Learn, repeats: int, start: int) -> float:
        def work(_: int) -> None:
            for _ in range(repeats):
                for i in range(start, start + NAMES_PER_ROUND):
                    learn(i)

        return timed(work, start) / repeats / NAMES_PER_ROUND

    starts = [NAMES_PER_ROUND * i for i in range(rounds + 1)]
    (first, first_repeats), (second, second_repeats) = pair
    pairs = [
        (seconds(first, first_repeats, start), seconds(second, second_repeats, start))
        for start in starts
    ]
    return pairs[1:]  # the first round warms up


def whole_training(steps: int) -> float:
    """Seconds of so many training steps of step 5, as the command line takes them."""
    trainer = Trainer(get_step(5), read_names(), num_steps=steps)

    def work(_: int) -> None:
        for _loss in trainer.training_steps():
            pass

    return timed(work, 0)


def learner(name: str) -> Learn:
    """Learns from one name of the list; `name` is a key of REPEATS."""
    engine = name if name in ENGINES else DEFAULT_ENGINE
    trainer = Trainer(get_step(5), read_names(), num_steps=10_000, engine=engine)
    encode = trainer.model.tokenizer.encode

    def step(i: int) -> None:
        trainer.steps_done = i
        trainer.training_step()

    if name in ENGINES:
        return step
    bare, plain = BareGpt(trainer.model.weights), PlainGpt.like(trainer.matrices)
    train = bare.train if name == "bare" else plain.train
    return lambda i: train(encode(trainer.names[i]), 0.01)


def sampling(rounds: int) -> Rounds:
    """Seconds per name, at the default temperature, in requests of 20 names as on the page."""
    deep_recursion()
    model = checkpoint.load_baked(5)
    plain = PlainGpt.like(model.weights)

    def sample_ours(seed: int) -> None:
        for _ in range(REPEATS["sample"]):
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
            timed(sample_ours, seed) / REPEATS["sample"] / NAMES_PER_REQUEST,
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
            trainer.training_step()
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
