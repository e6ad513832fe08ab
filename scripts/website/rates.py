"""The static figure "the learning rate": where steps 4 and 5 end, by the rate they were given.

Like picture.py, it writes shapes and class names; web/styles/rates.css has colours and fonts.
`rates` on the svg; `grid`, `axis`, `tick`, `label` on its parts; on each curve and its marks the
`series-…` of its step, `mark` on a training, also `own` on that with the tutorial's rate, `lost` on
one that diverged.
"""

import math
from collections.abc import Sequence

from markupsafe import Markup, escape
from website.answers import Answers, Point, Sweep
from website.svg import line, path, text

WIDTH, HEIGHT = 600, 476
LEFT, RIGHT, TOP, BOTTOM = 60, 596, 112, 400  # the area of the curves
ROWS = (52, 80)  # above it, a row for each step: trainings whose loss lies beyond the axis
UNIT = 0.05  # nats between two lines of the grid
REACH = 0.3  # nats above the lowest loss: where trainings differ that are worth comparing
SHAPES = ("m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z", "m0 -6l6 6l-6 6l-6 -6z")  # ring, diamond
CROSS = "m-5 -5l10 10m-10 0l10 -10"


class Axes:
    """From learning rate and loss to places in the figure; a loss too high has none."""

    def __init__(self, points: Sequence[Point]) -> None:
        losses = [p.loss for p in points if p.loss is not None]
        shown = [loss for loss in losses if loss < min(losses) + REACH]
        self.low = math.floor(min(shown) / UNIT) * UNIT
        self.high = math.ceil(max(shown) / UNIT) * UNIT
        exponents = [math.log10(p.rate) for p in points]
        self.first, self.last = math.floor(min(exponents)), max(exponents)

    def x(self, rate: float) -> float:
        """Each factor of ten is as wide as the next."""
        share = (math.log10(rate) - self.first) / (self.last - self.first)
        return round(LEFT + 12 + (RIGHT - LEFT - 24) * share, 1)

    def y(self, loss: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (loss - self.low) / (self.high - self.low), 1)

    def shows(self, point: Point) -> bool:
        """Whether the training ended within the figure."""
        return point.loss is not None and point.loss <= self.high

    def grid(self) -> list[str]:
        parts = []
        for index in range(round((self.high - self.low) / UNIT) + 1):
            loss = self.low + UNIT * index
            parts.append(line("grid", LEFT, self.y(loss), RIGHT, self.y(loss)))
            parts.append(text("tick", LEFT - 8, self.y(loss) + 5, f"{loss:.2f}", "end"))
        parts.append(line("axis", LEFT, BOTTOM, RIGHT, BOTTOM))
        for exponent in range(self.first, math.floor(self.last) + 1):
            x = self.x(10**exponent)
            parts.append(line("axis", x, BOTTOM, x, BOTTOM + 5))
            parts.append(text("tick", x, BOTTOM + 33, f"{10**exponent:g}"))
        middle = (LEFT + RIGHT) / 2
        parts.append(text("label", middle, HEIGHT - 8, "learning rate, at the start"))
        parts.append(text("label", 0, 20, "final loss, in nats per letter", "start"))
        return parts


def rates_figure(found: Answers) -> Markup:
    """An inline svg of the mean loss of the last training steps against the learning rate."""
    sweeps = (found.sgd, found.adam)
    axes = Axes([point for sweep in sweeps for point in sweep.points])
    parts = [describe(sweeps), *axes.grid()]
    for sweep, shape, row in zip(sweeps, SHAPES, ROWS, strict=True):
        parts += curve(axes, sweep, shape)
        parts += above(axes, sweep, row)
    return Markup(
        f'<svg class="rates" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-labelledby="rates-picture-title rates-picture-text">' + "".join(parts) + "</svg>"
    )


def curve(axes: Axes, sweep: Sweep, shape: str) -> list[str]:
    """A step's final losses: its name at the left end, the lowest in figures."""
    series = f"series-{sweep.step}"
    shown = [(axes.x(p.rate), axes.y(p.loss or 0), p) for p in sweep.points if axes.shows(p)]
    places = " ".join(f"{x:g},{y:g}" for x, y, _ in shown)
    parts = [f'<polyline class="series {series}" fill="none" points="{places}"/>']
    for x, y, point in shown:
        own = " own" if point == sweep.own else ""
        parts.append(path(f"mark {series}{own}", x, y, shape))
    x, y, _ = shown[0]
    parts.append(text("label", x + 10, y - 8, name(sweep), "start"))
    lowest = sweep.best
    if lowest.loss is not None:
        place = axes.x(lowest.rate), axes.y(lowest.loss) + 26
        parts.append(text("label", *place, f"{lowest.loss:.3f}"))
    return parts


def above(axes: Axes, sweep: Sweep, y: float) -> list[str]:
    """What no loss can be shown of: a cross for what diverged, else the loss itself."""
    parts = []
    for point in sweep.points:
        if axes.shows(point):
            continue
        if point.loss is None:
            parts.append(path(f"mark lost series-{sweep.step}", axes.x(point.rate), y, CROSS))
        else:
            parts.append(text("tick", axes.x(point.rate), y + 4, f"↑ {point.loss:.2f}"))
    if parts:
        parts.append(text("label", LEFT, y + 4, f"{sweep.optimizer}: × diverged", "start"))
    return parts


def name(sweep: Sweep) -> str:
    return f"{sweep.optimizer} (step {sweep.step})"


def describe(sweeps: Sequence[Sweep]) -> str:
    words = " ".join(in_words(sweep) for sweep in sweeps)
    return (
        '<title id="rates-picture-title">Final loss by learning rate</title>'
        f'<desc id="rates-picture-text">{escape(words)}</desc>'
    )


def in_words(sweep: Sweep) -> str:
    """The curve of one step for those who cannot see it."""
    ends = [f"{p.loss:.3f} at {p.rate:g}" for p in sweep.points if p.loss is not None]
    lost = [f"{p.rate:g}" for p in sweep.points if p.loss is None]
    best = sweep.best
    words = f"{name(sweep)} ends at a mean loss of {', '.join(ends)}; lowest at {best.rate:g}."
    return words + (f" It diverges at {' and '.join(lost)}." if lost else "")
