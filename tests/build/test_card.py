"""The picture beside a link: its size, its weight, the curves in their colours."""

import io
import json

import pytest
from lib.paths import CURVES
from PIL import Image, ImageColor
from website.card import card, dashes, series_colours


@pytest.fixture(scope="module")
def png() -> bytes:
    return card(json.loads(CURVES.read_text("utf-8")))


def test_it_has_the_size_that_links_want_and_is_small(png: bytes) -> None:
    assert Image.open(io.BytesIO(png)).size == (1200, 630)
    assert len(png) < 100_000


def test_the_same_curves_give_the_same_bytes(png: bytes) -> None:
    assert card(json.loads(CURVES.read_text("utf-8"))) == png


def test_each_series_is_seen_in_its_own_colour(png: bytes) -> None:
    image = Image.open(io.BytesIO(png)).convert("RGB")
    counts = {colour: count for count, colour in image.getcolors(1000) or []}
    for colour in series_colours().values():
        assert counts[ImageColor.getrgb(colour)] > 200, colour


def test_a_line_upon_another_leaves_half_of_it_to_be_seen() -> None:
    places = [(float(x), 0.0) for x in range(100)]
    assert 40 <= sum(map(len, dashes(places))) <= 60
