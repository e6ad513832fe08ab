"""The colours of the curves: told apart by every eye, and legible as words on the page."""

import re
from itertools import combinations, pairwise

import pytest
from lib.paths import WEB

Colour = tuple[float, float, float]
# What is left of red, green and blue, by Machado, Oliveira and Fernandes (2009), full severity.
EYES = {
    "any": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
FAR = 18  # in CIELAB; 2 can just be seen
LEGIBLE = 4.5  # the contrast that WCAG asks of words


def token(name: str, sheet: str, theme: int) -> Colour:
    """Linear red, green and blue of one of the page's colours."""
    style = (WEB / "styles" / sheet).read_text("utf-8")
    values = re.search(rf"--{name}: light-dark\(#(\w+), #(\w+)\)", style)
    assert values, f"{sheet} has no --{name}"
    parts = (int(values[1 + theme][index : index + 2], 16) / 255 for index in (0, 2, 4))
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return red, green, blue


def seen(colour: Colour, eye: str) -> Colour:
    red, green, blue = (
        min(1, max(0, sum(share * part for share, part in zip(row, colour, strict=True))))
        for row in EYES[eye]
    )
    return red, green, blue


def lab(colour: Colour) -> Colour:
    red, green, blue = colour
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = luminance(colour)
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    a, b, c = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * b - 16, 500 * (a - b), 200 * (b - c)


def luminance(colour: Colour) -> float:
    return sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), colour, strict=True))


def distance(one: Colour, other: Colour) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("eye", EYES)
def test_the_six_colours_are_told_apart(eye: str, theme: int) -> None:
    colours = [seen(token(f"series-{n}", "series.css", theme), eye) for n in range(6)]
    for one, other in combinations(range(6), 2):
        assert distance(colours[one], colours[other]) >= FAR, (one, other)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_names_of_curves_are_legible_in_their_colours(theme: int) -> None:
    paper = luminance(token("paper", "tokens.css", theme)) + 0.05
    for n in range(6):
        ink = luminance(token(f"series-{n}", "series.css", theme)) + 0.05
        assert max(paper, ink) / min(paper, ink) >= LEGIBLE, n


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_no_curve_has_the_colour_of_what_leads_on(theme: int) -> None:
    accent = token("accent", "tokens.css", theme)
    for n in range(6):
        assert distance(token(f"series-{n}", "series.css", theme), accent) >= FAR, n


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_of_ordered_curves_more_stands_out_more_and_all_are_legible(theme: int) -> None:
    paper = luminance(token("paper", "tokens.css", theme)) + 0.05
    inks = [luminance(token(f"level-{n}", "scaling.css", theme)) + 0.05 for n in range(6)]
    contrasts = [max(paper, ink) / min(paper, ink) for ink in inks]
    assert contrasts[0] >= LEGIBLE
    assert all(more >= 1.15 * less for less, more in pairwise(contrasts))


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("eye", EYES)
def test_neighbours_among_ordered_curves_are_told_apart(eye: str, theme: int) -> None:
    colours = [seen(token(f"level-{n}", "scaling.css", theme), eye) for n in range(6)]
    assert all(distance(one, other) >= 6 for one, other in pairwise(colours))


def test_of_ordered_curves_more_is_less_broken() -> None:
    style = (WEB / "styles" / "scaling.css").read_text("utf-8")
    dashes = [re.search(rf"^\.level-{n} .*?dasharray: (\d+)", style, re.M) for n in range(5)]
    assert all(dashes)
    lengths = [int(dash[1]) for dash in dashes if dash]
    assert lengths == sorted(set(lengths))
