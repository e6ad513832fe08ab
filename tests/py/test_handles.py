"""Handles: models by id, each with what a name is to it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from microgpt import checkpoint
from microgpt.handles import DEFAULT_MODEL, Handles
from microgpt.names import read_names
from microgpt.slices import finish
from microgpt.steps import STEPS, get_step
from microgpt.train import Trainer
from microgpt.training_list import TrainingList, as_text

NAMES = ["ada", "bea", "cleo", "dido", "emma", "finn", "gus", "hal"]


def trained(num_steps=3, names=NAMES):
    """A model that has read a few names, as it comes back from its file."""
    trainer = Trainer(get_step(2), names, num_steps=num_steps)
    read = [trainer.names[done % len(names)] for done in range(num_steps)]
    for _ in range(num_steps):
        trainer.training_step()
    return checkpoint.parse(checkpoint.dump(trainer.model.state(), trainer.provenance)), read


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.title)
def test_a_baked_model_has_read_the_thousand_names_that_its_training_saw(step):
    handle = Handles()[f"step{step.number}"]
    shuffled = read_names()
    random.Random(42).shuffle(shuffled)
    assert handle.model.step is step
    assert {handle.origin(name) for name in shuffled[:1000]} == {"read"}
    assert {handle.origin(name) for name in shuffled[1000:2000]} == {"listed"}
    assert handle.origin(shuffled[-1]) == "listed"


def test_other_texts_are_new():
    handle = Handles()[DEFAULT_MODEL]
    first, second, *_, last = read_names()
    assert handle.origin("") is None
    for text in (
        "\n",
        "zzyzx",
        first[:-1] + "qq",
        " " + first,
        first.upper(),
        "émile",
        "atild",
    ):
        assert handle.origin(text) == "new"
    for text in (f"{first}\n{second}", f"{first}\n", f"\n{first}", f"{last}\n", f"{first}\r"):
        assert handle.origin(text) == "new"


@given(st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=30), st.data())
def test_origin_agrees_with_sets(names, data):
    seed, num_steps = data.draw(st.integers(0, 9)), data.draw(st.integers(0, 40))
    shuffled = list(names)
    random.Random(seed).shuffle(shuffled)
    read = set(shuffled[:num_steps])
    training_list = TrainingList(as_text(names), as_text(shuffled[:num_steps]))
    for name in [*names, "abca", "d"]:
        expected = "read" if name in read else "listed" if name in names else "new"
        assert training_list.origin(name) == expected


def test_a_model_that_is_opened_with_its_list_knows_what_it_has_read():
    model, read = trained()
    handle = Handles().open("yours", model, NAMES)
    for name in NAMES:
        assert handle.origin(name) == ("read" if name in read else "listed")
    assert handle.origin("zoe") == "new"


def test_a_model_that_read_many_names_in_each_training_step_says_how_many():
    model, read = trained()
    state = {**model.state(), "provenance": {**model.provenance, "names_read": 5}}
    handle = Handles().open("yours", checkpoint.read_model(state), NAMES)
    origins = [handle.origin(name) for name in NAMES]
    assert origins.count("read") == 5
    assert {handle.origin(name) for name in read} == {"read"}


def test_where_training_steps_read_many_names_only_those_that_none_has_read_are_held_out():
    model, _ = trained()
    unread = finish(Handles().open("yours", model, NAMES).held_out())
    assert unread
    state = {**model.state(), "provenance": {**model.provenance, "names_read": len(NAMES)}}
    handle = Handles().open("yours", checkpoint.read_model(state), NAMES)
    assert finish(handle.held_out()) == []


def test_without_its_list_nobody_can_tell():
    model, _ = trained()
    assert Handles().open("yours", model).origin("ada") is None


def test_a_model_trained_on_the_own_list_needs_no_other():
    model, read = trained(names=read_names())
    assert Handles().open("yours", model).origin(read[0]) == "read"


def test_another_list_is_refused():
    model, _ = trained()
    with pytest.raises(ValueError, match="another list of names"):
        Handles().open("yours", model, ["zoe"])


def test_any_number_of_models_stand_side_by_side_until_they_are_closed():
    handles = Handles()
    models = [trained(num_steps)[0] for num_steps in (1, 2, 3)]
    for number, model in enumerate(models):
        handles.open(f"yours{number}", model)
    handles.open("step3", models[0])
    assert [handles[f"yours{i}"].model for i in range(3)] == models
    assert handles["step3"].model is models[0]
    assert handles["step5"].model.step.number == 5
    for name in ("yours0", "step3", "never", None):
        handles.close(name)
    assert handles["step3"].model.step.number == 3  # the baked one stands behind
    with pytest.raises(ValueError, match="no model 'yours0'"):
        handles["yours0"]


@pytest.mark.parametrize("model_id", [None, 5, [5], "", "step6", "x" * 1000])
def test_an_id_that_names_no_model_is_refused_in_a_short_sentence(model_id):
    with pytest.raises(ValueError, match="There is no model") as caught:
        Handles()[model_id]
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize("model_id", ["", "x" * 41])
def test_an_id_has_one_to_forty_characters(model_id):
    with pytest.raises(ValueError, match="1 to 40 characters"):
        Handles().open(model_id, trained()[0])


@pytest.mark.parametrize(
    "provenance", [{}, {"seed": "42"}, {"num_steps": -1}, {"seed": 42, "num_steps": True}, [], None]
)
def test_a_file_that_does_not_say_how_it_was_trained_can_be_opened_all_the_same(provenance):
    model, _ = trained(names=read_names())
    state = {**model.state(), "provenance": provenance}
    assert Handles().open("yours", checkpoint.read_model(state)).origin("ada") is None
