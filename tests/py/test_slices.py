"""Slices: work on a long list gives way, and finds what it would find at once."""

import hashlib
import random
import sys

import pytest
from microgpt.api import training
from microgpt.handles import Handles
from microgpt.jobs import start
from microgpt.names import fingerprint
from microgpt.slices import PORTION, finish
from microgpt.training_list import shuffle_in_slices

COUNT = 20 * PORTION
NAMES = "\n".join(f"a{number:b}b" for number in range(COUNT)).replace("0", "o").replace("1", "i")


@pytest.mark.parametrize("count", [0, 1, 2, 17, 2 * PORTION + 1])
def test_a_list_is_shuffled_as_the_standard_library_does(count):
    mine, theirs = list(range(count)), list(range(count))
    one, other = random.Random(5), random.Random(5)
    finish(shuffle_in_slices(mine, one))
    other.shuffle(theirs)
    assert mine == theirs
    assert one.getstate() == other.getstate()


def test_a_fingerprint_does_not_depend_on_its_portions():
    names = NAMES.split()[: PORTION + 1]
    whole = "".join(f"{name}\n" for name in names).encode()
    assert fingerprint(names) == hashlib.sha256(whole).hexdigest()


def slices_of(handles, method, **params):
    items = list(start(handles, method, params))
    assert "reply" in items[-1], items[-1]
    return len(items), items[-1]["reply"]


def test_whatever_is_done_with_a_long_list_gives_way_after_each_portion():
    handles = Handles()
    portions = COUNT // PORTION
    found = {}

    def work(method, **params):
        found[method], reply = slices_of(handles, method, **params)
        return reply

    numbers = {"step": 1, "num_steps": 50}
    work("training.survey", names=NAMES)
    work("training.begin", id="a", names=NAMES, **numbers)
    work("training.train", id="a", count=1)
    text = work("training.file", id="a")["text"]
    work("training.model", id="a", to="mine")
    work("training.branch", id="a", to="b", moment=1)
    work("training.resume", id="c", text=text, names=NAMES)
    passes = {"survey": 3, "begin": 7, "model": 1, "branch": 5, "resume": 7}
    for method, times in passes.items():
        assert found[f"training.{method}"] >= times * portions, method


def most_work(items):
    """The most calls that were made between two of the items of a job, and its reply."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    most, last = 0, None
    while not (last and "reply" in last):
        calls = 0
        sys.setprofile(count)
        try:
            last = next(items)
        finally:
            sys.setprofile(None)
        most = max(most, calls)
    return most, last["reply"]


SIZES = {"n_embd": 2, "n_head": 1, "block_size": 4000}


def with_a_long_name(step, name, engine="row", first=True):
    """A run that learns from one name, and whose list holds a long one before or behind it."""
    handles = Handles()
    numbers = {"step": step, "num_steps": 1, "engine": engine, "names": f"{name}\nba\nbab"}
    finish(training.begin(handles, {"id": "a", **numbers, **SIZES}))
    handles.run("a").trainer.names.sort(key=len, reverse=first)
    finish(training.model(handles, {"id": "a", "to": "a"}))
    return handles


@pytest.mark.parametrize(
    ("step", "engine"), [(0, "row"), (1, "row"), (2, "row"), (5, "row"), (2, "value")]
)
def test_a_training_step_with_a_long_name_gives_way_every_few_letters(step, engine):
    most = {}
    for letters in (500, 2000):
        handles = with_a_long_name(step, "ab" * (letters // 2), engine)
        most[letters], reply = most_work(start(handles, "training.train", {"id": "a"}))
        assert reply["steps_done"] == 1
    assert most[2000] < 1.5 * most[500] + 4000 < 100_000


@pytest.mark.parametrize("step", [0, 1, 5])
@pytest.mark.parametrize(
    "method", ["scoring.score", "training.held_out", "generation.generate", "memory.compare"]
)
def test_whatever_is_done_with_a_long_name_gives_way_every_few_letters(step, method):
    most = {}
    for letters in (250, 1000):
        name = "ab" * (letters // 2)
        params = {
            "scoring.score": {"model": "a", "name": name},
            "training.held_out": {"id": "a"},
            "generation.generate": {"model": "a", "prefix": name, "count": 1},
            "memory.compare": {"model": "a", "names": [name]},
        }
        handles = with_a_long_name(step, name, first=False)
        most[letters], _ = most_work(start(handles, method, params[method]))
    assert most[1000] < 1.5 * most[250] + 4000 < 100_000


def test_a_name_that_is_far_too_long_is_not_scored():
    handles = with_a_long_name(1, "ab" * 600)
    *_, last = start(handles, "scoring.score", {"model": "a", "name": "ab" * 600})
    assert "give a name of at most 1,000 letters" in last["error"]["message"]
