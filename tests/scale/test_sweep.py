"""What the page shows of scale is what the code gives."""

import json
import math

import pytest
from lib.paths import SCALED, SCALING

FIGURE = json.loads(SCALING.read_text("utf-8"))
NEAR = 1e-4  # nats: processors round differently, and a training makes that grow


@pytest.mark.parametrize("width", [8, 16])
def test_a_training_of_the_sweep_ends_where_the_figure_says(trainings, width):
    (row,) = [r for r in FIGURE["runs"] if (r["n_embd"], r["names_read"]) == (width, 4096)]
    found = trainings.answer("run_of_the_sweep", width=width, amount=4096)
    assert found.keys() == row.keys() - {"against_smaller", "against_fewer"}
    for key, value in found.items():
        assert math.isclose(value, row[key], abs_tol=NEAR), key


def test_the_scaled_model_scores_what_the_page_says_of_it(trainings):
    held_out = trainings.answer("held_out_of_file", path=str(SCALED))
    assert math.isclose(held_out, FIGURE["scaled"]["held_out_loss"], abs_tol=NEAR)


def test_its_command_trains_it():
    words = FIGURE["scaled"]["command"].split()
    assert words[:2] == ["python", "scripts/scale.py"]
    options = dict(zip(words[2::2], words[3::2]))
    provenance = json.loads(SCALED.read_text("utf-8"))["provenance"]
    for name in ("num_steps", "batch", "learning_rate"):
        assert float(options[f"--{name.replace('_', '-')}"]) == provenance[name]
    assert options["--dtype"] == provenance["dtype"]


def test_sizes_rise_by_size_and_amount_with_a_difference_to_each_neighbour():
    runs = FIGURE["runs"]
    sizes = sorted({row["parameters"] for row in runs})
    amounts = sorted({row["names_read"] for row in runs})
    assert len(sizes) >= 5
    assert len(amounts) >= 3
    assert len(runs) == len(sizes) * len(amounts)
    by_run = {(row["parameters"], row["names_read"]): row for row in runs}
    for (size, amount), row in by_run.items():
        smaller = by_run.get((before(sizes, size), amount))
        fewer = by_run.get((size, before(amounts, amount)))
        for key, other in {"against_smaller": smaller, "against_fewer": fewer}.items():
            assert (row[key] is None) == (other is None)
            if other:
                gap = row["held_out_loss"] - other["held_out_loss"]
                assert math.isclose(row[key]["mean"], gap, abs_tol=1e-9)


def before(values, value):
    place = values.index(value)
    return values[place - 1] if place else None


def test_the_sweep_takes_no_other_option(trainings):
    ended = trainings.bare("--sweep --batch 3")
    assert (ended.code, ended.said) == (
        2,
        ["--sweep has trainings of its own: leave out the other options."],
    )
