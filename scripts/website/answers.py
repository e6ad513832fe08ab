"""What the trainings in rates.json answer, as numbers that the page's sentences quote.

`findings.rates` in a template. A comparison has `recent`, `early` and `held_out`, a difference
`mean`, `error`, `real`, `lower`, `higher`, `same`, as findings.py says.

    sgd, adam       the trainings of step 4 and of step 5, by learning rate: a Sweep, with
                    `points` (rate, loss, held_out, diverged_at), `own`, the point at the tutorial's
                    rate, `best`, the one that ends lowest, and `quickest`, the one that is lowest
                    over the first 100 training steps
    own             Adam against SGD, each at the tutorial's rate: a comparison
    best            Adam at the tutorial's rate against SGD at its best
    both_best       Adam at its best rate against SGD at its best
    quickest        Adam at the tutorial's rate against SGD at its quickest: quote `early`
    best_seeds      as `best`, of the means of five whole trainings each, with other orders of the
                    names and other first weights, so that it does not depend on one seed; for each
                    seed SGD has the rate that ends lowest, and Adam always the tutorial's
    tried           the rates that SGD had with each seed
    table           for each rate, ascending: (rate, point of step 4, point of step 5), or None

    printed         step 2 at the rate that the tutorial's last table prints for it: a point, or
                    None
    longer          a row for each number of training steps of steps 0 and 2, shortest first:
                    `num_steps`, `counting` and `network`, the loss of each on the held-out names,
                    `gap`, the difference network - counting, and `head_start`, the difference
                    between this network and the table counted in the shortest training
    heads           by step, 4 and 5: what several heads are good for, at the tutorial's rate
        .rows       `n_head`, `loss`, `held_out`, `parameters`, and `one`, the comparison with one
                    head that begins with the same weights
        .four       the `one` of four heads
        .seeds      four heads against one, of the means of five trainings
        .longest    how many training steps the longest trainings with one and four heads had,
        .later      and four against one in them, whether heads are of use later on: quote
                    `held_out`; None where they are no longer than the others
        .evenness   how evenly the four look at the letters so far: 1 is all letters alike
        .looking    the difference on held-out names between the model and the same model made to
                    look at all letters alike: what it gains by choosing where to look
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from microgpt.steps import get_step
from website.difference import Comparison, compare
from website.heads import HEADS, heads
from website.longer import NETWORK, longer
from website.trainings import Row, Trainings

SGD, ADAM = 4, 5  # the steps that differ in nothing but this


@dataclass(frozen=True)
class Point:
    """A training at one learning rate; a loss is a mean over 100 training steps or over names."""

    rate: float
    loss: float | None
    early: float | None
    held_out: float | None
    diverged_at: int | None


@dataclass(frozen=True)
class Sweep:
    """The trainings of one step, by learning rate."""

    step: int
    optimizer: str
    points: list[Point]
    own: Point

    @property
    def best(self) -> Point:
        """The one that ends lowest."""
        return min(self.points, key=lambda point: math.inf if point.loss is None else point.loss)

    @property
    def quickest(self) -> Point:
        """The one that is lowest at the beginning."""
        return min(self.points, key=lambda point: math.inf if point.early is None else point.early)


class Answers:
    """What rates.json shows."""

    def __init__(self, rates: dict[str, Any]) -> None:
        self._trainings = Trainings(rates)
        self.sgd, self.adam = self._sweep(SGD), self._sweep(ADAM)
        own, best = self.adam.own.rate, self.adam.best.rate
        self.own = self._adam_against_sgd(own, self.sgd.own.rate)
        self.best = self._adam_against_sgd(own, self.sgd.best.rate)
        self.both_best = self._adam_against_sgd(best, self.sgd.best.rate)
        self.quickest = self._adam_against_sgd(own, self.sgd.quickest.rate)
        self.tried = self._trainings.rates_over_seeds(SGD)
        self.best_seeds = self._over_seeds(own, self.tried)
        self.printed = self._printed()
        self.longer = longer(self._trainings)
        self.heads = {step: heads(self._trainings, step) for step in (SGD, ADAM)}

    @property
    def table(self) -> list[tuple[float, Point | None, Point | None]]:
        """What ended where, a row for each learning rate."""
        sgd, adam = ({each.rate: each for each in x.points} for x in (self.sgd, self.adam))
        return [(rate, sgd.get(rate), adam.get(rate)) for rate in sorted(sgd | adam)]

    def _sweep(self, step: int) -> Sweep:
        rows = self._trainings.find(step=step, n_head=HEADS)
        points = sorted(map(point, rows), key=lambda each: each.rate)
        tutorial = get_step(step)
        own = next(each for each in points if each.rate == tutorial.learning_rate)
        return Sweep(step, tutorial.optimizer, points, own)

    def _printed(self) -> Point | None:
        own = get_step(NETWORK).learning_rate
        rows = self._trainings.find(step=NETWORK)
        return next((point(row) for row in rows if row["learning_rate"] != own), None)

    def _adam_against_sgd(self, adam: float, sgd: float) -> Comparison:
        (a,) = self._trainings.find(step=ADAM, learning_rate=adam, n_head=HEADS)
        (b,) = self._trainings.find(step=SGD, learning_rate=sgd, n_head=HEADS)
        return compare(a["losses"], b["losses"])

    def _over_seeds(self, adam: float, sgd: Sequence[float]) -> Comparison:
        others = [(SGD, rate, HEADS) for rate in sgd]
        return self._trainings.over_seeds((ADAM, adam, HEADS), *others)


def point(row: Row) -> Point:
    """A training as a point of the figure."""
    means = row.get("means", {})
    loss, early, held_out = (means.get(name) for name in ("last", "first", "held_out"))
    return Point(row["learning_rate"], loss, early, held_out, row["diverged_at"])
