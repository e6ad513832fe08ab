"""Which differences are real: against numbers worked out by hand, and in the sentences' words."""

import json
import math
import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lib.paths import CURVES, RATES
from website.difference import Difference, difference
from website.findings import Findings
from website.page import environment

LOSSES = st.lists(st.floats(0, 10), min_size=2, max_size=30)
LOWER = Difference(-0.1491, 0.0162, 100, False)
SMALLER = Difference(-0.023, 0.01, 100, False)
HIGHER = Difference(0.034, 0.0127, 100, False)
NOTHING = Difference(0.0017, 0.004, 100, False)
SAME = Difference(0.0, 0.0, 100, True)


def test_the_mean_and_its_error_are_those_worked_out_by_hand():
    found = difference([2.0, 2.5, 3.0, 4.5], [2.5, 2.5, 4.0, 5.5])
    # differences -0.5, 0, -1, -1: mean -0.625; squares 0.015625 + 0.390625 + 2 * 0.140625 = 0.6875;
    # variance 0.6875 / 3, error sqrt(0.6875 / 3 / 4)
    assert found.mean == -0.625
    assert found.error == pytest.approx(0.239356, abs=1e-6)
    assert found.count == 4


def test_pairing_takes_away_the_noise_that_both_share():
    hard = [1.0, 9.0, 2.0, 7.0, 3.0, 8.0]
    found = difference([loss - 0.1 for loss in hard], hard)
    assert found.mean == pytest.approx(-0.1)
    assert found.error == pytest.approx(0, abs=1e-12)
    assert found.lower


@pytest.mark.parametrize(
    ("mean", "error", "count", "real"),
    [
        (-0.149, 0.016, 100, True),
        (-0.008, 0.008, 100, False),
        (0.0201, 0.01, 100, True),
        (0.0199, 0.01, 100, False),
        (0.025, 0.01, 5, False),  # Student's t: 2.78 for five pairs
        (0.028, 0.01, 5, True),
        (0.9, 0.1, 2, False),
    ],
)
def test_a_difference_is_real_from_two_errors_on_and_more_of_few_pairs(mean, error, count, real):
    assert Difference(mean, error, count, False).real is real


def test_losses_that_differ_by_roundings_are_the_same_and_not_a_real_difference():
    found = difference([2.0, 3.0, 2.5], [2.0 + 1e-15, 3.0 + 1e-15, 2.5 + 1e-15])
    assert found.same
    assert not found.real


def test_a_single_pair_or_none_is_no_difference():
    assert difference([], []) is None
    assert difference([1.0], [2.0]) is None


@given(LOSSES, st.data())
def test_a_comparison_turned_round_has_the_opposite_sign_and_the_same_error(a, data):
    b = data.draw(st.lists(st.floats(0, 10), min_size=len(a), max_size=len(a)))
    one, other = difference(a, b), difference(b, a)
    assert one.mean == -other.mean
    assert one.error == pytest.approx(other.error)
    assert one.real == other.real
    assert (one.lower, one.higher) == (other.higher, other.lower)


@given(LOSSES, st.floats(-5, 5))
def test_a_shift_of_all_losses_alike_changes_the_mean_alone(losses, shift):
    found = difference([loss + shift for loss in losses], losses)
    assert found.mean == pytest.approx(shift, abs=1e-9)
    assert found.error == pytest.approx(0, abs=1e-9)
    assert math.isfinite(found.error)


def headline(*differences: Difference, best: Difference = NOTHING) -> str:
    """The words about the curves, without their markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", html_of(*differences, best=best)).split())


def html_of(*differences: Difference, best: Difference = NOTHING) -> str:
    """What is said about the curves, for these differences of steps 1 to 5 over the last 100.

    `best` is that of Adam from SGD at its best learning rate.
    """
    steps = range(1, 6)
    neighbours = [
        SimpleNamespace(step=n, than=n - 1, recent=found, held_out=found)
        for n, found in zip(steps, differences)
    ]
    falls = sorted((n for n in neighbours if n.recent.lower), key=lambda n: n.recent.mean)
    others = [n for n in neighbours if not n.recent.lower]
    rates = SimpleNamespace(best=SimpleNamespace(recent=best))
    findings = {"neighbours": neighbours, "falls": falls, "others": others, "rates": rates}
    titles = ("Counting", "Gradient descent", "Autograd", "Attention", "Transformer", "Adam")
    curves = {"steps": [{"title": title} for title in titles]}
    parts = (
        environment().get_template(f"web/sections/{name}.html") for name in ("headline", "real")
    )
    return " ".join(part.render(findings=findings, curves=curves) for part in parts)


def test_the_headline_names_the_biggest_difference_first():
    text = headline(HIGHER, SAME, LOWER, NOTHING, SMALLER)
    assert text.startswith("Attention makes the biggest difference, Adam a smaller one.")
    assert "Attention: −0.149 ± 0.016 nats per letter; Adam: −0.023 ± 0.010" in text


def test_the_table_has_each_step_against_the_one_before_it():
    text = headline(HIGHER, SAME, LOWER, NOTHING, SMALLER)
    assert "Attention to all letters so far the last letter alone −0.149 ± 0.016" in text
    assert "Adam SGD −0.023 ± 0.010" in text
    assert "Four attention heads one +0.002 ± 0.004" in text
    assert "Gradients found automatically derived by hand none, to nine digits" in text
    assert "Gradient descent on a network counting +0.034 ± 0.013" in text


@pytest.mark.parametrize(("best", "told"), [(NOTHING, True), (LOWER, False)])
def test_the_headline_has_adam_s_condition_where_there_is_one(best, told):
    text = headline(HIGHER, SAME, LOWER, NOTHING, SMALLER, best=best)
    assert ("of which a part is the learning rate" in text) == told
    assert ("Adam’s lead shrinks when SGD is given a better learning rate" in text) == told


def test_the_headline_claims_nothing_that_the_numbers_do_not_show():
    text = headline(*[NOTHING] * 5)
    assert text.startswith("No step ends measurably lower than the one before it.")
    assert "<b>" not in html_of(*[NOTHING] * 5)
    assert html_of(LOWER, *[NOTHING] * 4).count("<b>") == 2


def test_the_findings_of_the_committed_curves_are_what_the_page_says():
    findings = Findings(*(json.loads(path.read_text("utf-8")) for path in (CURVES, RATES)))
    one, two, three, four, five = findings.neighbours
    assert [each.step for each in findings.falls] == [3, 5]
    assert one.recent.higher
    assert two.recent.same
    assert two.held_out.same
    assert not four.recent.real
    assert not four.held_out.real
    assert (three.recent.mean, three.recent.error) == pytest.approx((-0.1487, 0.0155), abs=1e-4)
    assert (five.held_out.mean, five.held_out.error) == pytest.approx((-0.0159, 0.0024), abs=1e-4)
    assert findings.against(3, 0).recent.mean == pytest.approx(
        three.recent.mean + two.recent.mean + one.recent.mean
    )
