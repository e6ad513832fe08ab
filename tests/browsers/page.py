"""The page as a visitor works it, in any browser that takes the commands of WebDriver."""

import re
from typing import Any

from e2e.canvas import PIXELS_OF_CURVES

from .wire import Ask, wait_for

SELECT_ALL = "\ue009a\ue009"  # Control pressed, A, and Control let go
DELETE = "\ue017"
FORGET = "for (const item of document.querySelectorAll('#names li')) item.dataset.old = 'yes';"
FRESH = """
  const items = document.querySelectorAll("#names li:not([data-old])");
  return Array.from(items, (item) => item.textContent.trim());
"""
CHART = "return document.querySelector('#plot[role=slider] canvas') !== null;"


class Page:
    def __init__(self, ask: Ask, address: str) -> None:
        self.ask = ask
        ask("Navigate", url=address)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.ask("ExecuteScript", script=script, args=arguments)

    def element(self, selector: str) -> str:
        found = self.ask("FindElement", using="css selector", value=selector)
        (identity,) = found.values()
        return identity

    def click(self, selector: str) -> None:
        self.ask("ElementClick", id=self.element(selector))

    def type(self, selector: str, text: str) -> None:
        """Type instead of whatever stands in the field."""
        keys = SELECT_ALL + DELETE + text
        self.ask("ElementSendKeys", id=self.element(selector), text=keys)

    def text(self, selector: str) -> str:
        return self.run("return document.querySelector(arguments[0]).textContent.trim();", selector)

    def wait_until_ready(self) -> None:
        wait_for(lambda: self.text("#status").startswith("Ready"), "the page to be ready")

    def make(self, count: int, prefix: str = "", seed: int | str = "") -> list[str]:
        """Ask for names and wait until all of them are there."""
        self.run("document.querySelector('#more').open = true;")
        self.type("#count", str(count))
        self.type("#prefix", prefix)
        self.type("#seed", str(seed))
        self.run(FORGET)
        self.click("#make")
        wait_for(lambda: len(self.run(FRESH)) == count, f"{count} names")
        self.wait_until_ready()
        return [re.match("[a-z]*", item)[0] for item in self.run(FRESH)]

    def wait_for_chart(self) -> None:
        self.run("document.querySelector('#plot').scrollIntoView();")
        wait_for(lambda: self.run(CHART), "the chart")

    def toggle(self, step: int) -> None:
        self.click(f"#legend [data-series=step{step}] input")

    def pixels_of_curves(self) -> list[int]:
        """How many pixels of the chart have the very colour of each curve."""
        return self.run(f"return ({PIXELS_OF_CURVES})(document.querySelector('#plot canvas'));")
