"""The card: the picture that stands beside a link to the page, drawn from the real curves.

Those who show links want 1200 × 630 pixels and no svg. It is drawn three times as large and
reduced, which smooths its lines; its colours are the style sheet's, its typeface is Pillow's own,
so that it is the same on every machine.
"""

import io
import re
from collections.abc import Iterable, Sequence
from itertools import chain
from math import isclose
from typing import Any

from lib.paths import WEB
from lib.report import Problem
from microgpt.train import RECENT
from PIL import Image, ImageColor, ImageDraw, ImageFont
from website.axes import spread
from website.picture import trailing_mean

WIDTH, HEIGHT = 1200, 630
FINE = 3  # drawn so many times as large
LEFT, RIGHT, TOP, BOTTOM = 72, 860, 226, 566  # the area of the curves
LABELS = 924  # where their names begin
LABEL_HEIGHT = 44
FIRST = 19  # as in picture.py: before it, a mean of a few losses jumps about
PAPER, INK, SOFT, RULE = "#fbfaf7", "#1f1d1a", "#5a554c", "#dcd8ce"
COLOUR = re.compile(r"--series-(\d):\s*(?:light-dark\(\s*)?(#[0-9a-f]{6})", re.IGNORECASE)
SHADES = 8  # of each colour on the paper, for smooth edges
NEAR = 8  # Pillow looks no closer: a shade so near the paper would be taken for it
DASH = 12  # training steps: how long a dash is, where one curve lies on top of another

Place = tuple[float, float]


class Sheet:
    """A sheet to draw on, in pixels of the finished card."""

    def __init__(self, colours: Iterable[str]) -> None:
        self._palette = palette(colours)
        self._image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def line(self, places: Sequence[Place], colour: str, width: float) -> None:
        fine = [(x * FINE, y * FINE) for x, y in places]
        self._draw.line(fine, colour, round(width * FINE), joint="curve")

    def text(self, place: Place, words: str, size: int, colour: str) -> None:
        """Words that begin at a place, the middle of their height on it."""
        font = ImageFont.load_default(size * FINE)
        fine = (place[0] * FINE, place[1] * FINE)
        self._draw.text(fine, words, fill=colour, font=font, anchor="lm")

    def png(self) -> bytes:
        small = self._image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        few = small.quantize(palette=self._palette, dither=Image.Dither.NONE)
        few.save(file, "png", optimize=True)
        return file.getvalue()


def card(curves: dict[str, Any]) -> bytes:
    """The picture as a PNG: title, the six curves with their names, one sentence."""
    colours = series_colours()
    sheet = Sheet([INK, SOFT, RULE, *colours.values()])
    parameters = curves["steps"][-1]["parameters"]
    sheet.text((LEFT, 92), "microGPT in the browser", 66, INK)
    sentence = f"A GPT of {parameters:,} parameters, in plain Python, learns to make up names."
    sheet.text((LEFT, 164), sentence, 30, SOFT)
    draw_curves(sheet, curves["steps"], colours)
    return sheet.png()


def draw_curves(sheet: Sheet, steps: Sequence[dict[str, Any]], colours: dict[int, str]) -> None:
    """The mean losses over the training steps, the last step on top, each with its name."""
    lines = [trailing_mean(step["losses"], RECENT) for step in steps]
    shown = [line[FIRST:] or line for line in lines]
    low, high = min(map(min, shown)), max(map(max, shown))

    def place(index: int, loss: float) -> Place:
        share = index / (len(lines[0]) - 1)
        return LEFT + (RIGHT - LEFT) * share, BOTTOM - (BOTTOM - TOP) * (loss - low) / (high - low)

    sheet.line([(LEFT, BOTTOM + 20), (RIGHT, BOTTOM + 20)], RULE, 2)
    for number, (step, values) in enumerate(zip(steps, lines, strict=True)):
        places = [place(i, values[i]) for i in range(min(FIRST, len(values) - 1), len(values))]
        covers = number > 0 and all(map(isclose, values, lines[number - 1]))
        for part in dashes(places) if covers else [places]:
            sheet.line(part, colours[step["step"]], 3)
    order = sorted(zip(steps, lines, strict=True), key=lambda pair: -pair[1][-1])
    ends = [place(len(values) - 1, values[-1]) for _, values in order]
    names = spread([(y, LABEL_HEIGHT) for _, y in ends], TOP, BOTTOM + 20)
    for (step, _), end, y in zip(order, ends, names, strict=True):
        colour = colours[step["step"]]
        sheet.line([end, (LABELS - 12, y)], RULE, 1.5)
        sheet.text((LABELS, y), f"{step['step']}  {step['title']}", 28, colour)


def dashes(places: Sequence[Place]) -> list[Sequence[Place]]:
    """Every second piece of a line."""
    return [places[start : start + DASH] for start in range(0, len(places), 2 * DASH)]


def palette(colours: Iterable[str]) -> Image.Image:
    """The shades of the colours on the paper, as Pillow takes them.

    Chosen by us, not by frequency: a name of few pixels keeps its colour.
    """
    paper = ImageColor.getrgb(PAPER)
    shades = [
        [round(a + (b - a) * shade / SHADES) for a, b in zip(paper, ImageColor.getrgb(colour))]
        for colour in colours
        for shade in range(1, SHADES + 1)
    ]
    far = [shade for shade in shades if paper[0] - shade[0] > NEAR or paper[2] - shade[2] > NEAR]
    found = Image.new("P", (1, 1))
    found.putpalette([*paper, *chain.from_iterable(far)])
    return found


def series_colours() -> dict[int, str]:
    """The colours of the six series on light paper, as the style sheet has them."""
    styles = "".join(path.read_text("utf-8") for path in sorted((WEB / "styles").glob("*.css")))
    colours = {int(step): colour for step, colour in COLOUR.findall(styles)}
    if sorted(colours) != list(range(6)):
        raise Problem(
            "web/styles names no colours --series-0 to --series-5 for the card: "
            "correct the pattern in scripts/website/card.py."
        )
    return colours
