"""Training: the published run, what each step does with its names, and what it refuses."""

import gc
import json
import math

import pytest
from microgpt import checkpoint
from microgpt.config import Config
from microgpt.engines import ENGINES
from microgpt.names import read_names
from microgpt.sample import Prompt, sample
from microgpt.steps import STEPS, get_step
from microgpt.train import Trainer
from plain import PlainGpt, deep_recursion

NAMES = ["ada", "bea", "cleo", "dido", "emma", "finn", "gus", "hal"]


def test_step_5_reproduces_the_published_losses_and_names(published_list):
    trainer = Trainer(get_step(5), read_names(published_list))
    losses = [trainer.training_step() for _ in range(1000)]
    assert losses[0] == pytest.approx(3.3659669475848504, abs=1e-9)
    assert losses[-1] == pytest.approx(2.6496944697407585, abs=1e-9)
    prompt = Prompt(trainer.model)
    names = [sample(prompt, trainer.rng) for _ in range(6)]
    assert names == ["kamon", "ann", "karai", "jaire", "vialan", "karia"]


def test_step_5_learns_what_the_plain_engine_learns_from_the_own_list():
    deep_recursion()
    trainer = Trainer(get_step(5), read_names())
    plain = PlainGpt.like(trainer.matrices)
    for done in range(15):
        tokens = trainer.model.tokenizer.encode(trainer.names[done])
        expected = plain.train(tokens, 0.01 * (1 - done / 1000))
        assert trainer.training_step() == pytest.approx(expected, abs=1e-9)


def test_step_5_learns_what_the_plain_engine_learns():
    deep_recursion()
    trainer = Trainer(get_step(5), NAMES, num_steps=20)
    plain = PlainGpt.like(trainer.matrices)
    encode = trainer.model.tokenizer.encode
    for done, name in enumerate(trainer.names):
        expected = plain.train(encode(name), 0.01 * (1 - done / 20))
        assert trainer.training_step() == pytest.approx(expected, abs=1e-12)
    for name, matrix in trainer.matrices.items():
        for ours, theirs in zip(matrix, plain.matrices[name]):
            assert ours == pytest.approx([scalar.data for scalar in theirs], abs=1e-12)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.title)
def test_a_training_step_leaves_nothing_behind(step):
    trainer = Trainer(step, NAMES, num_steps=40)

    def alive(steps):
        for _ in range(steps):
            trainer.training_step()
        return len(gc.get_objects())

    alive(16)  # the first ones compile a product for each length of name
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
        assert by_hand.training_step() == pytest.approx(autograd.training_step(), abs=1e-12)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.title)
def test_every_step_lowers_the_loss_and_can_sample(step):
    trainer = Trainer(step, NAMES, num_steps=120)
    losses = [trainer.training_step() for _ in range(120)]
    assert sum(losses[-20:]) < 0.9 * sum(losses[:20])
    assert set(sample(Prompt(trainer.model), trainer.rng)) <= set("".join(NAMES))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.title)
def test_the_same_seed_gives_the_same_losses_and_another_seed_others(step):
    def losses(seed):
        trainer = Trainer(step, NAMES, seed=seed, num_steps=10)
        return [trainer.training_step() for _ in range(10)]

    assert losses(7) == losses(7)
    assert losses(7) != losses(8)


def test_the_step_counting_starts_from_knowing_nothing():
    trainer = Trainer(get_step(0), NAMES)
    vocabulary = len(set("".join(NAMES))) + 1
    assert trainer.training_step() == pytest.approx(math.log(vocabulary))


def test_the_size_of_the_model_is_only_numbers():
    config = Config(n_embd=24, n_head=3, n_layer=3, block_size=8)
    trainer = Trainer(get_step(5), NAMES, config, num_steps=5)
    assert all(math.isfinite(trainer.training_step()) for _ in range(5))
    vocabulary = trainer.model.tokenizer.vocab_size
    assert trainer.model.parameters == 2 * vocabulary * 24 + 8 * 24 + 3 * 12 * 24 * 24


def test_held_out_names_are_the_last_thousand_and_never_trained_on():
    names = [f"{a}{b}" for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"]
    longer = Trainer(get_step(0), [*names, *(f"{name}c" for name in names)], num_steps=300)
    assert longer.held_out == longer.names[-1000:]
    shorter = Trainer(get_step(0), names, num_steps=500)
    assert shorter.held_out == shorter.names[500:]
    assert Trainer(get_step(0), NAMES, num_steps=500).held_out == []


def test_a_name_that_stands_twice_is_held_out_only_where_training_sees_neither():
    names = [f"{a}{b}" for a in "abcdefghijklmno" for b in "pqrstuvwxy"]
    assert Trainer(get_step(0), names * 2, num_steps=1000).held_out == []
    trainer = Trainer(get_step(0), names * 2, num_steps=220)
    assert trainer.held_out
    assert not set(trainer.held_out) & set(trainer.names[:220])


def test_long_names_are_cut_by_a_gpt_only():
    names = ["a" * 40, "ab", "b" * 15, "b" * 16]
    assert [Trainer(get_step(5), names).model.cuts(name) for name in names] == [1, 0, 0, 1]
    assert not any(map(Trainer(get_step(2), names).model.cuts, names))
    trainer = Trainer(get_step(5), names, num_steps=4)
    assert all(math.isfinite(trainer.training_step()) for _ in range(4))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"num_steps": 0}, "training steps"),
        ({"learning_rate": -1.0}, "learning rate"),
        ({"learning_rate": math.nan}, "learning rate"),
        ({"learning_rate": 0.0}, "learning rate"),
        ({"seed": -1}, "seed"),
        ({"engine": "steam"}, "engine 'steam': take row or value"),
        ({"names": []}, "nothing to learn from"),
        ({"names": ["", ""]}, "nothing to learn from"),
        ({"names": ["aaa"]}, "nothing to learn from"),
    ],
)
def test_settings_that_make_no_sense_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        Trainer(get_step(5), **{"names": NAMES, **arguments})


def test_training_ends_after_its_last_step():
    trainer = Trainer(get_step(2), NAMES, num_steps=1)
    trainer.training_step()
    with pytest.raises(ValueError, match="has ended"):
        trainer.training_step()


TINY = Config(n_embd=2, n_head=1, block_size=4)
RATES = [10.0**k for k in range(-3, 309)]


def train_until_it_diverges(trainer):
    """The sentence of a training that does, with the state it had before the step that failed."""
    before = trainer.state()
    try:
        while trainer.steps_done < trainer.num_steps:
            before = trainer.state()
            trainer.training_step()
    except ValueError as failure:
        return str(failure), before
    return None, trainer.state()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_at_any_rate_a_training_ends_or_diverges_and_keeps_what_can_be_written(number, engine):
    ended = []
    for rate in RATES:
        trainer = Trainer(get_step(number), ["ab", "b"], TINY, 42, 4, rate, engine)
        sentence, before = train_until_it_diverges(trainer)
        assert trainer.state() == before, rate
        text = checkpoint.dump(before, trainer.provenance)
        again = Trainer.resume(checkpoint.parse_document(text, "file"), ["ab", "b"])
        assert again.state() == before
        if sentence is None:
            ended.append(rate)
        else:
            done = trainer.steps_done + 1
            assert f" left all bounds at training step {done}: use a smaller" in sentence, rate
    assert 1 <= len(ended) < len(RATES) / 2


@pytest.mark.parametrize(("number", "rate"), [(2, 1e300), (5, 1e300), (5, 1e103)])
def test_weights_that_would_grow_beyond_all_numbers_are_said(number, rate):
    trainer = Trainer(get_step(number), NAMES, learning_rate=rate)
    with pytest.raises(ValueError, match="weights left all bounds at training step 1: use a small"):
        trainer.training_step()


def losses_of(number, names, engine, count=12):
    trainer = Trainer(get_step(number), names, engine=engine)
    return [trainer.training_step() for _ in range(count)]


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_both_engines_learn_the_same_losses(number):
    names = read_names()
    row, value = (losses_of(number, names, engine) for engine in ENGINES)
    assert row == pytest.approx(value, abs=1e-9)


def test_both_engines_learn_the_same_losses_on_the_published_list(published_list):
    names = read_names(published_list)
    row, value = (losses_of(5, names, engine) for engine in ENGINES)
    assert row == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize("engine", ENGINES)
def test_one_weight_that_is_not_a_number_is_not_learned_around(engine):
    trainer = Trainer(get_step(5), NAMES, engine=engine)
    trainer.matrices["layer0.mlp_fc1"][3][2] = math.nan
    with pytest.raises(ValueError, match="left all bounds at training step 1"):
        trainer.training_step()


@pytest.mark.parametrize("engine", ENGINES)
def test_the_steps_give_way_and_yield_each_loss(engine):
    whole, sliced = (Trainer(get_step(5), NAMES, num_steps=3, engine=engine) for _ in range(2))
    items = list(sliced.training_steps())
    assert [x for x in items if x is not None] == [whole.training_step() for _ in range(3)]
    positions = sum(len(name) + 1 for name in sliced.names[:3])
    walks = items.count(None) - positions
    assert walks == 3 if engine == "row" else walks > 3 * 10  # the walk of a name gives way too


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("slices", [1, 4, 6])
def test_a_training_step_that_is_abandoned_leaves_no_trace(engine, slices):
    trainer, other = (Trainer(get_step(5), NAMES, num_steps=3, engine=engine) for _ in range(2))
    abandoned = trainer.training_step_in_slices()
    for _ in range(slices):
        assert next(abandoned) is None
    abandoned.close()
    assert [trainer.training_step() for _ in range(3)] == [other.training_step() for _ in range(3)]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.title)
def test_a_run_that_is_written_and_read_goes_on_as_if_nothing_had_happened(step):
    whole, first = (Trainer(step, NAMES, num_steps=20, seed=3) for _ in range(2))
    losses = [whole.training_step() for _ in range(20)]
    again = [first.training_step() for _ in range(8)]
    text = checkpoint.dump(first.state(), first.provenance)
    second = Trainer.resume(checkpoint.parse_document(text, "run"), NAMES)
    again += [second.training_step() for _ in range(12)]
    assert again == losses
    assert second.model.weights == whole.model.weights
    names = [[sample(Prompt(t.model), t.rng) for _ in range(3)] for t in (whole, second)]
    assert names[0] == names[1]
    assert checkpoint.parse(text).weights == first.model.weights  # also a weights file


def test_two_hundred_steps_are_eighty_and_a_hundred_and_twenty():
    names = read_names()
    whole, first = (Trainer(get_step(5), names) for _ in range(2))
    losses = [whole.training_step() for _ in range(200)]
    again = [first.training_step() for _ in range(80)]
    state = json.loads(checkpoint.dump(first.state(), first.provenance))
    second = Trainer.resume(state, names)
    assert again + [second.training_step() for _ in range(120)] == losses


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s: s.pop("run"), "a finished model, not a training"),
        (lambda s: s.update(run=None), "run is not complete"),
        (lambda s: s["run"].pop("random"), "run is not complete"),
        (lambda s: s["run"].update(extra=1), "run is not complete"),
        (lambda s: s["run"].update(names_sha256="0"), "another list of names"),
        (lambda s: s["run"].update(steps_done=21), "cannot have done 21"),
        (lambda s: s["run"].update(steps_done=True), "cannot have done True"),
        (lambda s: s["run"].update(engine=[]), "no engine"),
        (lambda s: s["run"].update(seed=-1), "seed"),
        (lambda s: s["run"].update(learning_rate="fast"), "learning rate"),
        (lambda s: s["run"].update(learning_rate=0), "learning rate"),
        (lambda s: s["run"].update(learning_rate=None), "learning rate"),
        (lambda s: s["run"].update(learning_rate=True), "learning rate"),
        (lambda s: s["run"].update(learning_rate=10**400), "learning rate"),
        (lambda s: s["run"]["optimizer"].update(t=7), "counts 7 updates, not 1"),
        (lambda s: s["run"].update(steps_done=0), "counts 1 updates, not 0"),
        (lambda s: s["run"]["random"].__setitem__(2, math.nan), "random generator"),
        (lambda s: s["run"].update(num_steps=0), "training steps"),
        (lambda s: s["run"].update(random=[3, [1, 2], None]), "random generator"),
        (lambda s: s["run"].update(random=None), "random generator"),
        (lambda s: s["run"]["random"].__setitem__(2, "x"), "random generator"),
        (lambda s: s["run"].update(optimizer=[]), "optimizer"),
        (lambda s: s["run"]["optimizer"]["v"]["wte"][0].__setitem__(0, -1.0), "less than 0"),
        (lambda s: s["run"]["optimizer"]["m"]["wte"][0].__setitem__(0, math.nan), "not a number"),
        (lambda s: s["weights"]["wte"][0].__setitem__(0, math.inf), "too large"),
        (lambda s: s["vocabulary"].pop(), "rows of"),
    ],
)
def test_a_damaged_run_is_refused_and_the_sentence_says_why(change, message):
    trainer = Trainer(get_step(5), NAMES, num_steps=20)
    trainer.training_step()
    state = trainer.state()
    change(state)
    assert trainer.training_step()  # which the change does not reach
    with pytest.raises(ValueError, match=message):
        Trainer.resume(state, NAMES)


@pytest.mark.parametrize("state", [None, [], "x", 5])
def test_what_is_no_state_is_refused(state):
    with pytest.raises(ValueError, match="not a dict"):
        Trainer.resume(state, NAMES)


def test_one_training_step_at_a_time():
    trainer = Trainer(get_step(5), NAMES, num_steps=1)
    first = trainer.training_step_in_slices()
    next(first)
    with pytest.raises(ValueError, match="under way"):
        trainer.training_step()
    assert [loss for loss in first if loss is not None]
    with pytest.raises(ValueError, match="has ended"):
        trainer.training_step()


@pytest.mark.parametrize("number", [1, 2, 5])
def test_a_training_step_without_a_finite_loss_leaves_the_weights_as_they_are(number):
    trainer = Trainer(get_step(number), NAMES, num_steps=5)
    trainer.training_step()
    name = list(trainer.matrices)[-1]
    trainer.matrices[name][0][0] = math.nan
    before = repr(trainer.matrices)
    with pytest.raises(ValueError, match="training step 2"):
        trainer.training_step()
    assert repr(trainer.matrices) == before
    assert trainer.steps_done == 1


def test_a_run_needs_its_own_names():
    state = Trainer(get_step(5), NAMES).state()
    with pytest.raises(ValueError, match="another list of names"):
        Trainer.resume(state, [*NAMES, "zoe"])
