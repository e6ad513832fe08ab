"""The bake: same inputs, same bytes; a check that finds what was changed; nothing lost."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from statistics import fmean

import pytest
from baking.evenness import evenness, looking_evenly
from baking.job import Settings
from baking.sweep import Training, train, trainings
from lib.paths import CURVES, ROOT
from microgpt import __version__
from microgpt.checkpoint import load_baked
from microgpt.names import fingerprint, read_names
from microgpt.places import own_list
from microgpt.score import mean_loss
from microgpt.steps import STEPS
from microgpt.train import Trainer
from website.bundle import published_curves


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    path = tmp_path_factory.mktemp("names") / "names.txt"
    path.write_text("".join(f"{a}{b}{a}\n" for a in "abcdefgh" for b in "ijklmn"))
    return path


@pytest.fixture(scope="module")
def bake(names):
    def bake(out, *arguments):
        return subprocess.run(
            [sys.executable, "-I", str(ROOT / "scripts" / "bake_weights.py"), "--names", str(names),
             "--num-steps", "12", "--out", str(out), *arguments],
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip

    return bake


@pytest.fixture(scope="module")
def baked(bake, tmp_path_factory):
    out = tmp_path_factory.mktemp("bake") / "baked"
    done = bake(out)
    assert done.returncode == 0, done.stderr
    return out


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_it_writes_curves_and_six_models(baked):
    assert sorted(contents(baked)) == ["curves.json", *(f"step{n}.json" for n in range(6))]
    curves = json.loads((baked / "curves.json").read_text(encoding="utf-8"))
    assert [row["parameters"] for row in curves["steps"]][1] == json_parameters(baked, 1)
    for row in curves["steps"]:
        assert len(row["losses"]) == 12
        assert row["held_out_loss"] > 0
        assert len(row["held_out_losses"]) == row["held_out_names"]


def json_parameters(folder, number):
    weights = json.loads((folder / f"step{number}.json").read_text(encoding="utf-8"))["weights"]
    return sum(len(row) for matrix in weights.values() for row in matrix)


def test_the_same_inputs_give_the_same_bytes(bake, baked, tmp_path):
    assert bake(tmp_path / "again").returncode == 0
    assert contents(tmp_path / "again") == contents(baked)


def test_check_accepts_what_was_baked_and_writes_nothing(bake, baked):
    before = contents(baked)
    assert bake(baked, "--check").returncode == 0
    assert contents(baked) == before


@pytest.mark.parametrize("python", [None, "0.0"], ids=["same Python", "another Python"])
def test_check_names_each_file_that_differs(bake, baked, tmp_path, python):
    out = tmp_path / "changed"
    out.mkdir()
    for name, data in contents(baked).items():
        (out / name).write_bytes(data)
    if python:
        curves = json.loads((out / "curves.json").read_text(encoding="utf-8"))
        (out / "curves.json").write_text(json.dumps({**curves, "python": python}))
        assert bake(out, "--check").returncode == 0
    document = json.loads((out / "step3.json").read_text(encoding="utf-8"))
    document["weights"]["wte"][1][2] += 1e-6
    document["weights"]["wte"][2][2] += 1e-6
    document["weights"]["lm_head"][0][0] += 1e-6
    (out / "step3.json").write_text(json.dumps(document))
    (out / "step1.json").unlink()
    done = bake(out, "--check")
    assert done.returncode == 1
    differences = [
        line for line in done.stdout.splitlines() if " differs: " in line or " is missing" in line
    ]
    assert [line.split()[0] for line in differences] == [
        "step1.json",
        "step3.json",
        "step3.json",
    ]
    assert ".weights.wte[1][2]" in done.stdout
    assert ".weights.lm_head[0][0]" in done.stdout


def test_some_steps_are_baked_into_the_curves_of_the_others(bake, baked, tmp_path):
    out = tmp_path / "some"
    assert bake(out, "--steps", "2,0").returncode == 0
    assert sorted(contents(out)) == ["curves.json", "step0.json", "step2.json"]
    assert bake(out, "--steps", "1,3,4,5").returncode == 0
    assert contents(out) == contents(baked)


def test_other_settings_never_mix_with_the_curves_that_lie_there(bake, baked):
    before = contents(baked)
    done = bake(baked, "--steps", "2", "--seed", "1")
    assert done.returncode == 2
    assert "other settings" in done.stderr
    assert contents(baked) == before


def test_a_list_too_short_to_leave_names_unseen_has_no_held_out_loss(bake, tmp_path):
    short = tmp_path / "short.txt"
    short.write_text("ab\nba\n")
    done = bake(tmp_path / "out", "--names", str(short), "--steps", "0")
    assert "no held-out loss" in done.stdout
    row = json.loads((tmp_path / "out" / "curves.json").read_text(encoding="utf-8"))["steps"][0]
    assert row["held_out_loss"] is None


@pytest.mark.parametrize(
    "arguments",
    ["--steps 7", "--steps x", "--num-steps 0", "--seed -1", "--names no.txt"],
)
def test_bad_input_is_one_sentence_and_nothing_is_written(bake, tmp_path, arguments):
    done = bake(tmp_path / "out", *arguments.split())
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_it_says_one_line_for_each_step_that_has_ended(bake, tmp_path):
    told = bake(tmp_path / "out", "--steps", "0,2,5").stdout.splitlines()
    assert len(told) == 5
    assert sorted(line[:6] for line in told[1:4]) == ["Step 0", "Step 2", "Step 5"]
    assert all(re.search(r"loss \d\.\d{4}  [\d,]+ training steps a second$", x) for x in told[1:4])
    assert told[4].startswith("Wrote step0.json, step2.json, step5.json, curves.json to ")


def test_the_committed_curves_begin_as_training_still_does():
    rows = json.loads(CURVES.read_text(encoding="utf-8"))["steps"]
    for row, step in zip(rows, STEPS):
        trainer = Trainer(step, read_names())
        losses = [trainer.training_step() for _ in range(50)]
        assert losses == pytest.approx(row["losses"][:50], abs=1e-9, rel=0)


def test_the_held_out_losses_are_those_of_single_names_and_agree_with_their_mean():
    rows = json.loads(CURVES.read_text(encoding="utf-8"))["steps"]
    trainer = Trainer(STEPS[5], read_names())
    first = [mean_loss(load_baked(5), [name]) for name in trainer.held_out[:3]]
    assert rows[5]["held_out_losses"][:3] == pytest.approx(first, abs=1e-9)
    for row in rows:
        assert row["held_out_loss"] == pytest.approx(fmean(row["held_out_losses"]), abs=1e-12)


def test_the_chart_s_file_holds_the_losses_of_the_training_only():
    published, baked = json.loads(published_curves()), json.loads(CURVES.read_text("utf-8"))
    for row in baked["steps"]:
        del row["held_out_losses"]
    assert published == baked


@pytest.fixture(scope="module")
def swept(bake, tmp_path_factory):
    out = tmp_path_factory.mktemp("sweep") / "baked"
    done = bake(out, "--sweep", "--num-steps", "3")
    assert done.returncode == 0, done.stderr
    return out


def test_a_sweep_has_a_row_for_each_training_and_tells_which_diverged(swept):
    assert list(contents(swept)) == ["rates.json"]
    document = json.loads((swept / "rates.json").read_text(encoding="utf-8"))
    rows = document["trainings"]
    assert len(rows) == len(list(trainings()))
    assert (document["format"], document["num_steps"]) == (1, 3)
    assert {row["num_steps"] for row in rows} == {3, 9, 30}
    for row in rows:
        assert (row["diverged_at"] is None) == ("means" in row)
        if row["diverged_at"] is None:
            assert ("losses" in row) == (row["seed"] == 42)
            assert row["means"]["held_out"] > 0


def test_a_training_that_diverges_is_a_row_and_no_failure(names):
    row = train((Training(4, 1000.0), Settings(names, 12, 42)))
    assert 1 <= row["diverged_at"] <= 12
    assert row["learning_rate"] == 1000.0
    assert "means" not in row


def test_a_sweep_is_checked_as_the_bake_is(bake, swept):
    assert bake(swept, "--sweep", "--check", "--num-steps", "3").returncode == 0
    before = (swept / "rates.json").read_text(encoding="utf-8")
    document = json.loads(before)
    document["trainings"][0]["losses"]["first"][1] += 1e-6
    (swept / "rates.json").write_text(json.dumps(document))
    done = bake(swept, "--sweep", "--check", "--num-steps", "3")
    (swept / "rates.json").write_text(before)
    assert done.returncode == 1
    assert "rates.json differs: .trainings[0].losses" in done.stdout


def test_a_sweep_of_another_python_is_not_checked(bake, swept, tmp_path):
    document = json.loads((swept / "rates.json").read_text(encoding="utf-8"))
    (tmp_path / "rates.json").write_text(json.dumps({**document, "python": "3.0"}))
    done = bake(tmp_path, "--sweep", "--check", "--num-steps", "3")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "made with Python 3.0" in done.stderr


def test_a_sweep_takes_no_steps(bake, tmp_path):
    done = bake(tmp_path, "--sweep", "--steps", "4")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_a_model_made_to_look_evenly_has_an_evenness_of_one():
    model = load_baked(5)
    assert evenness(looking_evenly(model), "emma") == pytest.approx(1)
    assert 0 < evenness(model, "emma") < 0.99


@pytest.mark.parametrize("damage", ["{", '{"steps": [1]}', '{"steps": [{}]}', "[]"])
def test_damaged_curves_are_never_merged_with(bake, tmp_path, damage):
    (tmp_path / "curves.json").write_text(damage)
    done = bake(tmp_path, "--steps", "0")
    assert done.returncode == 2
    assert "bake all steps" in done.stderr
    assert (tmp_path / "curves.json").read_text() == damage


def test_a_folder_that_cannot_be_written_to_is_told_before_the_training(bake, tmp_path):
    (tmp_path / "file").write_text("")
    done = bake(tmp_path / "file")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_the_committed_files_are_of_this_package_and_this_list():
    curves = json.loads(CURVES.read_text(encoding="utf-8"))
    assert curves["package"] == __version__
    assert curves["names"]["sha256"] == fingerprint(read_names(own_list()))
    assert [row["parameters"] for row in curves["steps"]] == [729, 3184, 3184, 4192, 4192, 4192]


def processes_of(group):
    """The processes of a session that still run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = path.read_text().rpartition(") ")[2].split()[:4]
        except OSError:  # it has ended since
            continue
        if int(session) == group and state != "Z":
            found.append(path.parent.name)
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_bake_that_is_ended_leaves_no_processes_and_the_old_files(names, tmp_path, number):
    (tmp_path / "step2.json").write_text("old")
    words = [sys.executable, "-I", ROOT / "scripts" / "bake_weights.py", "--names", names,
             "--num-steps", "100000", "--steps", "2,5", "--out", tmp_path]  # fmt: skip
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    process = subprocess.Popen(words, start_new_session=True, **streams)
    assert process.stdout.readline().startswith("Training 2 steps")
    while len(processes_of(process.pid)) < 4:  # itself, the resource tracker, two workers
        time.sleep(0.02)
    time.sleep(0.3)
    os.kill(process.pid, number)
    _, said = process.communicate(timeout=20)
    deadline = time.monotonic() + 10
    while processes_of(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not processes_of(process.pid)
    assert process.returncode == {signal.SIGTERM: 143, signal.SIGINT: 130}.get(number, -number)
    assert "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["step2.json"]
    assert (tmp_path / "step2.json").read_text() == "old"


def test_where_one_file_cannot_be_replaced_all_of_them_stay_old(bake, baked, tmp_path):
    for name, data in contents(baked).items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "step3.json").unlink()
    (tmp_path / "step3.json").mkdir()
    before = {path.name for path in tmp_path.iterdir()}
    done = bake(tmp_path, "--seed", "1")
    assert done.returncode != 0
    assert len(done.stderr.splitlines()) == 1
    assert {path.name for path in tmp_path.iterdir()} == before
    assert (tmp_path / "step0.json").read_bytes() == contents(baked)["step0.json"]
