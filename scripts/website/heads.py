"""What attention heads are good for: trainings of steps 4 and 5 with one, two, four and eight."""

from dataclasses import dataclass

from microgpt.config import Config
from microgpt.steps import get_step
from website.difference import Comparison, Difference, compare, difference
from website.trainings import Row, Trainings

HEADS = Config().n_head


@dataclass(frozen=True)
class HeadsRow:
    """A training with so many heads, and its comparison with the one that has a single head."""

    n_head: int
    parameters: int
    loss: float
    held_out: float
    one: Comparison


@dataclass(frozen=True)
class Heads:
    """What several heads do for one step; see answers.py."""

    rows: list[HeadsRow]
    seeds: Comparison
    longest: int
    later: Comparison | None
    evenness: float
    looking: Difference | None

    @property
    def four(self) -> Comparison:
        """The tutorial's number of heads against one."""
        return next(row.one for row in self.rows if row.n_head == HEADS)


def heads(trainings: Trainings, step: int) -> Heads:
    """The answer for one step, at the tutorial's learning rate."""
    rate = get_step(step).learning_rate
    rows = sorted(trainings.find(step=step, learning_rate=rate), key=lambda row: row["n_head"])
    (own,) = trainings.find(step=step, learning_rate=rate, n_head=HEADS)
    longest = trainings.lengths(step=step, n_head=1)[-1]
    more, single = (
        trainings.find(step=step, learning_rate=rate, n_head=count, num_steps=longest)[0]
        for count in (HEADS, 1)
    )
    return Heads(
        [heads_row(row, rows[0]) for row in rows],
        trainings.over_seeds((step, rate, HEADS), (step, rate, 1)),
        longest,
        None if more is own else compare(more["losses"], single["losses"]),
        own["means"]["looks"],
        difference(own["losses"]["held_out"], own["losses"]["even"]),
    )


def heads_row(row: Row, single: Row) -> HeadsRow:
    """What there is to say of one training."""
    means = row["means"]
    one = compare(row["losses"], single["losses"])
    return HeadsRow(row["n_head"], row["parameters"], means["last"], means["held_out"], one)
