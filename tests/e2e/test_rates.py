"""The figure of the learning rates: as wide as its column, legible on a phone."""

import pytest

from .conftest import Open

LEGIBLE = 11  # pixels of the page


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_figure_fills_its_column_and_its_words_are_legible(arrive: Open, width: int) -> None:
    visit = arrive(viewport={"width": width, "height": 800}, java_script_enabled=False)
    visit.page.goto(visit.address)
    figure, column = (
        visit.page.locator(at).bounding_box() for at in (".rates", ".measured:has(.rates)")
    )
    assert (figure["x"], figure["width"]) == (column["x"], column["width"])
    words = visit.page.locator(".rates text").evaluate_all("""all => all.map((text) => {
      const { left, right, top, bottom, height } = text.getBoundingClientRect();
      const scale = text.ownerSVGElement.getScreenCTM().a;
      const { fontSize, fontFamily } = getComputedStyle(text);
      const size = scale * parseFloat(fontSize);
      return { left, right, top, bottom, height, size, family: fontFamily, word: text.textContent };
    })""")
    assert min(word["height"] for word in words) >= LEGIBLE
    assert min(word["size"] for word in words) >= LEGIBLE
    assert all(word["family"].startswith("system-ui") for word in words)
    boxes = [(word["left"], word["right"], word["top"], word["bottom"]) for word in words]
    for at, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top
            assert apart, (words[at]["word"], other)
