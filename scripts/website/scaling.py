"""What scaling.json shows: the same model at several sizes, each on several amounts of names.

`scaling` in a template. A difference is one of difference.py: `mean` in nats per letter, negative
where more is better, `error`, `real`, `lower`, `higher`.

    sizes, amounts  parameters and names read, ascending
    run(size, amount)  what the file has of that training
    best            the training with the lowest held-out loss
    parameters      what more parameters do: a Direction
    names           what more names do, in the same words
        .first      what four times as many do at first, where there is least of both
        .last       what they do in the end, where there is most of both
        .least      what they do on average over the whole range, where there is least of the other
        .most       the same where there is most of the other
        .stops      where more no longer helps measurably: the first such step up of each curve. A
                    Stop has `where` (how much there is of the other), `last`, `next`,
                    `difference`, and `by_heart`: the loss on the names that are read falls on, by
                    far more than that on held-out names
    first, last     which of the two pays more where there is little of both, and where there is
                    much of both: "parameters", "names", or None where that cannot be told
    reread          how often the list has been read where most names are
    rates           the learning rates, from the smallest model's to the largest's
    table           a row for each size: its parameters, and its training on each amount of names
    made            the whole file, which says how it was made

A step up is not always of four times: what that would do is reckoned as if each doubling did alike.
The error of a mean of steps is the largest that theirs allow, for they share their trainings.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lib.report import Problem
from website.difference import Difference

FORMAT = 1
FOLD = 4
FAR_MORE = 5
MAKE = "python scripts/scale.py --sweep"
Run = dict[str, Any]


@dataclass(frozen=True)
class Stop:
    """The first step up that does not help, on one curve."""

    where: int
    last: int
    next: int
    difference: Difference
    by_heart: bool


@dataclass(frozen=True)
class Direction:
    """What more does, along the curves of one kind."""

    first: Difference
    last: Difference
    least: Difference
    most: Difference
    stops: list[Stop]


class Scaling:
    """The trainings of the sweep, and what they answer."""

    def __init__(self, found: dict[str, Any]) -> None:
        if found["format"] != FORMAT:
            raise ValueError(f"its format is {found['format']}")
        self.made = found
        self._runs = {(run["parameters"], run["names_read"]): run for run in found["runs"]}
        self.sizes, self.amounts = (sorted(set(numbers)) for numbers in zip(*self._runs))
        if len(self._runs) < len(self.sizes) * len(self.amounts):
            raise ValueError("not every size has read every amount of names")
        self.best = min(self._runs.values(), key=lambda run: run["held_out_loss"])
        self.parameters = self._direction(
            self.sizes,
            [[self.run(size, amount) for size in self.sizes] for amount in self.amounts],
            ("parameters", "names_read", "against_smaller"),
        )
        self.names = self._direction(
            self.amounts,
            [[self.run(size, amount) for amount in self.amounts] for size in self.sizes],
            ("names_read", "parameters", "against_fewer"),
        )
        self.first = payer(self.parameters.first, self.names.first)
        self.last = payer(self.parameters.last, self.names.last)
        self.rates = [self.run(size, self.amounts[0])["learning_rate"] for size in self.sizes]
        self.reread = self.amounts[-1] / found["training_names"]

    def run(self, size: int, amount: int) -> Run:
        """What the file has of one training."""
        run: Run = self._runs[size, amount]
        return run

    @property
    def table(self) -> list[tuple[int, list[Run]]]:
        """The losses, a row for each size."""
        return [(size, [self.run(size, amount) for amount in self.amounts]) for size in self.sizes]

    def _direction(
        self, numbers: Sequence[int], curves: list[list[Run]], keys: tuple[str, str, str]
    ) -> Direction:
        *_, against = keys
        count = self.made["held_out_names"]
        steps = [
            [Difference(**run[against], count=count, same=False) for run in curve[1:]]
            for curve in curves
        ]
        return Direction(
            first=fourfold(steps[0][:1], numbers[1] / numbers[0]),
            last=fourfold(steps[-1][-1:], numbers[-1] / numbers[-2]),
            least=fourfold(steps[0], numbers[-1] / numbers[0]),
            most=fourfold(steps[-1], numbers[-1] / numbers[0]),
            stops=[stop for each in zip(curves, steps) for stop in first_stop(*each, keys)],
        )


def first_stop(
    curve: list[Run], steps: list[Difference], keys: tuple[str, str, str]
) -> Iterator[Stop]:
    """Where more stops helping on a curve; nothing where it never does."""
    more, other, _ = keys
    for (run, next_), step in zip(pairwise(curve), steps, strict=True):
        if not step.lower:
            fall = run["mean_last_100"] - next_["mean_last_100"]
            by_heart = fall > FAR_MORE * max(-step.mean, step.error)
            yield Stop(run[other], run[more], next_[more], step, by_heart)
            return


def scaling(found: Any) -> Scaling:
    """What the file shows, or one sentence where it is not one."""
    try:
        return Scaling(found)
    except (KeyError, TypeError, ValueError, IndexError, ZeroDivisionError) as error:
        reason = f"scaling.json is not what the page needs ({error}): run `{MAKE}`."
        raise Problem(reason) from error


def fourfold(steps: Sequence[Difference], factor: float) -> Difference:
    """What four times as many do, where these steps make `factor` times as many."""
    folds = math.log(factor, FOLD)
    mean = math.fsum(step.mean for step in steps) / folds
    error = math.fsum(step.error for step in steps) / folds
    return Difference(mean, error, steps[0].count, same=False)


def payer(parameters: Difference, names: Difference) -> str | None:
    """Which of the two lowers the loss more, and not by chance."""
    gap = Difference(
        parameters.mean - names.mean, parameters.error + names.error, names.count, same=False
    )
    if gap.lower and parameters.lower:
        return "parameters"
    if gap.higher and names.lower:
        return "names"
    return None
