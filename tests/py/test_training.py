"""microgpt train: what it tells, what it keeps at Ctrl-C, what it never overwrites."""

import io
import json
import os
import signal
import subprocess
import sys
import time

import pytest
from microgpt import checkpoint
from microgpt.api import training
from microgpt.cli.progress import Progress
from microgpt.handles import Handles, training_list
from microgpt.names import read_names
from microgpt.slices import finish


def command(root, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(root / "py")}
    words = [sys.executable, "-m", "microgpt", "train", *map(str, arguments)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(words, env=environment, text=True, encoding="utf-8", **streams)


@pytest.fixture
def train(root):
    def train(*arguments):
        process = command(root, *arguments)
        process.told, process.said = process.communicate()
        return process

    return train


@pytest.fixture
def names(tmp_path):
    path = tmp_path / "names.txt"
    path.write_text("".join(f"{a}{b}{a}\n" for a in "abcdefgh" for b in "ijklmn"))
    return path


def test_it_says_what_it_read_and_what_came_out(train, tmp_path, names):
    with names.open("a") as file:
        file.write("aia\nzo\u00eb\n")
    done = train("--step", 4, "--names", names, "--num-steps", 12, "--out", tmp_path / "m.json")
    read, progress, wrote, summary = done.said.splitlines()
    assert read == (
        f"Read {names}: 50 names (1 of them doubled) of at most 3 letters, "
        "written with these characters: a b c d e f g h i j k l m n o z ë."
    )
    assert progress.startswith("training step 12 of 12, mean loss of the last 12: ")
    assert wrote == f"Wrote {tmp_path / 'm.json'}."
    assert "Step 4 Transformer: 3,904 parameters, 12 training steps in " in summary
    assert "mean loss of the last 12: 2." in summary
    assert "held-out names: 2." in summary


def test_a_list_that_looks_like_a_table_is_warned_of_and_learned(train, tmp_path, names):
    names.write_text("name,count\nann,5\nbob,7\n")
    done = train("--step", 0, "--names", names, "--num-steps", 3, "--out", tmp_path / "m.json")
    assert done.returncode == 0
    assert "looks like a table" in done.said
    assert "there is no held-out loss" in done.said


def test_a_training_that_diverges_is_a_failure_and_writes_nothing(train, tmp_path, names):
    rest = ("--names", names, "--num-steps", 40, "--out", tmp_path / "m.json")
    done = train("--step", 4, "--learning-rate", 1e30, *rest)
    assert done.returncode == 1
    assert "use a smaller learning rate" in done.said.splitlines()[-1]
    assert sorted(tmp_path.iterdir()) == [names]


@pytest.mark.parametrize("option", ["--out", "--losses"])
@pytest.mark.parametrize("written", ["names.txt", "./x/../names.txt", "hard.txt", "soft.txt"])
def test_an_output_is_never_an_input(train, tmp_path, names, monkeypatch, option, written):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").mkdir()
    (tmp_path / "hard.txt").hardlink_to(names)
    (tmp_path / "soft.txt").symlink_to(names)
    before = names.read_bytes()
    other = {"--out": "--losses", "--losses": "--out"}[option]
    done = train("--step", 0, "--names", names, option, written, other, "other.json")
    assert done.returncode == 2
    assert f"{option} and --names are one file" in done.said
    assert names.read_bytes() == before
    assert not (tmp_path / "other.json").exists()


@pytest.mark.parametrize("losses", ["m.json", "./m.json", "hard.json", "soft.json"])
def test_two_outputs_are_never_one(train, tmp_path, monkeypatch, losses):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.json").write_text("old")
    (tmp_path / "hard.json").hardlink_to("m.json")
    (tmp_path / "soft.json").symlink_to("m.json")
    done = train("--step", 0, "--out", "m.json", "--losses", losses)
    assert done.returncode == 2
    assert "--out and --losses are one file: name two." in done.said
    assert (tmp_path / "m.json").read_text() == "old"


def test_an_output_is_never_what_is_printed_to(root, tmp_path, names):
    out = tmp_path / "m.json"
    out.write_text("mine")
    with out.open("a") as printed:
        done = subprocess.run(
            [sys.executable, "-m", "microgpt", "train", "--step", "0", "--num-steps", "3",
             "--names", str(names), "--samples", "3", "--out", str(out)],
            env={**os.environ, "PYTHONPATH": str(root / "py")}, stdout=printed,
            stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "--out is the file that is printed to" in done.stderr
    assert out.read_text() == "mine"


def test_two_names_that_some_systems_take_for_one_are_refused(train, tmp_path, names):
    out, losses = tmp_path / "Model.json", tmp_path / "model.json"
    done = train("--step", 0, "--names", names, "--out", out, "--losses", losses)
    assert done.returncode == 2
    assert "are one file" in done.said


def test_a_last_training_step_that_leads_astray_is_a_failure(train, tmp_path, names):
    out = tmp_path / "m.json"
    settings = ("--step", 1, "--num-steps", 1, "--learning-rate", "1e99")
    done = train(*settings, "--names", names, "--out", out)
    assert done.returncode == 1
    assert "use a smaller learning rate" in done.said
    assert not out.exists()


def test_a_folder_is_no_output(train, tmp_path, names):
    done = train("--step", 0, "--names", names, "--out", f"{tmp_path}/new/")
    assert done.returncode == 2
    assert "--out takes a file, not the folder" in done.said


def test_a_training_stopped_by_ctrl_c_goes_on_as_if_it_had_never_been(root, train, tmp_path, names):
    settings = ("--step", 5, "--names", names, "--num-steps", 400, "--n-embd", 8, "--seed", 3)
    assert train(*settings, "--out", tmp_path / "whole.json").returncode == 0
    part = tmp_path / "part.json"
    process = command(root, *settings, "--out", part, "--checkpoint-every", 5)
    while not part.exists():  # the first checkpoint
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.splitlines()[-1].startswith("microgpt: stopped after training step ")
    assert f"{part} keeps it: go on with --from {part}." in said.splitlines()[-1]
    assert "Traceback" not in said
    document = json.loads(part.read_text())
    done = document["run"]["steps_done"]
    assert 0 < done < 400
    assert document["provenance"]["steps_done"] == done
    model = checkpoint.load(part)
    assert len(training_list(model, read_names(names)).read_names()) == min(done, 48)
    again = tmp_path / "again.json"
    done = train("--from", part, "--names", names, "--out", again, "--samples", 2)
    assert done.returncode == 0, done.said
    assert again.read_bytes() == (tmp_path / "whole.json").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "again.json", "names.txt", "part.json", "whole.json"
    ]  # fmt: skip


@pytest.fixture
def begun(root, tmp_path, names):
    """A training that has done ten of twelve steps: its file is never written over at the end."""
    path = tmp_path / "begun.json"
    code = (
        "import sys, pathlib; from microgpt.train import Trainer; from microgpt import checkpoint;"
        "from microgpt.names import read_names; from microgpt.steps import get_step;"
        "t = Trainer(get_step(3), read_names(pathlib.Path(sys.argv[1])), num_steps=12);"
        "[t.training_step() for _ in range(10)];"
        "pathlib.Path(sys.argv[2]).write_text(checkpoint.dump(t.state(), t.provenance))"
    )
    environment = {**os.environ, "PYTHONPATH": str(root / "py")}
    words = [sys.executable, "-c", code, str(names), str(path)]
    subprocess.run(words, env=environment, check=True)
    return path


def test_going_on_takes_the_settings_it_began_with_and_no_others(train, tmp_path, names, begun):
    rest = ("--from", begun, "--names", names, "--out", tmp_path / "m.json")
    done = train(*rest, "--step", 3, "--num-steps", 12, "--losses", tmp_path / "l.json")
    assert done.returncode == 0, done.said
    assert len(json.loads((tmp_path / "l.json").read_text())) == 2
    for option, value, had in [
        ("--step", 4, 3), ("--seed", 1, 42), ("--n-layer", 2, 1), ("--engine", "value", "row"),
    ]:  # fmt: skip
        refused = train(*rest, option, value)
        assert refused.returncode == 2
        assert f"was started with {option} {had}: leave out {option}." in refused.said


def test_going_on_needs_the_same_names_another_file_and_a_training(train, tmp_path, names, begun):
    out = ("--out", tmp_path / "m.json")
    for arguments, message in [
        (("--from", begun, *out), "another list of names"),
        (("--from", begun, "--names", names, "--out", begun), "--out and --from are one file"),
        (("--from", names, "--names", names, *out), "not a whole weights file"),
    ]:
        refused = train(*arguments)
        assert refused.returncode == 2
        assert message in refused.said
    assert train("--from", begun, "--names", names, *out).returncode == 0
    finished = tmp_path / "finished.json"
    finished.write_text(checkpoint.dump(checkpoint.load(begun).state(), {}))
    refused = train("--from", finished, "--names", names, *out)
    assert refused.returncode == 2
    assert "holds a finished model without what it takes to go on: name a file" in refused.said


@pytest.mark.parametrize("step", [0, 5])
def test_a_finished_training_goes_on_with_more_training_steps(train, tmp_path, names, step):
    first, second, whole = (tmp_path / f"{name}.json" for name in ("first", "second", "whole"))
    settings = ("--step", step, "--names", names)
    assert train(*settings, "--num-steps", 10, "--out", first).returncode == 0
    rest = ("--from", first, "--names", names, "--out", second)
    for more in ((), ("--num-steps", 10), ("--num-steps", 3)):
        refused = train(*rest, *more)
        assert refused.returncode == 2
        assert "has done 10 training steps: to go on, give more with --num-steps." in refused.said
    assert not second.exists()
    losses = tmp_path / "losses.json"
    done = train(*rest, "--num-steps", 16, "--losses", losses)
    assert done.returncode == 0, done.said
    assert len(json.loads(losses.read_text())) == 6
    assert checkpoint.load(second).provenance["steps_done"] == 16
    if step == 0:  # counting has no rate, which elsewhere falls as the number of steps says
        assert train(*settings, "--num-steps", 16, "--out", whole).returncode == 0
        assert second.read_bytes() == whole.read_bytes()
        refused = train(*rest, "--num-steps", 20, "--learning-rate", "0.1")
        assert "Step 0 makes no use of --learning-rate: leave it out." in refused.said


def test_going_on_at_another_rate_is_what_the_page_does(train, tmp_path, names):
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    settings = ("--step", 5, "--names", names, "--num-steps", 6)
    assert train(*settings, "--out", first).returncode == 0
    handles = Handles()
    text = names.read_text()
    params = {"id": "a", "text": first.read_text(), "names": text}
    assert finish(training.resume(handles, params))["steps_done"] == 6
    again = {"id": "a", "to": "b", "moment": 6, "num_steps": 9, "learning_rate": 0.05}
    finish(training.branch(handles, again))
    list(training.train(handles, {"id": "b"}))
    page = finish(training.file(handles, {"id": "b"}))["text"]
    more = ("--num-steps", 9, "--learning-rate", 0.05, "--out", second)
    done = train("--from", first, "--names", names, *more)
    assert done.returncode == 0, done.said
    assert second.read_text() == page
    (tmp_path / "page.json").write_text(page)
    more = ("--num-steps", 12, "--names", names, "--out", second)
    assert train("--from", tmp_path / "page.json", *more).returncode == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_training_that_is_ended_leaves_the_old_file_and_nothing_else(
    root, tmp_path, names, number
):
    (tmp_path / "m.json").write_text("old")
    rest = ("--names", names, "--num-steps", 10**6, "--out", tmp_path / "m.json")
    process = command(root, "--step", 5, *rest)
    assert process.stderr.readline().startswith("Read ")
    process.send_signal(number)
    _, said = process.communicate()
    assert process.returncode == 128 + number
    assert "Traceback" not in said
    assert (tmp_path / "m.json").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 2


class Terminal(io.StringIO):
    def isatty(self):
        return True


def told(monkeypatch, stream, seconds_a_step):
    monkeypatch.setattr(sys, "stderr", stream)
    time_now = 0.0
    progress = Progress(100, clock=lambda: time_now)
    for done in range(1, 101):
        time_now += seconds_a_step
        progress.update(done, [2.0] * done)
    progress.close()
    return stream.getvalue()


def test_progress_is_one_line_that_moves_on_a_terminal(monkeypatch):
    text = told(monkeypatch, Terminal(), 0.05)
    first, *_, last = text.split("\r")[1:]
    assert first.startswith("[........................] training step 2 of 100")
    assert last.startswith("[########################] training step 100 of 100, mean loss of ")
    assert text.count("\n") == 1


def test_progress_is_elsewhere_a_line_every_five_seconds_and_a_last_one(monkeypatch):
    lines = told(monkeypatch, io.StringIO(), 0.3).splitlines()
    assert len(lines) == 6
    assert lines[-1] == "training step 100 of 100, mean loss of the last 100: 2.0000"
    assert len(told(monkeypatch, io.StringIO(), 0.001).splitlines()) == 1


def test_where_nobody_hears_it_progress_is_silent(monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    Progress(1).update(1, [2.0])
