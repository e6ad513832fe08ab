"""How the command line ends: a sentence and an exit code, whatever befalls it."""

import json
import os
import re
import subprocess
import sys

import pytest
from microgpt import checkpoint
from microgpt.cli import commands


@pytest.fixture(scope="module")
def shell(root):
    """Runs a line of sh in which $microgpt is the program."""

    def shell(line, **more):
        environment = {
            **os.environ,
            "PYTHONPATH": str(root / "py"),
            "microgpt": f"{sys.executable} -m microgpt",
        }
        return subprocess.run(
            ["/bin/sh", "-c", line], env=environment, capture_output=True, text=True, check=False,
            timeout=60, **more,
        )  # fmt: skip

    return shell


@pytest.mark.parametrize("command", ["generate --seed 1", "score emma", "--help", "--version"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_output_that_is_full_is_a_failure_in_one_sentence(shell, command, unbuffered):
    done = shell(f"PYTHONUNBUFFERED={unbuffered} $microgpt {command} > /dev/full")
    assert done.returncode == 1
    assert done.stderr == "microgpt: The output cannot be written (No space left on device).\n"


@pytest.mark.parametrize("command", ["generate --seed 1", "--help"])
def test_an_output_that_is_closed_is_a_failure_in_one_sentence(shell, command):
    done = shell(f"$microgpt {command} >&-")
    assert done.returncode == 1
    assert done.stderr.startswith("microgpt: There is nowhere to write to")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("closed", ["2>&-", "2> /dev/full"])
def test_where_complaints_cannot_be_written_the_work_goes_on(shell, closed):
    assert len(shell(f"$microgpt generate --count 3 {closed}").stdout.splitlines()) == 3
    assert shell(f"$microgpt generate --count x {closed}").returncode == 2


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_enough_is_no_fault(shell, unbuffered):
    line = "$microgpt generate --count 100 --seed 1 | head -n 1"
    done = shell(f"export PYTHONUNBUFFERED={unbuffered}; {line}")
    assert len(done.stdout.splitlines()) == 1
    assert "microgpt:" not in done.stderr  # all were written, and counted, where nothing is left


@pytest.mark.parametrize("moment", ["argparse", "json", "microgpt.value", "microgpt.cli.train"])
def test_ctrl_c_during_the_imports_ends_in_one_sentence(root, moment):
    program = f"""
import os, runpy, signal, sys
class Wish:
    def find_spec(self, name, *_):
        if name == {moment!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.modules.pop({moment!r}, None)
sys.meta_path.insert(0, Wish())
sys.argv = ["microgpt", "generate"]
runpy.run_module("microgpt", run_name="__main__", alter_sys=True)
"""
    environment = {**os.environ, "PYTHONPATH": str(root / "py")}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (130, "microgpt: stopped.\n")


def test_a_pipe_and_a_large_file_are_refused_without_being_read(shell, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(2**30)
    for name in ("pipe", "large"):
        for command in ("generate --weights", "train --step 0 --out x --names"):
            done = shell(f"$microgpt {command} {name}", cwd=tmp_path)
            assert done.returncode == 2
            assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"format": "x" * 2**20},
        {"format": "\x1b[2J\x07"},
        {"step": ["\x1b[2J"] * 10**5},
        {"config": {"n_embd": "\x9b" * 2**20, "n_head": 1, "n_layer": 1, "block_size": 1}},
        {"weights": {"\x1b[2J" * 2**18: 1}},
    ],
)
def test_nothing_of_a_file_reaches_the_terminal_but_a_short_quotation(shell, tmp_path, change):
    state = {**checkpoint.load_baked(0).state(), "format": 1, **change}
    (tmp_path / "m.json").write_text(json.dumps(state))
    done = shell("$microgpt generate --weights m.json", cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr) < 400
    assert done.stderr[:-1].isprintable()


def test_names_that_are_empty_or_hold_control_characters_are_shown_as_text(shell, tmp_path):
    model = checkpoint.load_baked(0)
    counts = [list(row) for row in model.weights["counts"]]
    counts[-1][-1] = 500.0  # so many names that ended before their first letter
    vocabulary = ["\x1b", *model.tokenizer.characters[1:]]
    state = {**model.state(), "vocabulary": vocabulary, "weights": {"counts": counts}}
    (tmp_path / "m.json").write_text(checkpoint.dump(state, {}))
    done = shell("$microgpt generate --weights m.json --temperature 2 --count 100 --seed 1",
                 cwd=tmp_path)  # fmt: skip
    lines = done.stdout.splitlines()
    assert len(lines) == 100
    assert "(empty)" in lines
    assert any("\\x1b" in line for line in lines)
    assert "\x1b" not in done.stdout
    assert "" not in lines


def test_a_query_in_capitals_is_read_in_lower_case_and_said_so_once(shell):
    done = shell("$microgpt score Emma OLA zoe")
    assert [line for line in done.stdout.splitlines() if line[0] != " "] == ["emma", "ola", "zoe"]
    assert done.stderr == "Read as 'emma', 'ola': this model writes lower case.\n"
    done = shell("$microgpt generate --prefix Jo --count 3 --seed 1")
    assert all(name.startswith("jo") for name in done.stdout.split())
    assert done.stderr.startswith("Read as 'jo': this model writes lower case.\n")
    assert done.stderr.count("Read as") == 1


def test_temperature_zero_prints_the_likeliest_name_and_a_comma_is_a_point(shell):
    greedy = shell("$microgpt generate --temperature 0 --count 2 --seed 1").stdout.split()
    assert greedy[0] == greedy[1] == shell("$microgpt generate --top-k 1 --count 1").stdout.strip()
    comma, point = (shell(f"$microgpt generate --temperature {t} --seed 1") for t in ("0,7", "0.7"))
    assert comma.stdout == point.stdout != ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["generate", "--count", "x"], "--count takes a whole number from 1 to 100, not 'x'."),
        (["generate", "--count", "0"], "--count takes a whole number from 1 to 100, not '0'."),
        (["generate", "--temperature", "hot"],
         "--temperature takes 0 or a number from 0.1 to 2, not 'hot'."),
        (["generate", "--top-k", "0"], "--top-k takes a whole number of 1 or more, not '0'."),
        (["train", "--engine", "steam"], "--engine takes row or value, not 'steam'."),
        (["generate", "--step=--"], "--step takes a value, not '--'."),
        (["generate", "--prefix"], "--prefix takes a value: give it one."),
    ],
)  # fmt: skip
def test_an_option_is_refused_in_our_own_words(arguments, sentence):
    with pytest.raises(ValueError, match=rf"^{re.escape(sentence)}$"):
        commands.parser().parse_args(arguments)


def test_the_help_of_train_says_how_far_losses_agree_on_other_platforms(shell):
    text = " ".join(shell("$microgpt train --help").stdout.split())
    assert "The same seed and numbers give the same losses to 1e-9 everywhere" in text
    assert "(libm) computes exp, log, pow or sqrt differently." in text


@pytest.mark.parametrize("command", ["generate", "train", "score"])
def test_the_help_has_a_default_for_every_option_and_the_titles_of_the_steps(shell, command):
    text = " ".join(shell(f"$microgpt {command} --help").stdout.split())
    assert "2 Autograd, 3 Attention, 4 Transformer, 5 Adam" in text
    options = re.split(r" (?=--[a-z-]+ [A-Z]+ )", text.split("show this help")[1])[1:]
    assert len(options) >= 2
    for option in options:
        assert "(default: " in option or "(needed)" in option, option
