"""The full comparison: the tutorial's rows, and what training adds."""

import json

from lib.paths import CURVES, SCALING
from website.comparison import Property, comparison

CURVES_JSON = json.loads(CURVES.read_text("utf-8"))
SCALED = json.loads(SCALING.read_text("utf-8"))["scaled"]
TABLE = comparison(CURVES_JSON, SCALED)


def row(name: str) -> Property:
    return next(row for rows in TABLE.values() for row in rows if row.name == name)


def test_every_row_has_a_cell_for_each_step_and_for_the_scaled_model() -> None:
    rows = [row for rows in TABLE.values() for row in rows]
    assert {len(row.cells) for row in rows} == {len(CURVES_JSON["steps"]) + 1}
    assert all(all(row.cells) for row in rows)


def test_the_tutorials_rows_have_its_names() -> None:
    assert [row.name for row in TABLE["tutorial"]] == [
        "Model function",
        "Architecture",
        "Attention",
        "Layers",
        "Optimizer",
        "Parameters",
        "New concepts",
    ]


def test_steps_before_attention_have_no_heads_and_later_ones_share_the_width_out() -> None:
    assert [cell[:4] for cell in row("Attention").cells[:3]] == ["none"] * 3
    assert row("Attention").cells[3:5] == ["1 head of 16 numbers", "4 heads of 4 numbers"]


def test_adam_keeps_m_and_v_for_every_parameter() -> None:
    *others, adam, scaled = row("Numbers kept between training steps").cells
    assert others[-1] == "4,192"
    assert adam == f"{3 * 4192:,}"
    assert scaled == f"{3 * SCALED['parameters']:,}"


def test_the_scaled_model_is_told_by_its_numbers() -> None:
    assert row("Parameters").cells[-1] == f"{SCALED['parameters']:,}"
    assert row("Attention").cells[-1] == f"4 heads of {SCALED['n_embd'] // 4} numbers"
    assert row("Layers").cells[-1] == f"n_layer, here {SCALED['n_layer']}"
    assert row("Loss on held-out names").cells[-1] == f"{SCALED['held_out_loss']:.3f}"


def test_losses_of_a_training_that_read_names_again_stand_beside_no_others() -> None:
    assert row("Mean of the last 100 losses").cells[-1] == "–"


def test_a_step_without_a_learning_rate_or_held_out_names_has_a_dash() -> None:
    assert row("First learning rate").cells[0] == "–"
    bare = {"steps": [{**step, "held_out_loss": None} for step in CURVES_JSON["steps"]]}
    assert comparison({**CURVES_JSON, **bare}, SCALED)["ours"][-1].cells[:-1] == ["–"] * 6
