"""Sampling and the session: what the page asks of Python."""

import json
import random
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from microgpt import checkpoint
from microgpt.names import read_names
from microgpt.sample import Beginning, Request, sample
from microgpt.seed import fresh_seed
from microgpt.session import Session

SESSION = Session()


def generate(**options):
    return list(SESSION.generate(options))


def test_the_seed_comes_first_and_then_the_names_that_say_whether_they_are_known():
    events = generate(count=30, seed=7)
    assert events[0] == {"seed": 7}
    assert len(events) == 31
    known = set(read_names())
    for event in events[1:]:
        assert event["known"] == (event["name"] in known)
    assert {event["known"] for event in events[1:]} == {True, False}


def test_the_same_seed_gives_the_same_names_and_another_seed_others():
    assert generate(seed=7) == generate(seed=7)
    assert generate(seed=7)[1:] != generate(seed=8)[1:]


def test_without_a_seed_a_fresh_one_is_drawn_and_repeats_the_names():
    first = generate(count=5)
    assert generate(count=5, seed=first[0]["seed"]) == first
    assert len({fresh_seed() for _ in range(20)}) == 20


def test_a_fresh_seed_owes_nothing_to_the_state_of_random():
    random.seed(1)
    first = fresh_seed()
    random.seed(1)
    assert fresh_seed() != first


@pytest.mark.parametrize("step", range(6))
def test_every_step_generates(step):
    assert len(generate(step=step, count=3, seed=1)) == 4


@settings(max_examples=25)
@given(prefix=st.text("abcdefghijklmnopqrstuvwxyz", max_size=15), seed=st.integers(0, 2**32 - 1))
def test_names_begin_with_the_prefix_and_have_at_most_16_letters(prefix, seed):
    for event in generate(prefix=prefix, seed=seed, count=2)[1:]:
        assert event["name"].startswith(prefix)
        assert len(event["name"]) <= 16


def test_a_low_temperature_is_less_varied_than_a_high_one():
    cold = {event["name"] for event in generate(temperature=0.1, count=50, seed=1)[1:]}
    hot = {event["name"] for event in generate(temperature=2.0, count=50, seed=1)[1:]}
    assert len(cold) < len(hot)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"count": 0}, "number of names"),
        ({"count": 101}, "number of names"),
        ({"count": 2.5}, "number of names"),
        ({"temperature": 0.09}, "temperature"),
        ({"temperature": 2.1}, "temperature"),
        ({"temperature": float("nan")}, "temperature"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**32}, "seed"),
        ({"prefix": "Émile"}, "letters a to z"),
        ({"prefix": "a" * 16}, "at most 15"),
        ({"step": 6}, "no step 6"),
        ({"temperature": "warm"}, "temperature"),
        ({"temperature": None}, "temperature"),
        ({"temperature": True}, "temperature"),
        ({"prefix": None}, "letters"),
        ({"seed": True}, "seed"),
        ({"colour": 1}, "no option colour"),
    ],
)
def test_what_is_out_of_range_is_refused_at_once(options, message):
    with pytest.raises(ValueError, match=message):
        SESSION.generate(options)


def test_everything_it_says_is_plain_json():
    model_text = checkpoint.dump(checkpoint.load_baked(5), {})
    said = [SESSION.about(), SESSION.load(model_text), SESSION.score({"name": "emma"})]
    said += islice(SESSION.generate({}), 3)
    assert json.loads(json.dumps(said, allow_nan=False)) == said


def test_loading_says_what_the_model_is():
    about = Session().load(checkpoint.dump(checkpoint.load_baked(5), {}))
    assert about["step"] == 5
    assert about["parameters"] == 4192
    assert "".join(about["vocabulary"]) == "abcdefghijklmnopqrstuvwxyz"


def test_a_score_holds_each_letter_and_the_end_and_their_mean():
    score = SESSION.score({"name": "emma", "step": 5})
    assert [letter["letter"] for letter in score["letters"]] == ["e", "m", "m", "a", ""]
    assert score["loss"] == pytest.approx(sum(x["surprise"] for x in score["letters"]) / 5)


@pytest.mark.parametrize("name", ["", "EMMA", "a" * 16])
def test_a_name_that_cannot_be_scored_is_refused(name):
    with pytest.raises(ValueError, match="letters"):
        SESSION.score({"name": name})


def test_sampling_draws_nothing_from_the_global_random_stream():
    random.seed(5)
    expected = random.Random(5).random()
    sample(Beginning(checkpoint.load_baked(5)), random.Random(1))
    assert random.random() == expected


def test_a_request_has_the_defaults_of_the_page():
    assert Request() == Request(count=20, temperature=0.5, prefix="", seed=None)
