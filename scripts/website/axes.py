"""Places in the picture of the loss curves, as percentages of the area that the curves lie in."""

import math
from collections.abc import Sequence
from itertools import accumulate

ABOVE, BELOW = 0.06, 0.1  # room around the curves, as parts of their height
UNITS = (0.1, 0.2, 0.5, 1, 2, 5, 1e9)
MOST_LINES = 7


class Scale:
    """From training step and loss to places, as the live chart has them."""

    def __init__(self, lines: Sequence[Sequence[float]], count: int) -> None:
        low, high = min(map(min, lines)), max(map(max, lines))
        height = high - low or 1
        self.low, self.high = low - height * BELOW, high + height * ABOVE
        self.count = count

    def x(self, step: float) -> float:
        """Training steps are numbered from 1, as everywhere on the page."""
        return round(100 * (step - 1) / max(1, self.count - 1), 2)

    def y(self, loss: float) -> float:
        return round(100 * (self.high - loss) / (self.high - self.low), 2)

    def losses(self) -> list[float]:
        """Where the grid has its lines."""
        unit = next(unit for unit in UNITS if (self.high - self.low) / unit <= MOST_LINES)
        first, last = math.ceil(self.low / unit), math.floor(self.high / unit)
        return [index * unit for index in range(first, last + 1)]

    def steps(self) -> list[int]:
        """Where the axis of training steps has its numbers."""
        unit = max(1, self.count // 5)
        return list(range(unit, self.count + 1, unit))


def spread(labels: Sequence[tuple[float, float]], low: float, high: float) -> list[float]:
    """Middles for labels of (wanted middle, size) in ascending order, so that none overlap.

    Those that would touch lie side by side, their group in the middle of where they wanted to be;
    the live chart does the same (web/chart/spread.js).

    >>> spread([(10, 4), (12, 4), (50, 4)], 0, 50)
    [9.0, 13.0, 48.0]
    """
    groups: list[tuple[float, list[tuple[float, float]]]] = []
    for label in labels:
        group = [label]
        middle = inside(group, low, high)
        while groups and reach(*groups[-1]) > middle - size(group) / 2:
            group = groups.pop()[1] + group
            middle = inside(group, low, high)
        groups.append((middle, group))
    places = []
    for middle, group in groups:
        edges = accumulate((each for _, each in group), initial=middle - size(group) / 2)
        places += [edge + each / 2 for edge, (_, each) in zip(edges, group, strict=False)]
    return places


def size(group: Sequence[tuple[float, float]]) -> float:
    return sum(each for _, each in group)


def reach(middle: float, group: Sequence[tuple[float, float]]) -> float:
    return middle + size(group) / 2


def inside(group: Sequence[tuple[float, float]], low: float, high: float) -> float:
    """Where the middle of a group may be, nearest to where its labels wanted to be."""
    wanted = math.fsum(place for place, _ in group) / len(group)
    return max(low + size(group) / 2, min(high - size(group) / 2, wanted))
