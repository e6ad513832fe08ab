"""Places in the picture of the loss curves, in the units of its viewBox."""

import math
from collections.abc import Sequence
from itertools import pairwise

LEFT, RIGHT, TOP, BOTTOM = 50, 562, 14, 350  # the area of the curves


class Scale:
    """From training step and loss to places in the picture."""

    def __init__(self, lines: Sequence[Sequence[float]], count: int) -> None:
        low, high = min(map(min, lines)), max(map(max, lines))
        self.unit = next(unit for unit in (0.1, 0.2, 0.5, 1, 2, 5, 1e9) if (high - low) / unit <= 7)
        self.low = math.floor(low / self.unit) * self.unit
        self.high = math.ceil(high / self.unit) * self.unit
        self.count = count

    def x(self, step: float) -> float:
        """Training steps are numbered from 1, as everywhere on the page."""
        return round(LEFT + (RIGHT - LEFT) * step / self.count, 1)

    def y(self, loss: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (loss - self.low) / (self.high - self.low), 1)

    def losses(self) -> list[float]:
        """Where the grid has its lines."""
        count = round((self.high - self.low) / self.unit)
        return [self.low + self.unit * index for index in range(count + 1)]


def spread(places: Sequence[float], distance: float, limit: float) -> list[float]:
    """Places in ascending order, moved so that neighbours keep their distance, none past the limit.

    >>> spread([10, 12, 50], 5, 50)
    [10, 15, 45]
    """
    apart = list(places)
    for index, (above, below) in enumerate(pairwise(list(places))):
        apart[index + 1] = max(below, apart[index] + distance, above)
    for index in reversed(range(len(apart))):
        apart[index] = min(apart[index], limit - distance * (len(apart) - index))
    return apart
