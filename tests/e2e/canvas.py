"""The canvas of the chart, which holds no elements: its pixels, and what was written on it."""

import re

from playwright.sync_api import expect

from .conftest import say_nothing
from .visit import Visit

Text = tuple[str, float, float]
Box = tuple[float, float, float, float]

PIXELS_OF_CURVES = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const counts = new Map();
  for (let i = 0; i < data.length; i += 4) {
    const colour = data[i + 3] < 255 ? "" : `rgb(${data[i]}, ${data[i + 1]}, ${data[i + 2]})`;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const lines = [0, 1, 2, 3, 4, 5].map((n) => document.querySelector(`#legend .series-${n}`));
  return lines.map((line) => counts.get(getComputedStyle(line).stroke) ?? 0);
}"""

PAINTED = """(canvas, [x, y, width]) => {
  const { data } = canvas.getContext("2d").getImageData(x, y - 1, width, 3);
  const painted = (x) => [0, 1, 2].some((y) => data[4 * (y * width + x) + 3] > 0);
  return Array.from({ length: width }, (_, x) => x).filter(painted).length / width;
}"""


class Canvas:
    REMEMBER_TEXTS = """
      const prototype = CanvasRenderingContext2D.prototype;
      const { clearRect, fillText } = prototype;
      globalThis.texts = [];
      globalThis.fonts = [];
      globalThis.boxes = [];
      const isChart = ({ canvas }) => canvas.closest("#plot") !== null;
      prototype.clearRect = function (...words) {
        if (isChart(this)) texts.length = fonts.length = boxes.length = 0;
        clearRect.apply(this, words);
      };
      prototype.fillText = function (...words) {
        if (isChart(this)) {
          const [text, x, y] = words;
          const reach = this.measureText(text);
          const transform = this.getTransform();
          const places = [
            new DOMPoint(x - reach.actualBoundingBoxLeft, y - reach.actualBoundingBoxAscent),
            new DOMPoint(x + reach.actualBoundingBoxRight, y + reach.actualBoundingBoxDescent),
          ].map((place) => place.matrixTransform(transform));
          texts.push([text, x, y]);
          fonts.push(this.font);
          boxes.push(places.flatMap(({ x, y }) => [x, y]));
        }
        fillText.apply(this, words);
      };
    """

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.canvas = visit.plot.locator("canvas")

    def pixels_of_curves(self) -> list[int]:
        """How many pixels have the very colour of each curve; faint dots and edges have not."""
        self.visit.draw()
        return self.canvas.evaluate(PIXELS_OF_CURVES)

    def texts(self) -> list[Text]:
        """What stands on it, each with its place; a page with REMEMBER_TEXTS knows."""
        self.visit.draw()
        return self.visit.page.evaluate("texts")

    def boxes(self) -> list[tuple[str, Box]]:
        """What stands on it, each with its left, top, right and bottom in pixels of the canvas."""
        texts = self.words()
        return list(zip(texts, self.visit.page.evaluate("boxes"), strict=True))

    def cut(self) -> list[str]:
        """What the edges of the canvas cut."""
        width, height = self.canvas.evaluate("({ width, height }) => [width, height]")
        return [
            text
            for text, (left, top, right, bottom) in self.boxes()
            if left < 0 or top < 0 or right > width or bottom > height
        ]

    def sizes(self) -> set[float]:
        """Of the type of all that stands on it, in pixels of the canvas."""
        self.visit.draw()
        fonts = self.visit.page.evaluate("fonts")
        return {float(re.search(r"([\d.]+)px", font)[1]) for font in fonts}

    def words(self) -> list[str]:
        return [text for text, _, _ in self.texts()]

    def text(self, part: str) -> Text:
        (found,) = [text for text in self.texts() if part in text[0]]
        return found

    def row_of(self, loss: float) -> int:
        """Where a loss lies, from the top, by the numbers at the axis."""
        numbers = {text: y for text, _, y in self.texts() if re.fullmatch(r"\d\.\d+", text)}
        (low, low_y), *_, (high, high_y) = sorted(numbers.items())
        share = (loss - float(low)) / (float(high) - float(low))
        return round(low_y + share * (high_y - low_y))

    def painted(self, row: int, left: float, right: float) -> float:
        """The share of a row, three pixels high, on which anything is painted."""
        return self.canvas.evaluate(PAINTED, [round(left), row, round(right - left)])


def remember(visit: Visit) -> Canvas:
    """The chart of a page without a model, which remembers what is written on it."""
    visit.page.context.route("**/worker.js*", say_nothing)
    visit.page.add_init_script(Canvas.REMEMBER_TEXTS)
    visit.page.goto(visit.address)
    visit.page.locator("#curves").scroll_into_view_if_needed()
    expect(visit.plot).to_be_visible()
    return Canvas(visit)
