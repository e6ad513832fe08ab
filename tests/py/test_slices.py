"""Slices: work on a long list gives way, and finds what it would find at once."""

import hashlib
import random

import pytest
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
