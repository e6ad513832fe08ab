"""The numbers behind the chart: as a table, as a file, and the full comparison."""

import csv
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from .test_chart import HALF_A_DIGIT, mean
from .visit import Visit


@pytest.mark.parametrize("window", [1, 50])
def test_show_as_table_gives_what_is_displayed_at_every_50th_training_step(
    still: Visit, curves: dict[str, Any], window: int
) -> None:
    button = still.curves.get_by_role("button", name="Show as table")
    expect(button).to_be_enabled()
    still.smooth(window)
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    table = still.curves.get_by_role("table").filter(has_text="every 50")
    rows = [row.inner_text().split() for row in table.get_by_role("row").all()[1:]]
    assert [int(row[0]) for row in rows] == list(range(50, 1001, 50))
    for at, *values in rows:
        for step, value in enumerate(values):
            expected = mean(curves, step, int(at), window)
            assert float(value) == pytest.approx(expected, abs=HALF_A_DIGIT)
    assert {len(row) for row in rows} == {7}
    button.click()
    expect(table).to_be_hidden()


def test_download_csv_gives_every_number_with_every_digit(
    still: Visit, curves: dict[str, Any], tmp_path: Path
) -> None:
    with still.page.expect_download() as download:
        still.curves.get_by_role("button", name="Download CSV").click()
    assert download.value.suggested_filename.endswith(".csv")
    file = tmp_path / "curves.csv"
    download.value.save_as(file)
    with file.open(newline="", encoding="utf-8") as lines:
        header, *rows = csv.reader(lines)
    assert len(header) == 7
    assert [int(row[0]) for row in rows] == list(range(1, curves["num_steps"] + 1))
    for step in curves["steps"]:
        assert [float(row[step["step"] + 1]) for row in rows] == step["losses"]


def test_the_full_comparison_is_that_of_the_curves_file(
    still: Visit, curves: dict[str, Any]
) -> None:
    table = still.page.get_by_role("table", name="The full comparison")
    heads = [cell.strip() for cell in table.get_by_role("columnheader").all_inner_texts()]
    steps = [f"{step['step']} · {step['title']}" for step in curves["steps"]]
    assert heads == [*steps, "Scaled"]
    rows = {}
    for row in table.get_by_role("row").all()[1:]:
        name = row.get_by_role("rowheader").inner_text().strip()
        rows[name] = [cell.strip() for cell in row.get_by_role("cell").all_inner_texts()]
    for at, step in enumerate(curves["steps"]):
        rate = "–" if step["learning_rate"] is None else f"{step['learning_rate']:g}"
        assert rows["Model function"][at] == step["function"]
        assert rows["Architecture"][at] == step["model"]
        assert rows["Optimizer"][at].startswith(step["optimizer"])
        assert ("by hand" in rows["Optimizer"][at]) == (step["gradients"] == "by hand")
        assert rows["Parameters"][at].split()[0] == f"{step['parameters']:,}"
        assert rows["New concepts"][at] == ", ".join(step["concepts"])
        assert rows["First learning rate"][at] == rate
        assert rows["Mean of the last 100 losses"][at] == f"{step['mean_last_100']:.3f}"
        assert rows["Loss on held-out names"][at] == f"{step['held_out_loss']:.3f}"
