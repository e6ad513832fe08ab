"""The static picture of the loss curves: without JavaScript, before it has run, and on paper.

It is laid out as the live chart is, whatever the width: places are percentages of the area of the
curves; words keep their size and may stand beside it. Colours, dashes, fonts and margins come from
the page's style sheet; this file knows shapes and class names only: `picture` on the svg; `grid`,
`tick`, `guess`, `leader`, `label`, `end`, `caption` on its parts, `series-0` … `series-5` on the
curves, `ink-0` … `ink-5` on their names.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape
from microgpt.train import RECENT
from website.axes import Scale, spread

FIRST = 19  # index of the first drawn point: before it, a mean of a few losses jumps about
EVERY = 5  # training steps between two drawn points
UNITS = 1000  # of the curves' own coordinates, over each side of their area
LINE = 5.6  # height of a line of words in the smallest chart, in percent
CAPTION = (50, 90)  # the part of the axis that a caption is written along, in percent


def picture(curves: dict[str, Any]) -> Markup:
    """An inline svg of every step's smoothed losses over the training steps."""
    steps = curves["steps"]
    lines = [trailing_mean(step["losses"], RECENT) for step in steps]
    uniform = curves["uniform_loss"]
    scale = Scale([*(line[FIRST:] or line for line in lines), [uniform]], max(map(len, lines)))
    parts = [
        *grid(scale),
        *guess_line(scale, uniform, curves["vocabulary_size"]),
        *drawn(scale, steps, lines),
        *captions(scale, steps, lines),
        *end_labels(scale, steps, lines),
    ]
    return Markup(
        '<svg class="picture" role="img" aria-labelledby="picture-title picture-text">'
        f"{describe(curves)}{''.join(parts)}</svg>"
    )


def trailing_mean(values: Sequence[float], window: int) -> list[float]:
    """The mean of each value and those before it, at most `window` of them.

    >>> trailing_mean([4.0, 2.0, 0.0], 2)
    [4.0, 3.0, 1.0]
    """
    cut = (values[max(0, end - window) : end] for end in range(1, len(values) + 1))
    return [math.fsum(part) / len(part) for part in cut]


def kind(step: dict[str, Any]) -> str:
    """What a step's model sees, as the live chart says it (web/page/compare/curve-file.js)."""
    attends = "keys" in step["function"]
    return "sees all the letters so far" if attends else "sees only the last letter"


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


def grid(scale: Scale) -> Iterator[str]:
    for loss in scale.losses():
        yield line("grid", "0", scale.y(loss), "100%", scale.y(loss))
        yield text("tick", 0, scale.y(loss), f"{loss:.1f}", "end", dx=-6, dy=4)
    for step in scale.steps():
        yield line("grid", f"{scale.x(step):g}%", 0, f"{scale.x(step):g}%", 100)
        yield text("tick", scale.x(step), 100, str(step), "middle", dy=20)
    yield text("label", 50, 100, "training step", "middle", dy=44)


def guess_line(scale: Scale, uniform: float, vocabulary_size: int) -> Iterator[str]:
    y = scale.y(uniform)
    label = f"random guessing: ln {vocabulary_size} ≈ {uniform:.3f}"
    yield line("guess", "0", y, "100%", y)
    yield text("label", 100, y, label, "end", dx=-8, dy=-6)


def drawn(scale: Scale, steps: Sequence[Any], lines: Sequence[Sequence[float]]) -> Iterator[str]:
    yield f'<svg viewBox="0 0 {UNITS} {UNITS}" preserveAspectRatio="none">'
    unit = UNITS / 100
    for step, values in zip(steps, lines, strict=True):
        indices = sorted({*range(min(FIRST, len(values) - 1), len(values), EVERY), len(values) - 1})
        places = (f"{scale.x(i + 1) * unit:.0f},{scale.y(values[i]) * unit:.0f}" for i in indices)
        yield f'<polyline class="series series-{step["step"]}" points="{" ".join(places)}"/>'
    yield "</svg>"


def captions(scale: Scale, steps: Sequence[Any], lines: Sequence[Sequence[float]]) -> list[str]:
    """What the upper and the lower curves have in common, where it sets them apart."""
    order = sorted(zip(steps, lines, strict=True), key=lambda pair: pair[1][-1])
    groups = [(name, [pair[1] for pair in group]) for name, group in groupby(order, by_kind)]
    if len(groups) != 2:
        return []
    (lower, below), (upper, above) = groups
    middle = sum(CAPTION) / 2
    bottom = scale.y(min(min(part(line)) for line in below))
    top = scale.y(max(max(part(line)) for line in above))
    return [
        text("caption", middle, top, upper, "middle", dy=-10),
        text("caption", middle, bottom, lower, "middle", dy=22),
    ]


def by_kind(pair: tuple[dict[str, Any], Sequence[float]]) -> str:
    return kind(pair[0])


def part(values: Sequence[float]) -> Sequence[float]:
    first, last = (len(values) * share // 100 for share in CAPTION)
    return values[first : last + 1]


def end_labels(
    scale: Scale, steps: Sequence[dict[str, Any]], lines: Sequence[Sequence[float]]
) -> Iterator[str]:
    """The names of the curves at their right ends, moved apart where the ends lie close.

    Curves that are one to the eye share a place: "1 Gradient descent" and below it "= 2 Autograd".
    """
    groups: dict[float, list[dict[str, Any]]] = {}
    for step, values in zip(steps, lines, strict=True):
        groups.setdefault(round(values[-1], 6), []).append(step)
    ends = sorted((scale.y(loss), same) for loss, same in groups.items())
    middles = spread([(end, LINE * len(same)) for end, same in ends], 0, 100)
    yield '<svg x="100%">'
    for (end, same), middle in zip(ends, middles, strict=True):
        number = same[0]["step"]
        yield line(f"leader series-{number}", "2", end, "14", round(middle, 2))
        for index, step in enumerate(same):
            place = middle + LINE * (index - (len(same) - 1) / 2)
            sign = "= " if index else ""
            words = f'{sign}{step["step"]}<tspan class="title"> {escape(step["title"])}</tspan>'
            name = f"end ink-{step['step']}"
            yield text(name, None, place, Markup(words), "start", dx=18, dy=4)
    yield "</svg>"


def line(name: str, x1: str, y1: float, x2: str, y2: float) -> str:
    return f'<line class="{name}" x1="{x1}" y1="{y1:g}%" x2="{x2}" y2="{y2:g}%"/>'


def text(
    name: str, x: float | None, y: float, content: str, anchor: str, *, dx: int = 0, dy: int = 0
) -> str:
    """Words at a place in percent, moved by pixels."""
    at = "" if x is None else f' x="{x:g}%"'
    moved = f' dx="{dx}"' if dx else ""
    return (
        f'<text class="{name}"{at} y="{y:.2f}%"{moved} dy="{dy}" '
        f'text-anchor="{anchor}">{escape(content)}</text>'
    )
