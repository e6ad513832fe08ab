"""A benchmark tells what was missed, and its references do the work that they stand for."""

import subprocess
import sys

import pytest
from bare import BareGpt
from benching.goals import Row, faster, share, single, text
from lib.paths import ROOT
from microgpt.steps import get_step
from microgpt.train import Trainer

NAMES = ["ada", "bea", "cleo", "dido", "emma", "finn", "gus", "hal"]


def test_the_bare_arithmetic_is_that_of_a_training_step() -> None:
    trainer = Trainer(get_step(5), NAMES, num_steps=20)
    bare = BareGpt(trainer.model.weights)
    encode = trainer.model.tokenizer.encode
    for done in range(20):
        name = trainer.names[done % len(NAMES)]
        expected = bare.train(encode(name), 0.01 * (1 - done / 20))
        assert trainer.training_step() == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("row", "missed"),
    [
        (faster("training step, CPython", [(1, 25), (1, 21), (1, 30)]), False),
        (faster("training step, CPython", [(1, 25), (1, 19), (1, 18)]), True),
        (share("first name, warm cache", [(0.3, 1)]), False),
        (share("first name, warm cache", [(0.31, 1)]), True),
        (single("layout shift", [0.0, 0.0], ""), False),
        (single("layout shift", [0.01], ""), True),
        (single("nothing promised", [1e9], "s"), False),
    ],
)
def test_a_goal_is_missed_by_the_median_alone(row: Row, missed: bool) -> None:
    assert row.missed is missed
    assert (", missed" in text([row], [])) is missed


def test_a_question_that_is_none_gets_one_sentence() -> None:
    command = [sys.executable, "scripts/bench.py", "speed"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("There is no speed to measure: take boot, train,")
