"""Differences of losses that belong together pair by pair: two trainings read the same names."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ALIKE = 1e-9  # nats: the same but for the order in which floats were added up


@dataclass(frozen=True)
class Difference:
    """The mean of paired differences, in nats per letter, and the standard error of that mean."""

    mean: float
    error: float
    count: int  # of the pairs
    same: bool  # no pair differs by more than a rounding

    @property
    def real(self) -> bool:
        """Whether it can be told from nothing: further from 0 than two standard errors.

        Of few pairs the error itself is uncertain. Two becomes what Student's t has at 95 %, to
        within 2 %: 2.76 for five pairs.
        """
        few = 2.4 / (self.count - 2) if self.count > 2 else math.inf
        return not self.same and abs(self.mean) > max(2.0, 1.96 + few) * self.error

    @property
    def lower(self) -> bool:
        """Whether the first of the two is better, and not by chance."""
        return self.real and self.mean < 0

    @property
    def higher(self) -> bool:
        """Whether the first of the two is worse, and not by chance."""
        return self.real and self.mean > 0


def difference(losses: Sequence[float], than: Sequence[float]) -> Difference | None:
    """The paired difference, negative where `losses` are lower; None for less than two pairs.

    >>> difference([1.0, 3.0, 3.0, 3.0], [2.0, 2.0, 4.0, 4.0])
    Difference(mean=-0.5, error=0.5, count=4, same=False)
    """
    pairs = [a - b for a, b in zip(losses, than, strict=True)]
    count = len(pairs)
    if count < 2:
        return None
    mean = math.fsum(pairs) / count
    variance = math.fsum((pair - mean) ** 2 for pair in pairs) / (count - 1)
    same = max(map(abs, pairs)) < ALIKE
    return Difference(mean, math.sqrt(variance / count), count, same)


@dataclass(frozen=True)
class Comparison:
    """One training compared with another; each difference is None where there is none."""

    recent: Difference | None  # over the last training steps
    early: Difference | None  # over the first
    held_out: Difference | None  # over the names that neither has read


def compare(losses: Mapping[str, list[float]], than: Mapping[str, list[float]]) -> Comparison:
    """Two trainings that read the same names: of each the lists "last", "first", "held_out"."""
    return Comparison(*(difference(losses[k], than[k]) for k in ("last", "first", "held_out")))
