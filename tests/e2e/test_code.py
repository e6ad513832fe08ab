"""The code that is shown is the code that runs: the files in the wheel."""

import hashlib
import io
import re
import zipfile

import pytest
from playwright.sync_api import Locator

from .visit import Visit

DEFINITIONS = ["def gpt(", "def backward(", "loss.backward()", "local_grads", "m_hat"]


@pytest.fixture
def figures(still: Visit) -> list[Locator]:
    figures = still.page.get_by_role("figure").filter(has=still.page.locator("pre"))
    return figures.all()


@pytest.fixture
def wheel(still: Visit) -> bytes:
    """The wheel behind the link in the text."""
    link = still.page.get_by_role("link", name="wheel")
    answer = still.page.context.request.get(still.address + link.get_attribute("href"))
    assert answer.ok
    return answer.body()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_every_piece_stands_in_the_file_it_names(figures: list[Locator], wheel: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(wheel))
    assert len(figures) >= 3
    for figure in figures:
        caption = figure.locator("figcaption").inner_text()
        file, line = re.search(r"(microgpt/\w+\.py), from line (\d+)", caption).groups()
        source = archive.read(file).decode()
        shown = figure.locator("pre").inner_text()
        assert squeezed(shown) in squeezed(source)
        assert shown.split("\n")[0].strip() == source.split("\n")[int(line) - 1].strip()


def test_a_training_step_gpt_value_adam_and_backward_are_shown(figures: list[Locator]) -> None:
    shown = "\n".join(figure.inner_text() for figure in figures)
    assert [name for name in DEFINITIONS if name not in shown] == []
    assert "One training step" in figures[0].inner_text()


def test_the_wheel_linked_is_the_wheel_that_runs(still: Visit, wheel: bytes) -> None:
    site = still.page.evaluate("JSON.parse(document.body.dataset.site)")
    assert hashlib.sha256(wheel).hexdigest() == site["wheel"]["sha256"]
    href = still.page.get_by_role("link", name="wheel").get_attribute("href")
    assert href.split("?")[0] == site["wheel"]["url"].split("?")[0]


def test_the_parameters_per_matrix_add_up(still: Visit) -> None:
    table = still.page.get_by_role("table", name="Parameters per matrix")
    *rows, total = table.get_by_role("row").all_inner_texts()[1:]
    counts = []
    for row in rows:
        height, width, count = re.search(r"(\d+) × (\d+)\s+([\d,]+)", row).groups()
        counts.append(int(count.replace(",", "")))
        assert counts[-1] == int(height) * int(width)
    assert len(counts) == 9
    assert sum(counts) == 4192
    assert "4,192" in total
