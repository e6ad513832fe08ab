"""The type of the page: three sizes of running text, and the headings'."""

import pytest

from .conftest import Open
from .test_accessibility import PHONE

SIZES = """() => {
  const own = (e) => [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const read = [...document.body.querySelectorAll("*")].filter(
    (e) => own(e) && e.checkVisibility() && !e.closest(".unseen, svg, h1, h2"),
  );
  const root = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const sizes = read.map((e) => parseFloat(getComputedStyle(e).fontSize) / root);
  return [...new Set(sizes)].sort((one, other) => one - other);
}"""


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}])
def test_running_text_has_three_sizes(arrive: Open, viewport: dict[str, int]) -> None:
    visit = arrive(viewport=viewport, java_script_enabled=False)
    visit.page.goto(visit.address)
    assert visit.page.evaluate(SIZES) == pytest.approx([0.8125, 1, 1.1875], abs=1e-3)
