"""Many processes learn what one learns, whoever is killed or stopped on the way."""

import math
import signal

import pytest

from .conftest import free_port

RUN = "--num-steps 120 --out"
KEPT = "--processes 2 --batch 8 --checkpoint kept --every 25"


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, trainings_in):
    """The bytes that two processes write when nothing happens to them."""
    trainings = trainings_in(tmp_path_factory.mktemp("undisturbed"))
    assert trainings.run(f"--processes 2 --batch 8 {RUN} out.json").code == 0
    return trainings.path("out.json").read_bytes()


@pytest.mark.parametrize("batch", [7, 8])
def test_two_processes_learn_what_one_learns_from_the_same_batch(trainings, batch):
    assert trainings.run(f"--processes 2 --batch {batch} {RUN} two.json").code == 0
    assert trainings.alone(f"--batch {batch} {RUN} one.json").code == 0
    one, two = trainings.weights("one.json"), trainings.weights("two.json")
    for name, rows in one.items():
        for row, other in zip(rows, two[name], strict=True):
            for a, b in zip(row, other, strict=True):
                assert math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-15), name


def test_two_machines_learn_what_one_learns(trainings, undisturbed):
    machine = f"--nnodes 2 --rdzv-endpoint 127.0.0.1:{free_port()} --batch 8 {RUN} out.json"
    machines = [trainings.start(machine) for _ in range(2)]
    ended = [machine.wait() for machine in machines]
    assert [end.code for end in ended] == [0, 0]
    assert sorted(bool(end.said) for end in ended) == [False, True]  # rank 0 alone speaks
    assert trainings.path("out.json").read_bytes() == undisturbed


def test_a_killed_process_is_started_again_and_nothing_is_lost(trainings, undisturbed):
    training = trainings.start(f"{KEPT} {RUN} out.json")
    trainings.wait_for("kept/training.pt")
    training.kill_worker()
    ended = training.wait()
    assert ended.code == 0
    assert any(line.startswith("Going on after training step") for line in ended.said)
    assert trainings.path("out.json").read_bytes() == undisturbed


def test_a_training_that_is_stopped_keeps_where_it_was_and_goes_on_from_there(
    trainings, undisturbed
):
    training = trainings.start(f"{KEPT} {RUN} out.json")
    trainings.wait_for("kept/training.pt")
    training.process.send_signal(signal.SIGTERM)
    ended = training.wait()
    assert ended.code == 128 + signal.SIGTERM
    assert ended.said[-1].startswith("Stopped after training step")
    assert "run the same command to go on" in ended.said[-1]
    assert not trainings.path("out.json").exists()
    ended = trainings.run(f"{KEPT} {RUN} out.json")
    assert ended.said[1].startswith("Going on after training step"), ended.said
    assert trainings.path("out.json").read_bytes() == undisturbed


@pytest.mark.parametrize("which", [0, 1])
def test_where_one_machine_is_stopped_the_others_end_as_well(trainings, which):
    machine = f"--nnodes 2 --rdzv-endpoint 127.0.0.1:{free_port()} --batch 8 --num-steps 100000"
    words = f"{machine} --checkpoint kept --every 25 --out out.json"
    machines = [trainings.start(words) for _ in range(2)]
    trainings.wait_for("kept/training.pt")
    machines[which].process.send_signal(signal.SIGTERM)
    ended = [machine.wait() for machine in machines]
    assert [end.code for end in ended] == [128 + signal.SIGTERM] * 2
    said = [line for end in ended for line in end.said]
    assert said[-1].startswith("Stopped after training step")
    assert len(said) == 2  # with what is trained


def test_without_a_checkpoint_a_killed_process_ends_the_training_with_a_sentence(trainings):
    training = trainings.start("--num-steps 100000 --out out.json")
    training.wait_for_words("Training 4,192 parameters")
    training.kill_worker()
    ended = training.wait()
    assert ended.code == 1
    assert ended.said[-1].startswith("A process was killed (SIGKILL), perhaps for want of memory")


def test_a_process_that_runs_out_of_memory_says_so_through_the_first(trainings):
    training = trainings.start("--processes 2 --batch 4000 --num-steps 1000 --out out.json")
    training.wait_for_words("Training 4,192 parameters")
    training.limit("RLIMIT_AS", 2**30, rank=1)  # less than it has
    ended = training.wait()
    assert ended.code == 1
    assert ended.said[-1] == (
        "Process 1 has run out of memory: use a smaller --batch or model, or more machines."
    )
    assert len(ended.said) == 2
