"""The figure of scale: what its sentences say of made-up sweeps, and of the one that is there."""

import json
import re
from itertools import product

import pytest
from lib.paths import CURVES, SCALING
from lib.report import Problem
from microgpt.names import fingerprint, read_names
from website import page, site
from website.bundle import published_scaling
from website.scaling import Scaling, scaling

SIZES, AMOUNTS = (1000, 4000, 16000), (400, 1600, 6400)
ERROR = 0.004


def sweep(loss, error=ERROR, reading=None):
    """A made-up sweep: the loss by the number of a size and of an amount, from 0."""
    runs = []
    for n, m in product(range(len(AMOUNTS)), range(len(SIZES))):
        runs.append(
            {
                "parameters": SIZES[m],
                "names_read": AMOUNTS[n],
                "learning_rate": 0.02 / (m + 1),
                "held_out_loss": loss(m, n),
                "mean_last_100": (reading or loss)(m, n),
                "against_smaller": gap(loss(m, n), loss(m - 1, n), error) if m else None,
                "against_fewer": gap(loss(m, n), loss(m, n - 1), error) if n else None,
            }
        )
    made = {"command": "python scripts/scale.py --sweep", "torch": "2.13.0", "dtype": "float32"}
    numbers = {"format": 1, "step": 5, "seed": 42, "batch": 32}
    names = {"training_names": 800, "held_out_names": 1000}
    return {**made, **numbers, **names, "runs": runs}


def gap(loss, other, error):
    return {"mean": loss - other, "error": error}


def words(found):
    """The section as it is read, without its marks of HTML."""
    template = page.environment().get_template("web/sections/scaling.html")
    text = re.sub(r"<[^>]+>", " ", template.render(scaling=Scaling(found)))
    return re.sub(r" ([.,;:)])", r"\1", " ".join(text.split()).replace("( ", "("))


def falling(parameters, names):
    return sweep(lambda m, n: 3 - parameters * m - names * n)


def test_what_lowers_the_loss_more_at_both_ends_is_said_to_pay_more():
    told = "four times as many lower the loss more than four times the"
    assert f"Parameters: {told} names, where there is little" in words(falling(0.1, 0.02))
    assert f"Names: {told} parameters, where there is little" in words(falling(0.02, 0.1))


def test_what_pays_more_may_change_on_the_way():
    text = words(sweep(lambda m, n: 3 - 0.1 * min(n, 1) - 0.02 * m - 0.1 * (m == 2)))
    assert "First names, then parameters: where there is little of both, four times" in text


@pytest.mark.parametrize(
    ("loss", "told"),
    [
        (lambda m, n: 3 - 0.1 * n - 0.01 * m + 0.1 * max(0, n - 1), "Names, as long as there is"),
        (lambda m, n: 3 - 0.05 * (m + n) - 0.1 * (n == 2) * (m == 2), "Neither pays measurably"),
        (lambda m, n: 3 - 0.05 * (m + n) - 0.2 * (n == 2) * (m > 0), "Names, once there is"),
        (lambda m, n: 3 + 0.05 * (m + n), "Neither pays measurably"),
        (lambda m, n: 3 + 0.02 * m + 0.1 * n, "Neither pays measurably"),
        (lambda m, n: 3 + 0.1 * m + 0.02 * n, "Neither pays measurably"),
    ],
)
def test_what_cannot_be_told_apart_is_not_said_to_pay_more(loss, told):
    assert f"? # {told}" in words(sweep(loss))


def test_where_a_gap_is_within_the_error_neither_pays_more():
    assert "Neither pays" not in words(falling(0.1, 0.07))
    wide = sweep(lambda m, n: 3 - 0.1 * m - 0.07 * n, error=0.01)
    assert "Neither pays measurably more than the other, whether" in words(wide)


def test_the_numbers_are_those_of_four_times_as_many():
    text = words(falling(0.1, 0.02))
    assert (
        "four times the parameters change the loss by −0.100 ± 0.004 where there is least" in text
    )
    assert "four times the names by −0.020 ± 0.004" in text
    found = falling(0.1, 0.02)
    for run in found["runs"]:
        run["parameters"] = {1000: 1000, 4000: 2000, 16000: 4000}[run["parameters"]]
    assert "four times the parameters change the loss by −0.200 ± 0.008 where" in words(found)
    assert "bring −0.200 ± 0.008 with 400 names and −0.200 ± 0.008 with 6,400" in words(found)


def test_where_more_helps_everywhere_nothing_is_said_to_stop():
    text = words(falling(0.1, 0.05))
    assert "More parameters help as far as this figure goes, more names read help as far" in text
    assert "no longer help" not in text


def test_the_first_step_up_that_does_not_help_is_named_with_its_difference():
    text = words(sweep(lambda m, n: 3 - 0.1 * n - (0.1 * min(m, 1) if n == 0 else 0.1 * m)))
    assert "More parameters no longer help measurably at one of three amounts of names" in text
    stop = "with 400 names, beyond 4,000 (−0.000 ± 0.004 by the next step)."
    assert f"More parameters no longer help measurably, {stop}" in text.replace("+0.000", "−0.000")
    assert "More names no longer help measurably," not in text


def test_of_each_curve_only_the_first_such_step_is_named():
    text = words(falling(0.1, 0))
    assert text.count("beyond 400") == len(SIZES)
    assert "More names no longer help measurably, at 1,000 parameters, beyond 400 (" in text
    assert "beyond 1,600" not in text


def test_a_gain_that_may_be_chance_counts_as_none():
    found = falling(0.1, 0.1)
    for run in found["runs"]:
        if run["names_read"] == 6400:
            run["against_fewer"] = {"mean": -0.007, "error": 0.004}
    assert "more names read no longer help measurably at three of three sizes" in words(found)
    assert "at 1,000 parameters, beyond 1,600 (−0.007 ± 0.004)" in words(found)


def test_names_are_learned_by_heart_where_only_the_loss_on_them_falls():
    def loss(m, n):
        return 3 - 0.1 * m - 0.1 * min(n, 1) + 0.2 * (m == 2) * (n == 2)

    text = words(sweep(loss, reading=lambda m, n: 3 - 0.1 * n * (m > 0)))
    told = "The loss on the names that are read goes on falling, though, at 4,000 and 16,000 param"
    assert told in text
    assert "by heart" not in words(sweep(loss))


def test_how_often_the_list_is_read_is_said_where_it_is_read_again():
    found = falling(0.1, 0.1)
    assert "the same names again, up to 8 times" in words(found)
    assert "reads them again" not in words({**found, "training_names": 10_000})


def test_the_table_is_the_file():
    found = json.loads(SCALING.read_text("utf-8"))
    template = page.environment().get_template("web/sections/scaling.html")
    html = template.render(scaling=Scaling(found))
    rows = [re.findall(r"[\d,.]+", re.sub(r"<[^>]+>", " ", row)) for row in html.split("<tr>")[2:]]
    table = {row[0]: row[1:] for row in rows}
    assert sum(map(len, table.values())) == len(found["runs"])
    amounts = sorted({run["names_read"] for run in found["runs"]})
    for run in found["runs"]:
        losses = table[f"{run['parameters']:,}"]
        assert losses[amounts.index(run["names_read"])] == f"{run['held_out_loss']:.3f}"
    (lowest,) = re.findall(r"<b>([\d.]+)</b></td>", html)
    assert lowest == f"{min(run['held_out_loss'] for run in found['runs']):.3f}"


def test_the_committed_sweep_is_of_the_list_that_the_page_is_about_and_large_enough():
    found = json.loads(SCALING.read_text("utf-8"))
    assert found["names"]["sha256"] == fingerprint(read_names())
    shown = Scaling(found)
    assert len(shown.sizes) >= 5
    assert len(shown.amounts) >= 3


def test_the_figure_is_given_the_tutorial_s_step_to_be_held_against():
    published = json.loads(published_scaling())
    (row,) = (
        row
        for row in json.loads(CURVES.read_text("utf-8"))["steps"]
        if row["step"] == published["step"]
    )
    assert published["tutorial"]["held_out_loss"] == row["held_out_loss"]


def test_a_sweep_that_is_missing_or_not_json_stops_the_build_with_what_to_run(
    tmp_path, monkeypatch
):
    path = tmp_path / "scaling.json"
    monkeypatch.setitem(page.MADE_BY, path, page.MADE_BY[SCALING])
    monkeypatch.setattr(site, "SCALING", path)
    for text, reason in ((None, "is missing"), ("{", "is not JSON")):
        if text:
            path.write_text(text)
        with pytest.raises(Problem, match=reason) as caught:
            site.check_sources()
        assert "run `python scripts/scale.py --sweep`" in str(caught.value)


@pytest.mark.parametrize("part", ["runs", "format", "training_names"])
def test_a_sweep_without_what_the_page_needs_is_one_sentence(part):
    found = falling(0.1, 0.1)
    del found[part]
    with pytest.raises(Problem, match=r"run `python scripts/scale\.py --sweep`\.$"):
        scaling(found)


@pytest.mark.parametrize("found", [None, [], {"format": 2}, {**falling(0.1, 0.1), "runs": []}])
def test_what_is_no_sweep_at_all_is_one_sentence_too(found):
    with pytest.raises(Problem, match=r"^scaling\.json is not what the page needs"):
        scaling(found)


def test_a_sweep_with_a_gap_is_refused():
    found = falling(0.1, 0.1)
    with pytest.raises(Problem, match="not every size has read every amount"):
        scaling({**found, "runs": found["runs"][1:]})
