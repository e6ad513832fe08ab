"""What the sweep answers: found by hand in a small file, drawn, and said only as far as it goes."""

import json
import re
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from lib.paths import RATES
from microgpt.names import fingerprint, read_names
from website.answers import Answers, Point, Sweep
from website.difference import Comparison, Difference
from website.page import environment
from website.rates import rates_figure

LOWER = Difference(-0.0234, 0.0099, 100, False)
HIGHER = Difference(0.05, 0.01, 100, False)
NOTHING = Difference(-0.0082, 0.0083, 100, False)
OVER_SEEDS = Difference(-0.0138, 0.0022, 5, False)
NOT_OVER_SEEDS = Difference(-0.0138, 0.0122, 5, False)


@pytest.fixture(scope="module")
def baked():
    return json.loads(RATES.read_text("utf-8"))


@pytest.fixture(scope="module")
def answers(baked):
    return Answers(baked)


def test_the_committed_sweep_is_of_the_list_that_the_page_is_about(baked):
    assert baked["names"]["sha256"] == fingerprint(read_names())
    keys = ("step", "learning_rate", "num_steps", "n_head", "seed")
    trainings = [tuple(row[key] for key in keys) for row in baked["trainings"]]
    assert len(set(trainings)) == len(trainings)
    for step, rates in ((4, {0.1, 0.3}), (5, {0.01, 0.02})):
        assert rates <= {rate for number, rate, *_ in trainings if number == step}


def test_each_optimizer_was_tried_at_six_rates_or_more_and_some_diverged(answers):
    for sweep in (answers.sgd, answers.adam):
        assert len(sweep.points) >= 6
        assert [point for point in sweep.points if point.loss is None]
        assert all(p.loss is None or p.diverged_at is None for p in sweep.points)


def test_what_ends_lowest_is_found_where_some_diverged(answers):
    assert (answers.sgd.own.rate, answers.sgd.best.rate) == (0.1, 0.3)
    assert (answers.adam.own.rate, answers.adam.best.rate) == (0.01, 0.02)
    assert answers.own.recent.lower
    assert not answers.best.recent.real
    assert answers.best.early.lower
    assert answers.sgd.quickest.rate == 0.2
    assert not answers.quickest.early.real
    assert answers.best_seeds.recent.count == 5


def test_over_seeds_sgd_has_the_best_of_its_rates_with_each_seed():
    rows = [
        row(step, rate, seed, loss)
        for step, rate, losses in (
            (5, 0.01, (2.0, 2.1, 2.2)),
            (4, 0.1, (2.5, 2.2, 2.5)),
            (4, 0.3, (2.2, 2.9, 2.4)),
        )
        for seed, loss in zip((42, 43, 44), losses)
    ]
    found = answers_of(rows)
    # Adam against the lower of the two: -0.2, -0.1, -0.2
    assert found.best_seeds.recent.mean == pytest.approx(-0.5 / 3)


def row(step, rate, seed, loss, **more):
    means = {"first": loss + 1, "last": loss, "held_out": loss, "even": loss, "looks": 0.5}
    lists = {name: [mean, mean + 0.1] for name, mean in means.items()}
    what = {"step": step, "learning_rate": rate, "num_steps": 1000, "n_head": 4, "seed": seed}
    found = {"parameters": 9, "diverged_at": None, "means": means, "losses": lists}
    return {**what, **found, **more}


def answers_of(rows):
    """The answers of these rows, and of what else there has to be."""
    others = [row(step, rate, 42, 2.6, n_head=1) for step, rate in ((4, 0.1), (5, 0.01))]
    others += [row(step, rate, 42, 2.5, n_head=None) for step, rate in ((0, None), (2, 1.0))]
    return Answers({"seed": 42, "num_steps": 1000, "trainings": rows + others})


def test_the_network_of_one_letter_comes_near_the_count_table_and_does_not_pass_it(answers):
    assert [row.num_steps for row in answers.longer] == [1000, 3000, 10000]
    gaps = [row.gap for row in answers.longer]
    assert all(gap.higher for gap in gaps)
    assert sorted(gaps, key=lambda gap: -gap.mean) == gaps


def test_heads_that_look_at_all_letters_alike_gain_nothing_and_later_they_do(answers):
    sgd, adam = answers.heads[4], answers.heads[5]
    assert len({row.parameters for row in sgd.rows}) == 1
    assert not sgd.four.held_out.real
    assert not sgd.seeds.held_out.real
    assert sgd.evenness > 0.99 > adam.evenness
    assert not sgd.looking.real
    assert adam.looking.lower
    assert sgd.later is None
    assert adam.later.held_out.lower
    assert adam.longest == 10000


def sweep(step, optimizer, own, *points):
    found = [Point(rate, loss, loss, loss, None if loss else 7) for rate, loss in points]
    return Sweep(step, optimizer, found, next(point for point in found if point.rate == own))


def findings(own, best, early, seeds, held_out=None):
    sgd = sweep(4, "SGD", 0.1, (0.01, 2.6), (0.1, 2.42), (0.3, 2.4), (1.0, None))
    adam = sweep(5, "Adam", 0.01, (0.01, 2.39), (0.1, 2.57), (1.0, 29.5), (3.0, None))
    return SimpleNamespace(
        sgd=sgd,
        adam=adam,
        own=Comparison(own, own, own),
        best=Comparison(best, early, held_out or best),
        both_best=Comparison(NOTHING, NOTHING, NOTHING),
        quickest=Comparison(NOTHING, early, NOTHING),
        tried=[0.1, 0.2, 0.3],
        best_seeds=Comparison(seeds, seeds, seeds),
        table=[(0.1, sgd.points[1], adam.points[1]), (1.0, sgd.points[3], None)],
    )


def words(own, best, early, seeds, held_out=None):
    template = environment().get_template("web/sections/rates.html")
    found = SimpleNamespace(rates=findings(own, best, early, seeds, held_out))
    text = re.sub(r"<[^>]+>", " ", template.render(findings=found, rates_figure=""))
    return " ".join(text.split()).replace(" .", ".").replace(" ,", ",").replace(" :", ":")


def test_the_page_says_that_the_gap_is_gone_at_the_best_rate_and_when_adam_leads():
    text = words(LOWER, NOTHING, LOWER, OVER_SEEDS)
    assert "Both: at a better learning rate" in text
    assert "Adam is ahead by 0.023 ± 0.010 nats per letter at the end" in text
    assert "best rate, 0.3, Adam and SGD are not distinguishable: the gap is 0.008 ± 0.008" in text
    assert "first 100 training steps, against that, Adam is ahead by" in text
    assert "Adam is ahead by 0.014 ± 0.002 nats per letter: a small advantage" in text
    assert "diverged at training step 7" in text


@pytest.mark.parametrize(("held_out", "told"), [(NOTHING, False), (LOWER, True)])
def test_what_unseen_names_tell_apart_is_told_where_the_last_steps_do_not(held_out, told):
    text = words(LOWER, NOTHING, NOTHING, OVER_SEEDS, held_out)
    assert ("on 100 names that neither has read" in text) == told


@pytest.mark.parametrize(
    ("own", "best", "seeds", "verdict"),
    [
        (NOTHING, NOTHING, OVER_SEEDS, "Neither: "),
        (HIGHER, HIGHER, OVER_SEEDS, "Neither: "),
        (LOWER, LOWER, OVER_SEEDS, "Adam: it ends lower even"),
        (LOWER, NOTHING, OVER_SEEDS, "Both: "),
        (LOWER, NOTHING, NOT_OVER_SEEDS, "The learning rate: at a better one"),
    ],
)
def test_the_verdict_claims_no_more_than_the_numbers_show(own, best, seeds, verdict):
    text = words(own, best, NOTHING, seeds)
    assert f"Is it Adam, or the learning rate? # {verdict}" in text
    assert text.count("is ahead by") == [own.lower, best.lower, seeds.lower].count(True)
    assert ("a small advantage" in text) == seeds.lower


def test_the_figure_is_well_formed_and_leaves_its_looks_to_the_style_sheet():
    figure = str(rates_figure(findings(LOWER, NOTHING, LOWER, OVER_SEEDS)))
    svg = ElementTree.fromstring(figure)
    assert not [node for node in svg.iter() if node.get("style") or node.get("stroke")]
    marks = [node.get("class").split() for node in svg.iter("path")]
    lost = [mark[-1] for mark in marks if "lost" in mark]
    assert lost == ["series-4", "series-5"]
    assert sum("own" in mark for mark in marks) == 2
    assert "↑ 29.5" in "".join(svg.itertext())


def test_the_figure_says_in_words_what_it_shows():
    svg = ElementTree.fromstring(str(rates_figure(findings(LOWER, NOTHING, LOWER, OVER_SEEDS))))
    text = svg.findtext("desc")
    assert "SGD (step 4) ends at a mean loss of 2.600 at 0.01, 2.420 at 0.1, 2.400 at 0.3" in text
    assert "lowest at 0.3. It diverges at 1." in text


def test_the_axis_shows_the_range_in_which_good_trainings_differ(answers):
    svg = ElementTree.fromstring(str(rates_figure(answers)))
    ticks = [node.text for node in svg.iter("text") if node.get("class") == "tick"]
    losses = [float(tick) for tick in ticks if re.fullmatch(r"2\.\d\d", tick)]
    lowest = answers.adam.best.loss
    assert lowest - 0.05 <= min(losses) <= lowest
    assert max(losses) <= lowest + 0.35
    assert [tick for tick in ticks if tick.startswith("↑")]
    places = {
        text: float(node.get("y"))
        for node in svg.iter("text")
        if re.fullmatch(r"2\.\d{3}", text := node.text)
    }
    sgd, adam = (places[f"{sweep.best.loss:.3f}"] for sweep in (answers.sgd, answers.adam))
    assert adam - sgd > 12  # the gap between the two is seen


def test_all_marks_lie_within_the_figure(answers):
    svg = ElementTree.fromstring(str(rates_figure(answers)))
    _, _, width, height = map(float, svg.get("viewBox").split())
    for node in svg.iter("path"):
        x, y = map(float, re.match(r"M([\d.]+) ([\d.]+)", node.get("d")).groups())
        assert 0 < x < width
        assert 0 < y < height
