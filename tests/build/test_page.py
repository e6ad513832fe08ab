"""What the build puts into the page: code from the package, a picture, the list of modules."""

import math
import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from jinja2 import Environment, FileSystemLoader
from lib.paths import ROOT
from lib.report import Problem
from website.axes import spread
from website.contents import contents
from website.excerpts import Piece, cut, excerpt, quoting
from website.picture import picture
from website.spark import sparks

SOURCE = '''import x


class Value:
    @decorated
    def backward(self) -> bool:
        """Doc."""
        return self < 1

    def after(self) -> None:
        pass
'''
CURVES = {
    "uniform_loss": 3.2958,
    "vocabulary_size": 27,
    "steps": [
        {
            "step": step,
            "title": f"A & B {step}",
            "function": "gpt(token_id, pos_id, keys, values)" if step > 2 else "mlp(token_id)",
            "losses": [3.0 - step // 3 - step // 2 / 100] * 60,
            "mean_last_100": 3.0,
        }
        for step in range(6)
    ],
}


def test_code_is_cut_with_its_decorators_and_line_number() -> None:
    first, text = cut(SOURCE, Piece("", "value.py", "Value.backward"))
    assert first == 5
    assert text.splitlines()[0] == "@decorated"
    assert text.splitlines()[-1] == "    return self < 1"


def test_a_piece_may_span_neighbouring_definitions() -> None:
    _, text = cut(SOURCE, Piece("", "value.py", "Value.backward", last="Value.after"))
    assert text.endswith("def after(self) -> None:\n    pass\n")


def test_highlighted_code_has_classes_only_and_is_escaped() -> None:
    html = str(excerpt(Piece("", "value.py", "Value.backward"), SOURCE)["html"])
    assert "style=" not in html
    assert "&lt;" in html
    plain = re.sub(r"<[^>]+>", "", html).replace("&lt;", "<").replace("&gt;", ">")
    assert plain.replace("&quot;", '"') == cut(SOURCE, Piece("", "", "Value.backward"))[1]


def test_a_piece_that_is_gone_stops_the_build_in_one_sentence() -> None:
    with pytest.raises(Problem, match=r"shows Value\.forward of py/microgpt/value\.py"):
        cut(SOURCE, Piece("", "value.py", "Value.forward"))


def test_what_is_said_of_a_line_of_code_needs_the_line() -> None:
    quote = quoting([excerpt(Piece("", "value.py", "Value.backward"), SOURCE)])
    assert quote("return self < 1") == "<code>return self &lt; 1</code>"
    with pytest.raises(Problem, match=r"explains 'return self > 1', but no code"):
        quote("return self > 1")


def test_the_picture_is_well_formed_and_leaves_its_looks_to_the_style_sheet() -> None:
    svg = ElementTree.fromstring(str(picture(CURVES)))
    curves = [node.get("class") for node in svg.iter("polyline")]
    assert curves == [f"series series-{step}" for step in range(6)]
    assert not [node for node in svg.iter() if node.get("style") or node.get("stroke")]


def test_the_picture_says_in_words_what_it_shows() -> None:
    svg = ElementTree.fromstring(str(picture(CURVES)))
    words = svg.findtext("desc") or ""
    assert "step 5 (A & B 5) ends near 3.00" in words
    assert "random guessing: ln 27 ≈ 3.296" in "".join(svg.itertext())


def test_curves_that_are_one_share_a_label() -> None:
    svg = ElementTree.fromstring(str(picture(CURVES)))
    labels = ["".join(node.itertext()) for node in svg.iter("text")]
    ends = [label for label in labels if "A & B" in label]
    assert ends == [
        "0 A & B 0",
        "= 1 A & B 1",
        "2 A & B 2",
        "3 A & B 3",
        "4 A & B 4",
        "= 5 A & B 5",
    ]


def test_the_picture_says_what_sets_the_curves_apart() -> None:
    svg = ElementTree.fromstring(str(picture(CURVES)))
    captions = [node.text for node in svg.iter("text") if node.get("class") == "caption"]
    assert captions == ["sees only the last letter", "sees all the letters so far"]
    mixed = [{**step, "losses": [3.0] * 60} for step in CURVES["steps"][:3]]
    assert "sees" not in picture({**CURVES, "steps": mixed})


def test_words_keep_their_size_whatever_the_width_of_the_picture() -> None:
    svg = ElementTree.fromstring(str(picture(CURVES)))
    scaled = [node for node in svg.iter("svg") if node.get("viewBox")]
    assert len(scaled) == 1
    assert not list(scaled[0].iter("text"))


def test_labels_of_curves_that_end_together_do_not_overlap() -> None:
    places = spread([(96.0, 6)] * 6, 0, 100)
    assert all(below - above >= 6 for above, below in pairwise(places))
    assert places[-1] <= 97


def test_the_small_curves_of_the_rail_are_drawn_on_one_scale() -> None:
    steps = [{"step": step, "losses": [3.0 - step] * 60} for step in range(3)]
    drawn = {
        step: ElementTree.fromstring(str(svg)) for step, svg in sparks({"steps": steps}).items()
    }
    heights = {}
    for step, svg in drawn.items():
        (curve,) = svg.iter("polyline")
        assert curve.get("class") == f"series-{step}"
        heights[step] = {point.split(",")[1] for point in curve.get("points").split()}
    assert heights == {0: {"2.0"}, 1: {"14.0"}, 2: {"26.0"}}


def test_the_contents_list_is_made_of_the_headings_that_are_there() -> None:
    environment = Environment(loader=FileSystemLoader(ROOT), autoescape=True)
    environment.filters["exp"] = math.exp
    heading = environment.get_template("web/sections/macros.html").module.heading
    page = heading("a", "A & B") + heading("b", "C", "c")
    assert [(entry.title, entry.id) for entry in contents(page)] == [("A &amp; B", "a"), ("C", "b")]
