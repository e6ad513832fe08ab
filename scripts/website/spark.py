"""The small curves of the rail: how each step learned, without axes, all on one scale.

Colours and dashes come from the style sheet, by the class names of the large picture.
"""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup
from microgpt.train import RECENT
from website.picture import trailing_mean

WIDTH, HEIGHT = 96, 28
EDGE = 2  # room for half a stroke
EVERY = 20  # training steps between two drawn points


def sparks(curves: dict[str, Any]) -> dict[int, Markup]:
    """An inline svg for each step, by its number."""
    lines = {step["step"]: shortened(step["losses"]) for step in curves["steps"]}
    low = min(map(min, lines.values()))
    high = max(map(max, lines.values()))
    return {number: spark(number, line, low, high) for number, line in lines.items()}


def shortened(losses: Sequence[float]) -> list[float]:
    """Every so manieth smoothed loss, and the last.

    >>> len(shortened([3.0] * 1000))
    50
    """
    means = trailing_mean(losses, RECENT)
    return means[-1::-EVERY][::-1]


def spark(number: int, line: Sequence[float], low: float, high: float) -> Markup:
    width, height = WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE
    across = width / max(1, len(line) - 1)
    down = height / (high - low or 1)
    points = " ".join(
        f"{EDGE + across * index:.1f},{EDGE + down * (high - loss):.1f}"
        for index, loss in enumerate(line)
    )
    return Markup(
        f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="xMinYMid" '
        'aria-hidden="true">'
        f'<polyline class="series-{number}" fill="none" points="{points}"/></svg>'
    )
