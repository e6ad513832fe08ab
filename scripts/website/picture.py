"""The static picture of the loss curves, for readers without JavaScript and before it has run.

Colours, dashes and fonts come from the page's style sheet; this file knows shapes and class names
only: `picture` on the svg; `grid`, `axis`, `tick`, `guess`, `leader`, `label` on its parts, and
`series-0` … `series-5` on the curves.
"""

import math
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape
from microgpt.train import RECENT
from website.scale import BOTTOM, LEFT, RIGHT, TOP, Scale, spread

FIRST = 19  # index of the first drawn point: before it, a mean of a few losses jumps about
EVERY = 5  # training steps between two drawn points
WIDTH, HEIGHT = 760, 400
LABEL_HEIGHT = 22


def picture(curves: dict[str, Any]) -> Markup:
    """An inline svg of every step's smoothed losses over the training steps."""
    steps = curves["steps"]
    lines = [trailing_mean(step["losses"], RECENT) for step in steps]
    uniform = curves["uniform_loss"]
    scale = Scale([*(line[FIRST:] or line for line in lines), [uniform]], max(map(len, lines)))
    parts = [
        describe(curves),
        *grid(scale),
        *guess_line(scale, uniform, curves["vocabulary_size"]),
        *map(curve(scale), steps, lines),
        *end_labels(scale, steps, lines),
    ]
    return Markup(
        f'<svg class="picture" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-labelledby="picture-title picture-text">' + "".join(parts) + "</svg>"
    )


def trailing_mean(values: Sequence[float], window: int) -> list[float]:
    """The mean of each value and those before it, at most `window` of them.

    >>> trailing_mean([4.0, 2.0, 0.0], 2)
    [4.0, 3.0, 1.0]
    """
    cut = (values[max(0, end - window) : end] for end in range(1, len(values) + 1))
    return [math.fsum(part) / len(part) for part in cut]


def describe(curves: dict[str, Any]) -> str:
    ends = ", ".join(
        f"step {step['step']} ({step['title']}) ends near {step['mean_last_100']:.2f}"
        for step in curves["steps"]
    )
    text = f"Mean loss of the last {RECENT} training steps: {ends}."
    return (
        '<title id="picture-title">Loss curves of the six steps</title>'
        f'<desc id="picture-text">{escape(text)}</desc>'
    )


def grid(scale: Scale) -> list[str]:
    parts = []
    for loss in scale.losses():
        parts.append(line("grid", LEFT, scale.y(loss), RIGHT, scale.y(loss)))
        parts.append(text("tick", LEFT - 8, scale.y(loss) + 4, f"{loss:.1f}", "end"))
    parts.append(line("axis", LEFT, BOTTOM, RIGHT, BOTTOM))
    for step in range(0, scale.count + 1, max(1, scale.count // 5)):
        parts.append(line("axis", scale.x(step), BOTTOM, scale.x(step), BOTTOM + 5))
        parts.append(text("tick", scale.x(step), BOTTOM + 20, f"{step:,}", "middle"))
    parts.append(text("label", (LEFT + RIGHT) / 2, HEIGHT - 8, "training step", "middle"))
    parts.append(
        f'<text class="label" transform="translate(14 {(TOP + BOTTOM) // 2}) rotate(-90)" '
        'text-anchor="middle">loss (nats per letter)</text>'
    )
    return parts


def guess_line(scale: Scale, uniform: float, vocabulary_size: int) -> list[str]:
    y = scale.y(uniform)
    label = f"random guessing: ln {vocabulary_size} ≈ {uniform:.3f}"
    return [line("guess", LEFT, y, RIGHT, y), text("label", RIGHT - 6, y - 7, label, "end")]


def curve(scale: Scale) -> Any:
    def draw(step: dict[str, Any], values: Sequence[float]) -> str:
        indices = sorted({*range(FIRST, len(values), EVERY), len(values) - 1})
        places = " ".join(f"{scale.x(i + 1):g},{scale.y(values[i]):g}" for i in indices)
        return f'<polyline class="series series-{step["step"]}" fill="none" points="{places}"/>'

    return draw


def end_labels(
    scale: Scale, steps: Sequence[dict[str, Any]], lines: Sequence[Sequence[float]]
) -> list[str]:
    """The names of the curves at their right ends, moved apart where the ends lie close."""
    order = sorted(zip(steps, lines, strict=True), key=lambda pair: -pair[1][-1])
    ends = [scale.y(values[-1]) for _, values in order]
    parts = []
    for (step, _), end, y in zip(order, ends, spread(ends, LABEL_HEIGHT, BOTTOM), strict=True):
        name = f"series series-{step['step']}"
        parts.append(line("leader", RIGHT + 2, end, RIGHT + 22, y))
        parts.append(line(name, RIGHT + 24, y, RIGHT + 48, y))
        parts.append(text("label", RIGHT + 54, y + 4, f"{step['step']} {step['title']}", "start"))
    return parts


def line(name: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{name}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"/>'


def text(name: str, x: float, y: float, content: str, anchor: str) -> str:
    words = escape(content)
    return f'<text class="{name}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{words}</text>'
