"""Readers, the command line and jobs, given anything: only what is documented, and soon."""

import contextlib
import io
import json
import sys
from datetime import timedelta
from functools import cache
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from microgpt import checkpoint, jobs
from microgpt.__main__ import main
from microgpt.config import Config
from microgpt.handles import Handles
from microgpt.names import parse_names
from microgpt.steps import get_step
from microgpt.train import Trainer

SECOND = settings(deadline=timedelta(seconds=1), max_examples=100)
NAMES = ["ada", "bea", "cleo"]
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@cache
def text_of(number):
    trainer = Trainer(get_step(number), NAMES, Config(n_embd=4, n_head=2), num_steps=2)
    trainer.training_step()
    return checkpoint.dump(trainer.state(), trainer.provenance)


def places(document, path=()):
    """The path to every entry of a JSON document."""
    yield path
    entries = document.items() if isinstance(document, dict) else ()
    entries = enumerate(document[:3]) if isinstance(document, list) else entries
    for key, entry in entries:
        yield from places(entry, (*path, key))


@cache
def all_places(number):
    return [place for place in places(json.loads(text_of(number))) if place]


@st.composite
def mutated(draw):
    """A run file in which an entry is another thing, missing, or in which bytes differ."""
    number = draw(st.sampled_from([0, 2, 5]))
    document = json.loads(text_of(number))
    *path, last = draw(st.sampled_from(all_places(number)))
    inner = document
    for key in path:
        inner = inner[key]
    if draw(st.booleans()):
        inner[last] = draw(junk)
    else:
        del inner[last]
    data = json.dumps(document).encode()
    if draw(st.booleans()):
        start, end = sorted(draw(st.integers(0, len(data))) for _ in range(2))
        data = data[:start] + draw(st.binary(max_size=9)) + data[end:]
    return data


@SECOND
@given(mutated() | st.binary(max_size=200) | st.text(max_size=200))
@example(b"[" * 1_000_000)
@example(b'{"format": ' + b"9" * 900_000 + b"}")
@example(b'{"format": 1, "step": ' + b"[" * 500_000)
@example(b"\xff\xfe" + b"0" * 900_000)
@example(b'"' + b"\\u0000" * 150_000 + b'"')
def test_a_weights_file_is_a_model_or_a_short_sentence(data):
    for read in (checkpoint.parse, resume):
        try:
            sentence = "" if read(data) else "nothing"
        except ValueError as refusal:
            sentence = str(refusal)
        assert len(sentence) < 400


def resume(data):
    return Trainer.resume(checkpoint.parse_document(data), NAMES)


letters = st.text(st.sampled_from("ab\u00e9e\u0301 \t\n\r\x00\ufeff\u2028,;1"), max_size=60)


@SECOND
@given(
    st.binary(max_size=200) | letters.map(str.encode) | letters.map(lambda t: t.encode("utf-16"))
)
@example(b"a" * 900_000)
@example(b"a\n" * 450_000)
@example("e\u0301".encode() * 300_000)
@example("a\u0300".encode() + "\u0323\u0300".encode() * 200_000)
@example(b"ab\n" * 300_000 + b"\x00")
def test_a_names_file_is_names_or_a_short_sentence(data):
    try:
        names, sentence = parse_names(data, "The list"), ""
    except ValueError as refusal:
        names, sentence = [], str(refusal)
    assert sentence.startswith("The list ") != bool(names)
    assert len(sentence) < 200
    assert all(name == name.strip() != "" for name in names)


OPTIONS = [
    "--step", "--weights", "--count", "--temperature", "--top-k", "--seed", "--prefix", "--help",
    "--version", "--names", "--num-steps", "--n-embd", "--n-head", "--n-layer", "--block-size",
    "--learning-rate", "--engine", "--out", "--losses", "--samples", "--checkpoint-every", "--from",
    "--nearest",    "--", "-h", "-x",
]  # fmt: skip
VALUES = ["0", "1", "2", "5", "-1", "0,5", "1e-3", "1e999", "nan", "x", "Emma", "row", "value", "",
          "no.json", "/dev/zero", "/dev/null", ".", "\x1b[2J", "\udcff", "a\0b"]  # fmt: skip
words = st.sampled_from([*OPTIONS, *VALUES]) | st.text(max_size=8)
joined = st.tuples(st.sampled_from(OPTIONS), st.sampled_from([*VALUES, "--"])).map("=".join)
commands = st.sampled_from(["generate", "score", "train"])


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    with contextlib.chdir(tmp_path_factory.mktemp("elsewhere")):
        yield


@pytest.mark.usefixtures("elsewhere")
@SECOND
@given(commands, st.lists(words | joined, max_size=6))
@example("generate", ["--step=--"])
@example("score", ["--step=--", "emma"])
@example("generate", ["--weights", "a\0b"])
def test_any_arguments_end_with_a_documented_exit_code_and_no_traceback(command, arguments):
    """A training takes its time and writes a file: here it ends before its first step."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", err),
        mock.patch("microgpt.cli.train.Training.run", side_effect=KeyboardInterrupt),
        mock.patch("microgpt.__main__.ignore_further_wishes"),
        mock.patch("signal.signal"),
    ):
        code = main([command, *arguments])
    said = err.getvalue()
    assert code in (0, 1, 2, 130)
    assert "Traceback" not in said
    assert code in (0, 130) or len(said.splitlines()) == 1
    assert len(said) < 1000
    assert "\x1b" not in said + out.getvalue()


METHODS = ["models.about", "models.describe", "models.load", "models.close", "generation.generate",
           "scoring.score", "generation.Any", "x.y"]  # fmt: skip
KEYS = ["model", "count", "temperature", "prefix", "seed", "top_k", "name", "id", "text", "names"]
likely = (
    junk
    | st.sampled_from(
        ["step0", "step5", "mine", "Jo", "emma", 0, 0.0, 0.5, 1, 2, text_of(2), NAMES]
    )
    | st.text(max_size=40)
)


@SECOND
@given(
    st.lists(
        st.tuples(
            st.sampled_from(METHODS) | junk,
            st.dictionaries(st.sampled_from(KEYS), likely, max_size=5) | junk,
        ),
        max_size=3,
    )
)
@example([("scoring.score", {"name": "a" * 900_000})])
@example([("generation.generate", {"prefix": "\u00e9" * 900_000})])
@example([("scoring.score", {"name": "a" + "\u0323\u0300" * 200_000})])
@example([("models.load", {"id": "a", "text": "[" * 900_000})])
def test_a_job_ends_with_a_reply_or_a_sentence_and_raises_nothing(calls):
    handles = Handles()
    for method, params in calls:
        said = list(jobs.start(handles, method, params))
        assert json.loads(json.dumps(said, allow_nan=False)) == said
        last = said[-1]
        assert list(last) in (["reply"], ["error"])
        if "error" in last:
            assert last["error"]["name"] in ("ValueError", "Failure"), last["error"]["detail"]
            assert len(last["error"]["message"]) < 600
