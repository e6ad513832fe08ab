"""The API: what the page asks of Python, plain data in and plain data out."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from microgpt import checkpoint
from microgpt.api import generation, models, scoring
from microgpt.handles import Handles
from microgpt.jobs import start
from microgpt.names import read_names
from microgpt.sample import Prompt, sample
from microgpt.seed import fresh_seed
from microgpt.slices import finish

HANDLES = Handles()


def generate(**params):
    return list(generation.generate(HANDLES, params))


def score(**params):
    return finish(scoring.score(HANDLES, params))


def run(method, **params):
    """The items of a job."""
    return list(start(Handles(), method, params))


def test_the_seed_comes_first_and_then_the_names_that_say_what_they_are_to_the_model():
    events = generate(count=100, seed=7)
    assert events[0] == {"seed": 7, "prefix": ""}
    assert len(events) == 101
    known = set(read_names())
    for event in events[1:]:
        assert (event["origin"] == "new") == (event["name"] not in known)
    assert {event["origin"] for event in events[1:]} == {"read", "listed", "new"}


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
    assert len(generate(model=f"step{step}", count=3, seed=1)) == 4


@settings(max_examples=25)
@given(prefix=st.text("abcdefghijklmnopqrstuvwxyz", max_size=15), seed=st.integers(0, 2**32 - 1))
def test_names_begin_with_the_prefix_and_have_at_most_16_letters(prefix, seed):
    for event in generate(prefix=prefix, seed=seed, count=2)[1:]:
        assert event["name"].startswith(prefix)
        assert len(event["name"]) <= 16


def test_a_prefix_is_read_as_the_vocabulary_writes_it():
    folded, lower = generate(prefix="JO", seed=1, count=3), generate(prefix="jo", seed=1, count=3)
    assert folded == lower
    assert folded[0] == {"seed": 1, "prefix": "jo"}


def test_at_temperature_zero_every_name_is_the_likeliest_whatever_the_seed():
    first, second = generate(temperature=0, count=3, seed=1), generate(temperature=0.0, seed=2)
    names = {event["name"] for event in first[1:] + second[1:]}
    assert len(names) == 1
    assert names == {event["name"] for event in generate(temperature=0.5, top_k=1, seed=3)[1:]}


def test_a_top_k_of_all_there_are_or_more_changes_nothing():
    assert generate(seed=7, temperature=2, top_k=27) == generate(seed=7, temperature=2)
    assert generate(seed=7, temperature=2, top_k=10**30) == generate(seed=7, temperature=2)
    assert generate(seed=7, temperature=2, top_k=3) != generate(seed=7, temperature=2)


def test_an_empty_name_is_neither_new_nor_listed():
    handle = HANDLES["step0"]
    assert handle.origin("") is None


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
        ({"temperature": 0.05}, "must be 0 or a number from 0.1 to 2, not 0.05"),
        ({"temperature": -0.5}, "temperature"),
        ({"top_k": 0}, "likeliest letters"),
        ({"top_k": 2.0}, "likeliest letters"),
        ({"top_k": True}, "likeliest letters"),
        ({"prefix": 5 * 10**9999}, "What names start with"),
        ({"temperature": float("nan")}, "temperature"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**32}, "seed"),
        ({"prefix": "Émile"}, "letters a to z"),
        ({"prefix": "a" * 16}, "at most 15"),
        ({"model": "step6"}, "no model 'step6'"),
        ({"temperature": "warm"}, "temperature"),
        ({"temperature": None}, "temperature"),
        ({"temperature": True}, "temperature"),
        ({"prefix": None}, "letters"),
        ({"seed": True}, "seed"),
        ({"colour": 1}, "no option colour"),
        ({"model": [5]}, "no model"),
        ({"model": 5}, "no model '5'"),
    ],
)
def test_what_is_out_of_range_is_refused_at_once(options, message):
    with pytest.raises(ValueError, match=message):
        generation.generate(HANDLES, options)


METHODS = [
    ("models.about", {}),
    ("models.describe", {"model": "step3"}),
    ("models.load", {"id": "yours", "text": checkpoint.dump(checkpoint.load_baked(5).state(), {})}),
    ("models.close", {"id": "yours"}),
    ("generation.generate", {"count": 3}),
    ("scoring.score", {"name": "emma"}),
]


@pytest.mark.parametrize(("method", "params"), METHODS, ids=[method for method, _ in METHODS])
def test_everything_a_job_says_is_plain_json_and_ends_with_a_reply(method, params):
    said = run(method, **params)
    assert json.loads(json.dumps(said, allow_nan=False)) == said
    assert list(said[-1]) == ["reply"]
    assert all(item is None or list(item) == ["event"] for item in said[:-1])


@pytest.mark.parametrize(
    ("method", "params"),
    [(method, {**params, "colour": 1}) for method, params in METHODS],
    ids=[method for method, _ in METHODS],
)
def test_every_method_refuses_an_option_it_does_not_know(method, params):
    error = run(method, **params)[-1]["error"]
    assert error["message"] == "There is no option colour: leave it out."


def test_an_error_is_a_name_a_sentence_and_the_traceback_made_in_python():
    error = run("scoring.score", name="Zoë")[-1]["error"]
    assert error.keys() == {"name", "message", "detail"}
    assert error["name"] == "ValueError"
    assert error["message"].startswith("The model does not know “ë”: use only")
    assert "in ids" in error["detail"]


def test_an_error_message_of_several_lines_stays_whole(monkeypatch):
    def fail(_, __):
        raise ValueError("One line.\nAnother line.")

    fail.__module__ = models.__name__
    monkeypatch.setattr(models, "about", fail)
    assert run("models.about")[-1]["error"]["message"] == "One line.\nAnother line."


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("x" * 1_000_000, {}),
        ("models.describe", {"model": "x" * 1_000_000}),
        ("models.describe", {f"{i}x": 1 for i in range(100_000)}),
        ("models.load", {"id": "a", "text": '{"format": "' + "x" * 1_000_000 + '"}'}),
        ("models.load", {"id": "a", "text": '{"format": 1, "step": [' + "1," * 99_999 + "1]}"}),
        ("generation.generate", {"prefix": "".join(map(chr, range(0x4E00, 0x5600)))}),
        ("generation.generate", {"count": 7**9999}),
        ("scoring.score", {"name": ["\x1b[2J"] * 10_000}),
        ("scoring.score", {"name": "\x1b[2J\x07\x9b"}),
        ("scoring.score", {"name": "a" * 100_000}),
    ],
)
def test_messages_are_short_and_hold_no_control_characters(method, params):
    message = run(method, **params)[-1]["error"]["message"]
    assert len(message) < 900
    assert message.isprintable()


def test_an_error_message_cannot_speak_to_a_terminal(monkeypatch):
    def fail(_, __):
        raise ValueError("\x1b]0;owned\x07")

    fail.__module__ = models.__name__
    monkeypatch.setattr(models, "about", fail)
    assert run("models.about")[-1]["error"]["message"] == "\\x1b]0;owned\\x07"


def test_an_error_without_a_message_is_still_told_in_a_sentence(monkeypatch):
    def fail(_, __):
        raise MemoryError

    fail.__module__ = models.__name__
    monkeypatch.setattr(models, "about", fail)
    message = run("models.about")[-1]["error"]["message"]
    assert message == "The Python program stopped with MemoryError."


def test_a_job_that_gives_way_and_is_closed_closes_the_method(monkeypatch):
    closed = []

    def work(_, __):
        try:
            yield None
            yield {"half": 1}
            yield None
        finally:
            closed.append(True)

    work.__module__ = models.__name__
    monkeypatch.setattr(models, "about", work)
    job = start(Handles(), "models.about", {})
    assert [next(job), next(job)] == [None, {"event": {"half": 1}}]
    assert not closed
    job.close()
    assert closed


def test_loading_says_what_the_model_is_and_closing_forgets_it():
    handles = Handles()
    text = checkpoint.dump(checkpoint.load_baked(3).state(), {})
    about = models.load(handles, {"id": "yours", "text": text})
    assert (about["model"], about["step"], about["parameters"]) == ("yours", 3, 4192)
    assert "".join(about["vocabulary"]) == "abcdefghijklmnopqrstuvwxyz"
    assert models.describe(handles, {"model": "yours"}) == about
    models.close(handles, {"id": "yours"})
    with pytest.raises(ValueError, match="no model 'yours'"):
        models.describe(handles, {"model": "yours"})


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"id": 5}, "id of a model"),
        ({"text": None}, "weights file"),
        ({"text": "{"}, "not a whole weights file"),
        ({"names": ["ada"]}, "list of names"),
        ({"names": ""}, "holds no names"),
        ({"names": "zoe"}, "another list of names"),
    ],
)
def test_what_cannot_be_loaded_is_refused(params, message):
    text = checkpoint.dump(checkpoint.load_baked(5).state(), {})
    with pytest.raises(ValueError, match=message):
        models.load(Handles(), {"id": "yours", "text": text, **params})


@pytest.mark.parametrize("name", ["Emma", "EMMA", "emma"])
def test_a_name_is_scored_as_the_vocabulary_writes_it(name):
    assert score(name=name) == score(name="emma")
    assert score(name=name)["name"] == "emma"


def test_a_score_holds_each_letter_and_the_end_and_their_mean():
    told = score(name="emma", model="step5")
    assert [letter["letter"] for letter in told["letters"]] == ["e", "m", "m", "a", ""]
    assert told["loss"] == pytest.approx(sum(x["surprise"] for x in told["letters"]) / 5)


@pytest.mark.parametrize(
    "params", [{}, {"name": "ÉMILE"}, {"name": "a" * 16}, {"name": 5}, {"name": None}]
)
def test_a_name_that_cannot_be_scored_is_refused(params):
    with pytest.raises(ValueError, match="letters"):
        score(**params)


def test_sampling_draws_nothing_from_the_global_random_stream():
    random.seed(5)
    expected = random.Random(5).random()
    sample(Prompt(checkpoint.load_baked(5)), random.Random(1))
    assert random.random() == expected


@pytest.mark.parametrize(
    "method",
    ["", "nope.f", "generation.nope", "generation.MAX_COUNT", "generation.SamplingParams",
     "scoring.score_letters", "generation._names", "generation", "os.getcwd", "..os.getcwd",
     None, 5, "x" * 1000],
)  # fmt: skip
def test_what_is_no_method_is_refused_in_a_short_sentence(method):
    error = list(start(Handles(), method, {}))[-1]["error"]
    assert error["name"] == "ValueError"
    assert error["message"].startswith("There is no method")
    assert len(error["message"]) < 100


@pytest.mark.parametrize("params", [None, 5, [], "name"])
@pytest.mark.parametrize("method", [method for method, _ in METHODS])
def test_params_that_are_no_dict_are_refused(method, params):
    error = list(start(Handles(), method, params))[-1]["error"]
    assert error["message"] == "The options must be a dict of names and values."


def test_what_it_says_shares_nothing_with_the_models():
    models.describe(HANDLES, {})["vocabulary"].clear()
    assert len(models.describe(HANDLES, {})["vocabulary"]) == 26
