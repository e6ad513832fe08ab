"""Training: the published run, what each step does with its names, and what it refuses."""

import gc
import math

import pytest
from microgpt.config import Config
from microgpt.names import read_names
from microgpt.sample import Beginning, sample
from microgpt.steps import STEPS, get_step
from microgpt.train import Trainer
from plain import PlainGpt, deep_recursion

NAMES = ["ada", "bea", "cleo", "dido", "emma", "finn", "gus", "hal"]


def test_step_5_reproduces_the_published_losses_and_names(published_list):
    trainer = Trainer(get_step(5), read_names(published_list))
    losses = [trainer.step() for _ in range(1000)]
    assert losses[0] == pytest.approx(3.3659669475848504, abs=1e-9)
    assert losses[-1] == pytest.approx(2.6496944697407585, abs=1e-9)
    beginning = Beginning(trainer.model)
    names = [sample(beginning, trainer.rng) for _ in range(6)]
    assert names == ["kamon", "ann", "karai", "jaire", "vialan", "karia"]


def test_step_5_learns_what_the_plain_engine_learns():
    deep_recursion()
    trainer = Trainer(get_step(5), NAMES, num_steps=20)
    plain = PlainGpt.like(trainer.matrices)
    encode = trainer.model.tokenizer.encode
    for done, name in enumerate(trainer.names):
        expected = plain.train(encode(name), 0.01 * (1 - done / 20))
        assert trainer.step() == pytest.approx(expected, abs=1e-12)
    for name, matrix in trainer.matrices.items():
        for ours, theirs in zip(matrix, plain.matrices[name]):
            assert ours == pytest.approx([scalar.data for scalar in theirs], abs=1e-12)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.title)
def test_a_training_step_leaves_nothing_behind(step):
    trainer = Trainer(step, NAMES, num_steps=40)

    def alive(steps):
        for _ in range(steps):
            trainer.step()
        return len(gc.get_objects())

    alive(16)  # the first ones leave the formulas of each length of name
    gc.collect()
    gc.disable()  # what is left now is a circle, or is kept by somebody
    try:
        before = alive(1)
        assert alive(16) <= before
    finally:
        gc.enable()


def test_steps_1_and_2_learn_the_same_losses():
    by_hand, autograd = Trainer(get_step(1), NAMES), Trainer(get_step(2), NAMES)
    for _ in range(50):
        assert by_hand.step() == pytest.approx(autograd.step(), abs=1e-12)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.title)
def test_every_step_lowers_the_loss_and_can_sample(step):
    trainer = Trainer(step, NAMES, num_steps=120)
    losses = [trainer.step() for _ in range(120)]
    assert sum(losses[-20:]) < 0.9 * sum(losses[:20])
    assert set(sample(Beginning(trainer.model), trainer.rng)) <= set("".join(NAMES))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.title)
def test_the_same_seed_gives_the_same_losses_and_another_seed_others(step):
    def losses(seed):
        trainer = Trainer(step, NAMES, seed=seed, num_steps=10)
        return [trainer.step() for _ in range(10)]

    assert losses(7) == losses(7)
    assert losses(7) != losses(8)


def test_the_step_counting_starts_from_knowing_nothing():
    trainer = Trainer(get_step(0), NAMES)
    vocabulary = len(set("".join(NAMES))) + 1
    assert trainer.step() == pytest.approx(math.log(vocabulary))


def test_the_size_of_the_model_is_only_numbers():
    config = Config(n_embd=24, n_head=3, n_layer=3, block_size=8)
    trainer = Trainer(get_step(5), NAMES, config, num_steps=5)
    assert all(math.isfinite(trainer.step()) for _ in range(5))
    vocabulary = trainer.model.tokenizer.vocab_size
    assert trainer.model.parameters == 2 * vocabulary * 24 + 8 * 24 + 3 * 12 * 24 * 24


def test_held_out_names_are_the_last_thousand_and_never_trained_on():
    names = [f"{a}{b}" for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"]
    trainer = Trainer(get_step(0), names * 3, num_steps=500)
    assert trainer.held_out == trainer.names[-1000:]
    shorter = Trainer(get_step(0), names, num_steps=500)
    assert shorter.held_out == shorter.names[500:]
    assert Trainer(get_step(0), NAMES, num_steps=500).held_out == []


def test_long_names_are_cut_by_a_gpt_only():
    names = ["a" * 40, "ab", "b" * 15, "b" * 16]
    assert Trainer(get_step(5), names).cut_names == 2
    assert Trainer(get_step(2), names).cut_names == 0
    trainer = Trainer(get_step(5), names, num_steps=4)
    assert all(math.isfinite(trainer.step()) for _ in range(4))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"num_steps": 0}, "training steps"),
        ({"learning_rate": -1.0}, "learning rate"),
        ({"learning_rate": math.nan}, "learning rate"),
        ({"learning_rate": 0.0}, "learning rate"),
        ({"seed": -1}, "seed"),
    ],
)
def test_settings_that_make_no_sense_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        Trainer(get_step(5), NAMES, **arguments)


def test_training_ends_after_its_last_step():
    trainer = Trainer(get_step(2), NAMES, num_steps=1)
    trainer.step()
    with pytest.raises(ValueError, match="has ended"):
        trainer.step()


def test_weights_that_grow_beyond_all_numbers_are_said():
    trainer = Trainer(get_step(2), NAMES, learning_rate=1e300)
    trainer.step()
    with pytest.raises(ValueError, match="smaller learning rate"):
        trainer.step()
