"""The page's colours: each has one meaning and stands out enough from what lies behind it."""

import re
from itertools import product

import pytest
from lib.paths import WEB

STYLES = {path.name: path.read_text("utf-8") for path in sorted((WEB / "styles").glob("*.css"))}
THEMES = ("light", "dark")
TOKEN = re.compile(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)")
TOKENS = {
    name: dict(zip(THEMES, pair))
    for name, *pair in (match.groups() for match in TOKEN.finditer(STYLES["tokens.css"]))
}
# What lies behind text, and what may be read on it: 7 to 1 is what WCAG asks for at level AAA.
RATIOS = {"ink": 7, "soft": 7, "accent": 4.5, "error": 7, "edge": 3}


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    shares = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """
    >>> round(contrast("#fff", "#000"))
    21
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("theme", "name", "behind"), [*product(THEMES, RATIOS, ("paper", "raised"))]
)
def test_what_is_read_stands_out_from_what_lies_behind_it(
    theme: str, name: str, behind: str
) -> None:
    assert contrast(TOKENS[name][theme], TOKENS[behind][theme]) >= RATIOS[name]


@pytest.mark.parametrize("theme", THEMES)
def test_the_words_on_the_accent_can_be_read(theme: str) -> None:
    assert contrast(TOKENS["on-accent"][theme], TOKENS["accent"][theme]) >= 7


@pytest.mark.parametrize("theme", THEMES)
def test_code_can_be_read_in_all_its_colours(theme: str) -> None:
    code = re.findall(r"^:is\(\..*light-dark\((#\w+), (#\w+)\)", STYLES["code.css"], re.M)
    assert code
    for pair in code:
        colour = dict(zip(THEMES, pair))[theme]
        assert contrast(colour, TOKENS["raised"][theme]) >= 4.5, colour


def test_the_accent_says_one_thing_what_leads_on() -> None:
    for name, text in STYLES.items():
        rules = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", text, flags=re.S))
        users = {selector.strip() for selector, body in rules if "var(--accent)" in body}
        assert users <= {"a", "button.primary"}, name


def test_a_series_has_neither_the_accent_nor_the_colour_of_an_error() -> None:
    series = re.findall(r"--series-\d: light-dark\((#\w+), (#\w+)\)", STYLES["series.css"])
    assert len(series) == 6
    for pair in series:
        for colour, theme in zip(pair, THEMES):
            assert colour not in (TOKENS["accent"][theme], TOKENS["error"][theme])
