"""What PyTorch learns is what the package learns, and what is written is what was learned."""

import json
import math
from pathlib import Path

import pytest
from lib.paths import CURVES
from microgpt import checkpoint
from microgpt.__main__ import main
from microgpt.decoder import Decoder
from microgpt.names import read_names
from microgpt.steps import get_step
from microgpt.train import Trainer


def require_equal(ours, theirs, **tolerance):
    """Numbers, or lists and dicts of them, of one shape."""
    if isinstance(ours, dict):
        assert ours.keys() == theirs.keys()
        ours, theirs = ours.values(), theirs.values()
    if isinstance(ours, float):
        assert math.isclose(ours, theirs, **tolerance)
        return
    for a, b in zip(ours, theirs, strict=True):
        require_equal(a, b, **tolerance)


@pytest.mark.parametrize("step", [3, 4, 5])
def test_on_the_own_list_all_losses_and_weights_are_the_baked_ones(trainings, step):
    row = json.loads(CURVES.read_text("utf-8"))["steps"][step]
    learned = trainings.answer("training", step=step)
    assert len(learned["losses"]) == 1000
    require_equal(learned["losses"], row["losses"], rel_tol=0, abs_tol=1e-9)
    require_equal(learned["weights"], checkpoint.load_baked(step).weights, rel_tol=0, abs_tol=1e-9)
    assert learned["held_out_names"] == row["held_out_names"]
    assert math.isclose(learned["held_out_loss"], row["held_out_loss"], abs_tol=1e-9)


def test_on_the_published_list_all_losses_and_weights_are_those_of_the_package(
    trainings, published_list
):
    learned = trainings.answer("training", names=str(published_list))
    trainer = Trainer(get_step(5), read_names(published_list))
    losses = [trainer.training_step() for _ in range(1000)]
    assert math.isclose(learned["losses"][-1], 2.6496944697407585, abs_tol=1e-9)
    require_equal(learned["losses"], losses, rel_tol=0, abs_tol=1e-9)
    require_equal(learned["weights"], trainer.model.weights, rel_tol=0, abs_tol=1e-9)


@pytest.mark.parametrize(
    "given",
    [
        {"step": 5, "sizes": {"n_embd": 24, "n_head": 3, "n_layer": 2, "block_size": 7}},
        {"step": 3, "sizes": {"n_embd": 12, "n_head": 1, "n_layer": 1, "block_size": 9}},
        {"step": 5, "dtype": "float32"},
        {"step": 5, "dtype": "bfloat16"},
    ],
    ids=["layers and heads", "step 3", "float32", "bfloat16"],
)
def test_the_package_computes_the_logits_of_the_written_file_as_pytorch_does(trainings, given):
    names = read_names()[:100]
    out = trainings.path("model.json")
    theirs = trainings.answer("logits", out=str(out), names=names, num_steps=30, batch=5, **given)
    model = checkpoint.load(out)
    near = {"float32": 1e-4, "bfloat16": 1e-4}.get(given.get("dtype"), 1e-9)
    for name, rows in zip(names, theirs, strict=True):
        decoder = Decoder(model)
        tokens = model.tokenizer.encode(name)[:-1][: model.config.block_size]
        ours = [list(decoder(token)) for token in tokens]
        require_equal(rows, ours, rel_tol=0, abs_tol=near)


def test_the_command_line_opens_what_was_written_and_finds_its_provenance(trainings, capsys):
    assert trainings.bare("--out model.json --num-steps 20 --batch 3 --seed 7").code == 0
    out = trainings.path("model.json")
    assert main(["generate", "--weights", str(out), "--count", "3"]) == 0
    assert main(["score", "emma", "--weights", str(out)]) == 0
    assert capsys.readouterr().out
    assert dict(checkpoint.load(out).provenance) == {
        "package": "1.0.0",
        "python": checkpoint.PYTHON,
        "seed": 7,
        "num_steps": 20,
        "learning_rate": 0.01,
        "batch": 3,
        "dtype": "float64",
        "names_sha256": Trainer(get_step(5), read_names()).names_sha256,
        "names_read": 60,
        "torch": checkpoint.load(out).provenance["torch"],
    }


def test_the_same_numbers_write_the_same_bytes(trainings):
    for name in ("one.json", "two.json"):
        assert trainings.alone(f"--out {name} --num-steps 20 --batch 3 --dtype bfloat16").code == 0
    assert trainings.path("one.json").read_bytes() == trainings.path("two.json").read_bytes()


def test_nothing_in_the_package_knows_of_pytorch():
    package = Path(checkpoint.__file__).parent
    assert not [path for path in package.rglob("*.py") if "torch" in path.read_text("utf-8")]
