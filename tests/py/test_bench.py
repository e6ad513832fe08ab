"""The references of the benchmarks do the work that they stand for."""

import pytest
from benching.bare import BareGpt
from microgpt.steps import get_step
from microgpt.train import Trainer

NAMES = ["ada", "bea", "cleo", "dido", "emma", "finn", "gus", "hal"]


def test_the_bare_arithmetic_is_that_of_a_training_step():
    trainer = Trainer(get_step(5), NAMES, num_steps=20)
    bare = BareGpt(trainer.model.weights)
    encode = trainer.model.tokenizer.encode
    for done in range(20):
        name = trainer.names[done % len(NAMES)]
        expected = bare.train(encode(name), 0.01 * (1 - done / 20))
        assert trainer.training_step() == pytest.approx(expected, abs=1e-12)
