"""The command line, run as users run it: results on stdout, one sentence and exit code 2 if not."""

import json
import math
import os
import re
import subprocess
import sys
from collections import Counter

import pytest
from microgpt import checkpoint
from microgpt.handles import training_list
from microgpt.nearest import nearest
from microgpt.score import score
from microgpt.tally import tally
from microgpt.training_list import TrainingList, as_text, shuffled


@pytest.fixture(scope="session")
def run(root):
    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "microgpt", *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": str(root / "py")},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture
def names_file(tmp_path):
    path = tmp_path / "names.txt"
    path.write_text("ada\nbea\ncleo\ndido\nemma\nfinn\n")
    return path


@pytest.fixture
def weights(run, tmp_path, names_file):
    path = tmp_path / "model.json"
    assert (
        run("train", "--step", 5, "--names", names_file, "--num-steps", 5, "--out", path).returncode
        == 0
    )
    return path


def test_generate_prints_as_many_names_as_asked_and_repeats_them_for_a_seed(run):
    first, second = (run("generate", "--count", 5, "--seed", 7) for _ in range(2))
    assert first.returncode == 0
    assert len(first.stdout.split()) == 5
    assert first.stdout == second.stdout


def test_generate_without_a_seed_says_which_one_it_drew(run):
    drawn = run("generate", "--count", 3)
    (seed,) = re.findall(r"^seed (\d+)$", drawn.stderr, re.MULTILINE)
    assert run("generate", "--count", 3, "--seed", seed).stdout == drawn.stdout


def test_generate_says_beside_the_names_how_many_different_ones_are_new_listed_and_read(run):
    done = run("generate", "--count", 100, "--seed", 1, "--temperature", 0.1)
    names = done.stdout.splitlines()
    assert len(names) == 100
    baked = checkpoint.load_baked(5)
    origin = training_list(baked).origin
    kinds = Counter(origin(name) for name in set(names))
    assert done.stderr == (
        f"{len(set(names))} different names and {100 - len(set(names))} repeats: "
        f"{kinds['new']} new, {kinds['listed']} on its list but never read, "
        f"{kinds['read']} read in training.\n"
    )


def test_nothing_is_said_of_names_whose_list_is_not_at_hand(run, weights):
    assert run("generate", "--weights", weights, "--seed", 1).stderr == ""


def test_train_says_the_same_of_its_samples_on_its_own_list(run, tmp_path, names_file):
    done = run("train", "--step", 0, "--names", names_file, "--num-steps", 3, "--samples", 20,
               "--out", tmp_path / "m.json")  # fmt: skip
    names = names_file.read_text().split()
    read = TrainingList(as_text(names), as_text(shuffled(names, 42)[:3]))
    last, made = done.stderr.splitlines()[-1], [x for x in done.stdout.split() if x != "(empty)"]
    found = re.match(r"(\d+) different names?(?: and (\d+) repeats?)?: (\d+) new", last)
    assert int(found[1]) == len(set(made))
    assert int(found[2] or 0) == len(made) - len(set(made))
    assert int(found[3]) == len({name for name in made if read.origin(name) == "new"})


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        ([], None),
        ([("", None)], None),
        ([("ann", None), ("bo", None)], None),
        ([("ann", "listed")], "1 name: 1 on its list but never read."),
        ([("ann", "new"), ("", None), ("bo", "read")],
         "2 different names: 1 new, 1 read in training."),
        ([("ann", "read")] * 3, "1 different name and 2 repeats: 1 read in training."),
    ],
)  # fmt: skip
def test_each_name_is_counted_once_and_an_empty_one_not_at_all(made, sentence):
    assert tally(made) == sentence


@pytest.mark.parametrize("step", range(6))
def test_generate_knows_every_step_and_a_prefix(run, step):
    names = run(
        "generate", "--step", step, "--count", 4, "--prefix", "jo", "--seed", 1
    ).stdout.split()
    assert len(names) == 4
    assert all(name.startswith("jo") for name in names)


def test_train_writes_weights_losses_and_samples_from_the_same_stream(run, tmp_path, names_file):
    out, losses = tmp_path / "m.json", tmp_path / "l.json"
    done = run("train", "--step", 4, "--names", names_file, "--num-steps", 8, "--n-layer", 2,
               "--n-embd", 8, "--n-head", 2, "--block-size", 6, "--learning-rate", 0.05,
               "--out", out, "--losses", losses, "--samples", 3)  # fmt: skip
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 3
    assert "8 of 8" in done.stderr
    numbers = json.loads(losses.read_text())
    assert len(numbers) == 8
    assert all(type(number) is float for number in numbers)
    document = json.loads(out.read_text())
    assert document["config"] == {"n_embd": 8, "n_head": 2, "n_layer": 2, "block_size": 6}
    assert document["provenance"]["learning_rate"] == 0.05
    assert run("generate", "--weights", out, "--count", 2).returncode == 0


def test_train_says_that_long_names_are_cut(run, tmp_path):
    names = tmp_path / "long.txt"
    names.write_text("abcdefghijklmnop\nab\n")
    done = run(
        "train", "--step", 5, "--names", names, "--num-steps", 2, "--out", tmp_path / "m.json"
    )
    assert done.returncode == 0
    assert "more than 15 letters: 1." in done.stderr


def test_score_prints_probability_and_surprise_of_each_letter_and_the_mean(run):
    lines = run("score", "emma", "ola", "--step", 5).stdout.splitlines()
    assert [line.split()[0] for line in lines[:8]] == [
        "emma",
        "letter",
        "e",
        "m",
        "m",
        "a",
        "(end)",
        "mean",
    ]
    assert lines[8] == "ola"


def test_score_prints_the_perplexity_and_what_the_model_would_rather_have_seen(run):
    lines = run("score", "emma").stdout.splitlines()
    letters = score(checkpoint.load_baked(5), "emma")
    for line, letter in zip(lines[2:7], letters):
        likeliest = f"{letter.likeliest or '(end)'} ({letter.likeliest_probability:.4f})"
        rather = "none likelier" if letter.likeliest == letter.letter else likeliest
        assert line.endswith(f"{letter.surprise:.4f}   {rather}")
    mean = sum(letter.surprise for letter in letters) / 5
    assert lines[7].endswith(f"{mean:.4f}   like choosing among {math.exp(mean):.1f}")


def test_generate_prints_the_nearest_name_read_beside_each_name(run):
    plain, told = (
        run("generate", "--count", 40, "--seed", 3, *more) for more in ((), ["--nearest"])
    )
    assert told.stderr == plain.stderr
    trained_on = training_list(checkpoint.load_baked(5))
    kinds = set()
    for name, line in zip(plain.stdout.splitlines(), told.stdout.splitlines(), strict=True):
        closest, distance = nearest(name, trained_on.read_names())
        apart = f"nearest {closest}, {distance} apart"
        unread = f"on the list, unread; {apart}"
        notes = {"new": apart, "listed": unread, "read": "it has read this name"}
        assert line == f"{name:<20}{notes[trained_on.origin(name)]}"
        kinds.add(trained_on.origin(name))
    assert kinds == {"new", "listed", "read"}


def test_generate_says_where_there_is_no_list_to_look_in(run, weights):
    done = run("generate", "--weights", weights, "--nearest")
    assert (done.returncode, done.stdout) == (2, "")
    assert "is not at hand: leave out --nearest." in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["generate", "--count", "0"],
        ["generate", "--count", "many"],
        ["generate", "--temperature", "5"],
        ["generate", "--temperature", "nan"],
        ["generate", "--prefix", "É"],
        ["generate", "--seed", "-4"],
        ["generate", "--step", "9"],
        ["generate", "--weights", "nowhere.json"],
        ["score", "Émile"],
        ["score"],
        [],
        ["train", "--step", "5"],
        ["train", "--step", "5", "--n-embd", "10", "--out", "x.json"],
        ["train", "--step", "5", "--num-steps", "0", "--out", "x.json"],
        ["train", "--step", "5", "--names", "nowhere.txt", "--out", "x.json"],
        ["train", "--step", "5", "--out", "no/such/folder/x.json"],
        ["train", "--step", "5", "--samples", "-1", "--out", "x.json"],
        ["train", "--step", "5", "--seed", "-1", "--out", "x.json"],
        ["train", "--step", "3", "--n-layer", "2", "--out", "x.json"],
        ["train", "--step", "0", "--learning-rate", "2", "--out", "x.json"],
        ["train", "--step", "0", "--out", "x.json", "--losses", "x.json"],
        ["train", "--step", "0", "--out", "/dev/null"],
        ["train", "--out", "x.json"],
        ["train", "--step", "5", "--engine", "steam", "--out", "x.json"],
        ["train", "--step", "5", "--learning-rate", "0", "--out", "x.json"],
        ["train", "--step", "5", "--from", "nowhere.json", "--out", "x.json"],
        ["train", "--step", "5", "--names", "/dev/zero", "--out", "x.json"],
        ["train", "--step", "0", "--out", "x" * 300],
        ["train", "--step", "0", "--out", "/proc/x.json"],
        ["generate", "--step=--"],
        ["generate", "--count", "1_0"],
        ["generate", "--count", "１２"],
        ["generate", "--temperature", "0.05"],
        ["generate", "--top-k", "0"],
        ["generate", "--weights", "/dev/zero"],
        ["generate", "--weights", "\x1b[2J"],
        ["generate", "--" + "x" * 100_000],
        ["score", "x" * 100_000],
        ["score", "\x1b[2J"],
        ["generate", "--prefix"],
    ],
    ids=lambda arguments: ascii(" ".join(arguments))[:70],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_exit_code_2(run, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert len(done.stderr) < 600
    assert done.stderr[:-1].isprintable()
    assert list(tmp_path.iterdir()) == []


def test_a_names_list_that_cannot_be_used_writes_nothing_and_keeps_the_old_weights(
    run, tmp_path, weights
):
    before = weights.read_bytes()
    bad = tmp_path / "bad.txt"
    for data in (b"", b"ann\xff", b"aaa\naa"):
        bad.write_bytes(data)
        done = run("train", "--step", 5, "--names", bad, "--out", weights)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        assert weights.read_bytes() == before


def test_a_truncated_weights_file_is_refused(run, weights):
    weights.write_bytes(weights.read_bytes()[:3000])
    done = run("generate", "--weights", weights)
    assert done.returncode == 2
    assert "not a whole weights file" in done.stderr


def test_weights_of_another_step_than_asked_are_refused(run, weights):
    done = run("generate", "--weights", weights, "--step", 3)
    assert done.returncode == 2
    assert "holds step 5" in done.stderr


def test_a_reader_that_has_enough_is_no_error(root):
    command = f"{sys.executable} -m microgpt generate --count 100 | head -n 1"
    environment = {**os.environ, "PYTHONPATH": str(root / "py")}
    done = subprocess.run(
        command, shell=True, env=environment, capture_output=True, text=True, check=False
    )
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr
