"""Bad input, full disks and missing machines: one sentence, an exit code, and nothing lost."""

import shutil
import socket
import subprocess
import sys

import pytest
from lib.paths import ROOT

from .conftest import free_port

KEPT = "--num-steps 20 --batch 2 --checkpoint kept --every 10 --out out.json"


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory, trainings_in):
    """The folder with a checkpoint."""
    trainings = trainings_in(tmp_path_factory.mktemp("begun"))
    assert trainings.alone(KEPT).code == 0
    return trainings.path("kept")


@pytest.fixture
def begun(trainings, checkpoint):
    """Trainings that have such a folder."""
    shutil.copytree(checkpoint, trainings.path("kept"))
    return trainings


def cut_short(path):
    path.write_bytes(path.read_bytes()[:-1])


def emptied(path):
    path.write_bytes(b"")


def altered(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [cut_short, emptied, altered])
def test_a_damaged_checkpoint_is_refused_and_stays_as_it_is(begun, damage):
    path = begun.path("kept/training.pt")
    damage(path)
    before = path.read_bytes()
    ended = begun.alone(KEPT)
    assert ended.code == 2
    (said,) = ended.said
    assert said == (
        "kept/training.pt is not a whole checkpoint: remove it, or name another folder with "
        "--checkpoint."
    )
    assert path.read_bytes() == before
    assert not begun.path("out.json").exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--batch 3", "kept/training.pt was begun with --batch 2, not 3"),
        ("--seed 7", "kept/training.pt was begun with --seed 42, not 7"),
        ("--n-layer 2", "kept/training.pt was begun with --n-layer 1, not 2"),
        ("--dtype float32", "kept/training.pt was begun with --dtype 'float64', not 'float32'"),
        ("--names short.txt", "kept/training.pt belongs to another list of names"),
    ],
)
def test_the_checkpoint_of_another_training_is_refused_and_stays_as_it_is(begun, options, sentence):
    begun.path("short.txt").write_text("ada\nbea\ncleo\n")
    path = begun.path("kept/training.pt")
    before = path.read_bytes()
    ended = begun.alone(f"{KEPT} {options}")
    assert ended.code == 2
    assert len(ended.said) == 1
    assert ended.said[0].startswith(sentence)
    assert ended.said[0].endswith("name another folder with --checkpoint.")
    assert path.read_bytes() == before


def test_on_a_full_disk_the_last_good_checkpoint_stays_and_the_training_goes_on_from_it(trainings):
    words = "--n-embd 64 --num-steps 150 --checkpoint kept --every 50 --out out.json"
    training = trainings.start(words)
    trainings.wait_for("kept/training.pt")
    training.limit("RLIMIT_FSIZE", 500_000)  # as a full disk: no file grows beyond this
    ended = training.wait()
    assert ended.code == 1
    assert ended.said[-1].startswith("The checkpoint kept/training.pt cannot be written (")
    assert ended.said[-1].endswith("make room and run the same command to go on.")
    assert len([line for line in ended.said if "cannot be written" in line]) == 1
    assert not trainings.path("kept/training.part").exists()
    ended = trainings.alone(words)
    assert ended.code == 0
    assert ended.said[1].startswith("Going on after training step")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--n-embd 18", "n_embd must be a multiple of n_head, and 18 is not one of 4"),
        ("--batch 2 --processes 3", "A batch of 2 cannot be shared by 3 processes"),
        ("--batch 1 --nnodes 2", "Several machines need a place to meet"),
        ("--batch 0", "--batch takes a whole number of 1 or more, not '0'."),
        ("--num-steps 1e3", "--num-steps takes a whole number of 1 or more, not '1e3'."),
        ("--learning-rate -1", "--learning-rate takes a number above 0, not '-1'."),
        ("--dtype half", "--dtype takes float64 or float32 or bfloat16, not 'half'."),
        ("--step 2", "--step takes a whole number from 3 to 5, not '2'."),
        ("--step 3 --n-head 2", "Step 3 makes no use of --n-head: leave it out."),
        ("--every 5", "--every needs a folder for the checkpoints"),
        ("--names out.json", "--out and --names are one file"),
        ("--checkpoint file", "--checkpoint takes a folder, not the file file."),
        ("--workers 2", "There is no option or argument '--workers 2': leave it out."),
    ],
)
def test_numbers_that_make_no_sense_are_refused_before_pytorch_is_there(
    tmp_path, options, sentence
):
    (tmp_path / "file").touch()
    command = [sys.executable, ROOT / "scripts" / "scale.py", "--out", "out.json", *options.split()]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1
    assert not done.stdout


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--out no/where.json", "no/where.json cannot be written (No such file or directory)"),
        ("--out out.json --checkpoint no/where", "The folder no/where cannot be made"),
        ("--out training.pt --checkpoint .", "--out is the checkpoint's own file"),
    ],
)
def test_files_that_cannot_be_written_are_named_before_the_training(trainings, options, sentence):
    ended = trainings.alone(options)
    assert ended.code == 2
    (said,) = ended.said
    assert said.startswith(sentence)


def test_of_many_processes_that_find_a_mistake_the_first_says_it_once(trainings):
    ended = trainings.run("--processes 2 --batch 2 --checkpoint kept --names no.txt --out out.json")
    assert ended.code == 2
    (said,) = ended.said  # although torchrun has started them again
    assert said.startswith("The names file no.txt cannot be read")


def test_a_training_that_diverges_is_a_failed_run_that_leaves_an_old_file_alone(trainings):
    trainings.path("out.json").write_text("old")
    ended = trainings.alone("--learning-rate 1e90 --out out.json")
    assert ended.code == 1
    assert ended.said[-1] == (
        "The loss left all bounds at training step 2: use a smaller learning rate."
    )
    assert trainings.path("out.json").read_text() == "old"


def test_machines_with_different_names_are_told_before_they_train(trainings):
    meeting = f"--nnodes 2 --rdzv-endpoint 127.0.0.1:{free_port()} --batch 2 --out out.json"
    for name, text in (("one.txt", "ada\nbea\n"), ("two.txt", "ada\nbee\n")):
        trainings.path(name).write_text(text)
    machines = [trainings.start(f"{meeting} --names {name}.txt") for name in ("one", "two")]
    ended = [machine.wait() for machine in machines]
    assert [end.code for end in ended] == [2, 2]
    (said,) = [line for end in ended for line in end.said]
    assert said.endswith("is not the same on all machines: give each one the same file.")


def test_machines_that_share_no_folder_are_told_before_they_go_on(begun, tmp_path, trainings_in):
    other = tmp_path / "other"
    other.mkdir()
    words = f"{KEPT} --nnodes 2 --rdzv-endpoint 127.0.0.1:{free_port()}"
    machines = [begun.start(words), trainings_in(other).start(words)]
    ended = [machine.wait() for machine in machines]
    assert [end.code for end in ended] == [2, 2]
    (said,) = [line for end in ended for line in end.said]
    assert said == (
        "The checkpoint in kept is not the same on all machines: put --checkpoint into a folder "
        "that they share."
    )


def test_a_port_that_something_else_uses_is_named(trainings):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        ended = trainings.run(f"--nnodes 2 --rdzv-endpoint 127.0.0.1:{port} --batch 2 --out o.json")
    assert ended.code == 2
    (said,) = ended.said
    assert said == (
        f"Port {port} of 127.0.0.1 is in use by something else: name another one with "
        "--rdzv-endpoint."
    )


def test_a_machine_that_waits_in_vain_for_another_one_ends_with_a_sentence(trainings):
    ended = trainings.inside("meet_alone", patience=2)
    assert ended.code == 2
    assert len(ended.said) == 1
    assert "within 2 s: check that each was started" in ended.said[0]


def test_a_process_that_waits_in_vain_for_another_one_ends_with_a_sentence(trainings):
    ended = trainings.inside("wait_for_others", seconds=2)
    assert ended.code == 2
    assert len(ended.said) == 1
    assert ended.said[0].startswith("The 2 processes did not all meet at 127.0.0.1, port")


def test_a_training_that_needs_more_memory_than_there_is_ends_with_a_sentence(trainings):
    words = ["--batch", "14000", "--n-embd", "256", "--out", "out.json"]
    ended = trainings.inside("with_little_memory", size=2**31, arguments=words)
    assert ended.code == 1
    assert ended.said[-1].startswith("The training has run out of memory: use a smaller --batch")


def test_without_pytorch_and_without_a_network_there_is_one_sentence(tmp_path):
    code = (
        "import sys; from pathlib import Path; from dataclasses import replace\n"
        "from lib import report; from scaling import pytorch\n"
        "pytorch.PLACE = replace(pytorch.PLACE, place=Path(sys.argv[1]))\n"
        "report.finish(pytorch.enter)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "venv")],
        env={
            "PYTHONPATH": str(ROOT / "scripts"),
            "PIP_NO_INDEX": "1",
            "PIP_CONFIG_FILE": "/dev/null",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "about 200 MB" in done.stdout.splitlines()[0]  # said before anything is fetched
    assert done.stderr == (
        "PyTorch 2.13.0 could not be installed: connect to the network, or use a Python that has "
        "torch 2.13.x, with NumPy.\n"
    )
