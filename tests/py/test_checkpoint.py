"""Checkpoints: what is written comes back whole; what is damaged is refused in one sentence."""

import json
import time
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from microgpt import checkpoint
from microgpt.config import Config
from microgpt.score import mean_loss
from microgpt.steps import STEPS, get_step
from microgpt.train import Trainer

NAMES = ["ada", "bea", "cleo"]


@cache
def trained(number, **sizes):
    trainer = Trainer(get_step(number), NAMES, Config(**sizes), num_steps=3)
    for _ in range(3):
        trainer.training_step()
    return trainer.model


def damaged(change):
    document = json.loads(checkpoint.dump(trained(5).state(), {}))
    change(document)
    return json.dumps(document)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.title)
def test_a_model_comes_back_with_every_digit(step):
    model = trained(step.number)
    back = checkpoint.parse(checkpoint.dump(model.state(), {"seed": 1}))
    assert back.weights == model.weights
    assert mean_loss(back, NAMES) == mean_loss(model, NAMES)


def test_other_sizes_come_back_too():
    model = trained(5, n_embd=8, n_head=2, n_layer=3, block_size=5)
    assert checkpoint.parse(checkpoint.dump(model.state(), {})).config == model.config


def test_what_it_writes_it_can_read_and_refuses_the_rest():
    state = json.loads(json.dumps(trained(5).state()))
    state["weights"]["wte"][0][0] = 1e103
    with pytest.raises(ValueError, match=r"too large\. Train it with a smaller learning rate"):
        checkpoint.dump(state, {})


def wrong_shape(document):
    document["weights"]["wte"][2].pop()


def not_a_number(document):
    document["weights"]["lm_head"][0][0] = float("nan")


def too_large(document):
    document["weights"]["wte"][0][0] = 1e308


def far_too_large(document):
    document["weights"]["wte"][0][0] = 10**400


def text_for_a_number(document):
    document["weights"]["lm_head"][0][0] = "0.5"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.update(format=2), "format 2 and this version reads format 1"),
        (lambda d: d.pop("format"), "format None"),
        (lambda d: d.update(step=6), "no step 6"),
        (lambda d: d.update(step="5"), "no step '5'"),
        (lambda d: d["config"].pop("n_head"), "config is not complete"),
        (lambda d: d["config"].update(n_head=5), "multiple of n_head"),
        (lambda d: d["config"].update(n_head=0), "whole number from 1"),
        (lambda d: d.update(vocabulary=["b", "a"]), "vocabulary"),
        (lambda d: d.pop("weights"), "no weights"),
        (lambda d: d["weights"].pop("wpe"), "matrix wpe is missing"),
        (lambda d: d["weights"].update(extra=[[1.0]]), "no matrix extra"),
        (wrong_shape, "matrix wte must have 8 rows of 16"),
        (not_a_number, "matrix lm_head holds nan"),
        (too_large, "matrix wte holds a number that is too large"),
        (far_too_large, "matrix wte holds a number that is too large"),
        (lambda d: d.update(format=True), "format True"),
        (text_for_a_number, "matrix lm_head holds '0.5'"),
    ],
)
def test_a_damaged_file_is_refused_and_the_sentence_says_why(change, message):
    with pytest.raises(ValueError, match=message) as caught:
        checkpoint.parse(damaged(change))
    assert str(caught.value).startswith("This file ")
    sentences = str(caught.value).split(". ")
    assert all(sentence[0].isupper() or sentence.startswith("n_") for sentence in sentences)


DEEP = {
    "lists": "[" * 5000 + "]" * 5000,
    "dicts": '{"a":' * 5000 + "1" + "}" * 5000,
    "both": '[{"a":' * 2500 + "1" + "}]" * 2500,
    "open": "[" * 5000,
    "behind a string": '["\\"]", ' + "[" * 5000 + "]" * 5001,
    "behind an escape": '["\\\\", ' + "[" * 5000 + "]" * 5001,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
@pytest.mark.parametrize("encoding", [None, "utf-8", "utf-16"])
def test_what_is_nested_deeply_is_refused_before_the_parser_goes_down(monkeypatch, text, encoding):
    monkeypatch.setattr("json.loads", None)
    with pytest.raises(ValueError, match="not a whole weights file"):
        checkpoint.parse(text.encode(encoding) if encoding else text)


def test_brackets_in_strings_are_no_levels():
    provenance = {"a": "[" * 100, "b": '\\"[{' * 100, '\\"' + "{" * 100: "\\"}
    model = checkpoint.parse(checkpoint.dump(trained(1).state(), provenance))
    assert model.provenance.items() >= provenance.items()


@given(
    st.recursive(st.integers() | st.text('"\\\\[]{}a'), lambda inner: st.lists(inner), max_leaves=9)
)
def test_any_json_of_few_levels_is_read_as_the_standard_library_does(thing):
    for text in (json.dumps(thing), json.dumps(thing, ensure_ascii=False)):
        assert checkpoint.read_json(text) == checkpoint.read_json(text.encode()) == thing


@pytest.mark.parametrize("piece", ["[", "[]", '"', '\\"', '"\\\\', "{", '{"', "1,", "\\"])
def test_a_large_file_is_looked_through_in_one_pass(piece):
    start = time.process_time()
    with pytest.raises(ValueError, match="not a whole weights file"):
        checkpoint.parse(piece * (4_000_000 // len(piece)))
    assert time.process_time() - start < 5


@given(st.integers(0, 4000))
def test_a_truncated_file_is_refused(length):
    text = checkpoint.dump(trained(1).state(), {})
    with pytest.raises(ValueError, match="not a whole weights file"):
        checkpoint.parse(text[:length], "file.json")


@given(st.binary(max_size=40))
def test_any_bytes_are_refused_without_a_traceback_of_another_kind(data):
    with pytest.raises(ValueError, match=r"file\.json"):
        checkpoint.parse(data, "file.json")


def test_counts_below_zero_are_refused():
    document = json.loads(checkpoint.dump(trained(0).state(), {}))
    document["weights"]["counts"][0][0] = -1
    with pytest.raises(ValueError, match="less than 0"):
        checkpoint.parse(json.dumps(document))


def test_every_step_came_baked():
    for step in STEPS:
        assert checkpoint.load_baked(step.number).step is step
