"""Runs: trainings that can be stopped, gone back in and branched; what the page asks of them."""

import gc
import json
import re

import pytest
from microgpt import checkpoint
from microgpt.api import memory, models, scoring, training
from microgpt.handles import Handles
from microgpt.jobs import start
from microgpt.names import read_names
from microgpt.run import moments
from microgpt.score import mean_loss
from microgpt.slices import finish
from microgpt.steps import get_step
from microgpt.train import Trainer


def run_through(job):
    """The events of a job, and its reply."""
    events = []
    while True:
        try:
            events.append(next(job))
        except StopIteration as end:
            return events, end.value


NUMBERS = {"step": 5, "num_steps": 12, "seed": 3}


@pytest.fixture
def handles():
    return Handles()


def begin(handles, run_id="a", **params):
    return finish(training.begin(handles, {"id": run_id, **NUMBERS, **params}))


def train(handles, run_id="a", count=None):
    """The events that say something, and the reply."""
    events, reply = run_through(training.train(handles, {"id": run_id, "count": count}))
    return [event for event in events if event], reply


def file(handles, moment=None):
    _, reply = run_through(training.file(handles, {"id": "a", "moment": moment}))
    return reply["text"]


def trained(num_steps=12, **numbers):
    trainer = Trainer(get_step(5), read_names(), seed=3, num_steps=num_steps, **numbers)
    return trainer, [trainer.training_step() for _ in range(num_steps)]


def test_a_run_learns_what_the_command_line_learns(handles):
    told = begin(handles)
    assert (told["parameters"], told["steps_done"], told["held_out_names"]) == (4192, 0, 1000)
    events, reply = train(handles)
    trainer, losses = trained()
    assert [event["loss"] for event in events] == losses
    assert reply == {"steps_done": 12, "moments": moments(12), "diverged": None}
    assert handles.run("a").model().weights == trainer.model.weights


def test_a_run_stopped_anywhere_goes_on_as_if_it_had_not_been(handles):
    begin(handles)
    job = training.train(handles, {"id": "a"})
    losses = [event["loss"] for event in (next(job) for _ in range(40)) if event]
    job.close()  # in the middle of a training step
    losses += [event["loss"] for event in train(handles, count=1)[0]]
    losses += [event["loss"] for event in train(handles)[0]]
    assert losses == trained()[1]


def test_moments_are_kept_and_their_models_can_be_opened(handles):
    begin(handles)
    events, _ = train(handles)
    kept = [event["moment"] for event in events if "moment" in event]
    assert [0, *kept] == moments(12) == [0, 1, 2, 3, 5, 7, 10, 12]
    finish(training.model(handles, {"id": "a", "to": "early", "moment": 0}))
    finish(training.model(handles, {"id": "a", "to": "late"}))
    early, late = handles["early"], handles["late"]
    read = late.trained_on.read_names()
    assert early.trained_on.read_names() == []
    assert read == handles.run("a").trainer.names[:12]
    assert (early.origin(read[0]), late.origin(read[0])) == ("listed", "read")
    assert mean_loss(late.model, read) < mean_loss(early.model, read)


def test_a_branch_goes_on_from_a_moment_with_other_numbers(handles):
    begin(handles)
    train(handles)
    told = finish(training.branch(handles, {"id": "a", "to": "b", "moment": 5}))
    assert (told["id"], told["steps_done"]) == ("b", 5)
    assert [event["loss"] for event in train(handles, "b")[0]] == trained()[1][5:]
    other = {"id": "a", "to": "c", "moment": 5, "learning_rate": 0.05, "num_steps": 20}
    assert finish(training.branch(handles, other))["learning_rate"] == 0.05
    events, reply = train(handles, "c")
    assert reply["steps_done"] == 20
    assert [event["loss"] for event in events][1:7] != trained()[1][6:]


def test_a_file_goes_on_in_another_worker_and_is_a_weights_file(handles):
    begin(handles)
    train(handles, count=7)
    text = file(handles)
    fresh = Handles()
    assert finish(training.resume(fresh, {"id": "again", "text": text}))["steps_done"] == 7
    assert [event["loss"] for event in train(fresh, "again")[0]] == trained()[1][7:]
    model = checkpoint.parse(text)
    here, there = handles.run("a").model(), model
    assert mean_loss(here, read_names()[:50]) == mean_loss(there, read_names()[:50])


def test_a_file_that_is_written_in_slices_has_the_bytes_of_one_written_at_once(handles):
    begin(handles, step=1)
    train(handles)
    trainer = handles.run("a").trainer
    provenance = {**trainer.provenance, "steps_done": 12}
    slices, _ = run_through(training.file(handles, {"id": "a"}))
    assert len(slices) > 0
    assert file(handles) == checkpoint.dump(trainer.state(), provenance)


def test_the_held_out_loss_is_that_of_names_the_run_never_reads(handles):
    begin(handles, names="\n".join(read_names()[:40]))
    train(handles)
    run = handles.run("a")
    _, reply = run_through(training.held_out(handles, {"id": "a"}))
    held_out = run.trainer.held_out
    assert reply == {"loss": pytest.approx(mean_loss(run.model(), held_out)), "names": 28}
    assert not set(held_out) & set(run.trainer.names[:12])


@pytest.mark.parametrize("names", [None, "\n".join(read_names()[:40])], ids=["own", "other"])
def test_the_held_out_loss_of_a_model_is_that_of_its_run_wherever_it_is_opened(handles, names):
    begin(handles, names=names)
    train(handles, count=7)
    finish(training.model(handles, {"id": "a", "to": "mine"}))
    _, measured = run_through(training.held_out(handles, {"id": "a"}))
    assert run_through(scoring.held_out(handles, {"model": "mine"}))[1] == measured
    fresh = Handles()
    models.load(fresh, {"id": "mine", "text": file(handles), "names": names})
    assert run_through(scoring.held_out(fresh, {"model": "mine"}))[1] == measured


def test_a_model_whose_list_is_not_at_hand_has_no_held_out_loss(handles):
    begin(handles, names="\n".join(read_names()[:40]))
    fresh = Handles()
    models.load(fresh, {"id": "mine", "text": file(handles)})
    nothing = {"loss": None, "names": 0}
    assert run_through(scoring.held_out(fresh, {"model": "mine"}))[1] == nothing


def test_the_names_of_a_run_are_shuffled_and_hashed_once(handles, monkeypatch):
    begin(handles)
    train(handles, count=3)
    finish(training.model(handles, {"id": "a", "to": "mine"}))
    monkeypatch.setattr("microgpt.handles.fingerprint", None)
    monkeypatch.setattr("microgpt.run.text_in_slices", None)
    for moment in (0, 2, None):
        finish(training.model(handles, {"id": "a", "to": "mine", "moment": moment}))
        assert len(handles["mine"].trained_on.read_names()) == (3 if moment is None else moment)


def test_a_training_that_diverges_says_so_and_loses_nothing(handles):
    begin(handles, step=4, learning_rate=1e6, num_steps=50)
    events, reply = train(handles)
    assert "smaller learning rate" in reply["diverged"]
    assert reply["steps_done"] == len(events) < 50
    text = file(handles, reply["moments"][0])
    assert checkpoint.parse(text)


ASKED = {
    "generation.generate": {"model": "mine", "count": 3, "seed": 1, "temperature": 0.1},
    "scoring.score": {"model": "mine", "name": "emma"},
    "scoring.held_out": {"model": "mine"},
    "training.held_out": {"id": "a"},
}


@pytest.mark.parametrize("step", [1, 3, 5])
@pytest.mark.parametrize("power", [3, 30, 88, 89, 91, 150, 300])
def test_what_a_diverged_training_keeps_is_of_use_or_said_to_be_too_large(handles, step, power):
    names = "\n".join(read_names()[:9])
    begin(handles, step=step, learning_rate=10.0**power, num_steps=5, names=names)
    _, reply = train(handles)
    assert reply["diverged"] is None or "smaller learning rate" in reply["diverged"]
    finish(training.model(handles, {"id": "a", "to": "mine"}))
    assert finish(training.branch(handles, {"id": "a", "to": "b", "moment": 0}))
    assert checkpoint.parse(file(handles))
    for method, params in ASKED.items():
        *_, last = start(handles, method, params)
        said = last.get("error", {"name": "Failure", "message": "its numbers overflow"})
        assert said["name"] == "Failure"
        assert "its numbers overflow" in said["message"]
        json.dumps(last, allow_nan=False)


@pytest.mark.parametrize("size", [1e4, 1e30, 1e60, 1e99])
@pytest.mark.parametrize("step", [1, 5])
def test_a_model_of_huge_weights_is_scored_or_said_to_be_too_large(handles, step, size):
    state = checkpoint.load_baked(step).state()
    large = {n: [[size * w for w in row] for row in m] for n, m in state["weights"].items()}
    models.load(handles, {"id": "mine", "text": checkpoint.dump({**state, "weights": large}, {})})
    *_, last = start(handles, "scoring.score", ASKED["scoring.score"])
    assert "its numbers overflow: train it with a smaller" in last["error"]["message"]
    *_, last = start(handles, "generation.generate", ASKED["generation.generate"])
    assert "reply" in last or "its numbers overflow" in last["error"]["message"]


def test_own_names_may_have_any_alphabet(handles):
    told = begin(handles, names="Ωμέγα\r\nЖанна\n李雷\nzoë\nZoe\u0308")
    assert told["names"] == 5
    finish(training.model(handles, {"id": "a", "to": "mine"}))
    assert "ë" in handles["mine"].model.tokenizer.characters


def test_a_survey_says_what_is_in_a_list_before_anything_learns_from_it(handles):
    told = finish(training.survey(handles, {"names": "name,age\nanna,3\nanna,3\n"}))
    assert (told["count"], told["doubled"]) == (3, 1)
    assert told["lengths"] == [[6, 2], [8, 1]]
    assert "table" in told["warning"]
    json.dumps(told, allow_nan=False)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"n_embd": 18}, "n_embd must be a multiple of n_head"),
        ({"n_embd": 512}, "too many to train here"),
        ({"names": ""}, "holds no names"),
        ({"names": "a\naa"}, "only one letter"),
        ({"names": "anna\0"}, "control character"),
        ({"names": "anna\n" * 400_000}, "take a part of it"),
        ({"names": 3}, "must be text"),
        ({"learning_rate": -1}, "positive number"),
        ({"num_steps": 0}, "1 or more"),
        ({"step": 9}, "no step"),
        ({"id": ""}, "An id must be"),
        ({"engine": "gpu"}, "no engine"),
    ],
)
def test_what_makes_no_training_is_refused_in_a_sentence(handles, params, sentence):
    *_, last = start(handles, "training.begin", {"id": "a", **NUMBERS, **params})
    assert sentence in last["error"]["message"]
    assert len(last["error"]["message"]) < 300


@pytest.mark.parametrize("names", ["", "anna\tF", "aa", "ann\x00", "e" + "\u0301" * 31])
def test_what_is_wrong_with_a_pasted_list_begins_with_the_list(handles, names):
    for method in ("training.begin", "training.survey"):
        params = {"names": names} | ({"id": "a"} if method == "training.begin" else {})
        *_, last = start(handles, method, params)
        assert re.match("The list (holds|has|uses|is) ", last["error"]["message"])


DAMAGED = {
    "cut short": lambda d: json.dumps(d)[:99],
    "no weights": lambda d: json.dumps(d | {"weights": {}}),
    "no config": lambda d: json.dumps(d | {"config": None}),
    "no vocabulary": lambda d: json.dumps(d | {"vocabulary": []}),
    "another optimizer": lambda d: json.dumps(d | {"run": {**d["run"], "optimizer": {"t": 1}}}),
    "no step": lambda d: json.dumps(d | {"step": 9}),
    "another list": lambda d: json.dumps(d | {"run": {**d["run"], "names_sha256": ""}}),
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_what_is_wrong_with_a_run_file_is_told_in_whole_sentences(handles, damage):
    begin(handles)
    document = json.loads(finish(training.file(handles, {"id": "a"}))["text"])
    *_, last = start(handles, "training.resume", {"id": "b", "text": damage(document)})
    message = last["error"]["message"]
    assert message.startswith("This file ")
    assert all(sentence[0].isupper() for sentence in message.split(". "))


@pytest.mark.parametrize("method", ["train", "model", "file", "held_out", "branch"])
def test_a_run_that_was_not_begun_is_named(handles, method):
    *_, last = start(handles, f"training.{method}", {"id": "nowhere"})
    assert "There is no run 'nowhere'" in last["error"]["message"]


def test_sizes_are_counted_as_they_change(handles):
    assert training.sizes(handles, {})["parameters"] == 4192
    assert training.sizes(handles, {"step": 1})["learning_rate"] == 1.0
    assert training.sizes(handles, {"n_layer": 2})["parameters"] == 4192 + 3072


def test_sizes_say_what_a_step_makes_use_of(handles):
    assert training.sizes(handles, {"step": 0})["settings"] == ["block_size"]
    assert training.sizes(handles, {"step": 1})["settings"] == [
        "block_size",
        "learning_rate",
        "n_embd",
    ]
    assert "n_head" in training.sizes(handles, {"step": 5})["settings"]


def test_the_nearest_name_is_among_those_the_model_has_read(handles):
    read = handles["step5"].trained_on.read_names()
    items, reply = run_through(memory.compare(handles, {"names": [read[0], read[0] + "x", ""]}))
    events = [event for event in items if event]
    assert events[0] == {"name": read[0], "origin": "read", "nearest": read[0], "distance": 0}
    assert events[1]["distance"] == 1
    assert events[2]["nearest"] is None
    assert reply == {"count": 3}


def test_a_score_says_what_the_model_would_rather_have_seen(handles):
    told = finish(scoring.score(handles, {"name": "emma"}))
    assert told["perplexity"] == pytest.approx(2.718281828 ** told["loss"])
    for letter in told["letters"]:
        assert letter["likeliest_probability"] >= letter["probability"]


def test_the_name_of_the_fault_says_why_a_file_cannot_be_gone_on_with(handles):
    begin(handles)
    run, model = file(handles), checkpoint.dump(handles.run("a").model().state(), {"run": {}})
    for text, names, name in [
        (model, None, "NoRun"),
        (model, "anna\nbea", "NoRun"),
        (run, "anna\nbea", "OtherNames"),
        (run.replace('"run": {', '"run": {"more": 1, '), None, "ValueError"),
        (run[:-9], None, "ValueError"),
    ]:
        *_, last = start(Handles(), "training.resume", {"id": "b", "text": text, "names": names})
        assert last["error"]["name"] == name
        if name != "ValueError":
            *_, last = start(handles, "models.load", {"id": "b", "text": text})
            assert "reply" in last


def test_a_resumed_run_can_have_its_moments_back(handles):
    begin(handles)
    train(handles)
    kept = {moment: file(handles, moment) for moment in (12, 0, 5)}
    fresh = Handles()
    assert finish(training.resume(fresh, {"id": "a", "text": kept.pop(12)}))["moments"] == [12]
    for text in kept.values():
        reply = training.recall(fresh, {"id": "a", "text": text})
    assert reply == {"moments": [0, 5, 12]}
    assert file(fresh, 5) == kept[5]
    finish(training.branch(fresh, {"id": "a", "to": "b", "moment": 5}))
    assert [event["loss"] for event in train(fresh, "b")[0]] == trained()[1][5:]


@pytest.mark.parametrize(
    ("other", "moment"), [({"seed": 4}, 0), ({"step": 4, "learning_rate": 0.01}, 0), ({}, 7)]
)
def test_a_moment_of_another_training_or_of_the_future_is_refused(handles, other, moment):
    begin(handles, **other)
    train(handles)
    fresh = Handles()
    begin(fresh)
    train(fresh, count=5)
    text = file(handles, moment)
    *_, last = start(fresh, "training.recall", {"id": "a", "text": text})
    assert "training" in last["error"]["message"]
    assert fresh.run("a").moments == [0, 1, 2, 3, 5]


def test_moments_are_kept_where_the_garbage_collector_need_not_go(handles):
    begin(handles)
    train(handles, count=1)
    gc.collect()
    before = len(gc.get_objects())
    train(handles)
    gc.collect()
    assert len(handles.run("a").moments) == len(moments(NUMBERS["num_steps"]))
    assert len(gc.get_objects()) - before < 100  # the matrices of one moment are hundreds of lists
