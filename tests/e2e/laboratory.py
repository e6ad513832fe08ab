"""The sections of the laboratory by their accessible names, and what the package says."""

import re
from typing import Any

from lib.paths import NODE_MODULES
from microgpt import jobs
from microgpt.handles import Handles
from playwright.sync_api import Locator

from .visit import BOOT_MS, Visit

STEPS = range(6)
AXE = NODE_MODULES / "axe-core" / "axe.min.js"


def told(method: str, **params: Any) -> list[dict[str, Any]]:
    """What the package answers to a request, its events first."""
    items = [item for item in jobs.start(Handles(), method, params) if item]
    return [next(iter(item.values())) for item in items]


def names_of(step: int, seed: int, count: int, temperature: float = 0.5) -> list[dict[str, Any]]:
    """The names that a step makes, each with its origin."""
    asked = {"model": f"step{step}", "count": count, "temperature": temperature, "seed": seed}
    return [event for event in told("generation.generate", **asked) if "name" in event]


def violations(visit: Visit, region: str) -> list[str]:
    """What axe finds in a section of a page that lets it in."""
    if not visit.page.evaluate("'axe' in globalThis"):
        visit.page.add_script_tag(path=AXE)
    found = visit.page.evaluate("async (id) => (await axe.run(id)).violations", region)
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


class Columns:
    """Every step, one seed."""

    def __init__(self, visit: Visit, name: str = "Every step, one seed") -> None:
        self.visit = visit
        self.region = visit.page.get_by_role("region", name=name)
        self.button = self.region.get_by_role("button", name="Generate from every step")
        self.seed = self.region.get_by_label("One seed for all")
        self.temperature = self.region.get_by_label("Temperature of all")
        self.table = self.region.get_by_role("table")

    def open(self) -> None:
        """A first press, to have the fields; waits until all names are there."""
        self.button.click()
        self.wait()

    def make(self, seed: Any, temperature: Any = 0.5) -> list[list[str]]:
        self.seed.fill(str(seed))
        self.temperature.fill(str(temperature))
        self.button.click()
        self.wait(None if seed == "" else seed)
        return self.names()

    def wait(self, seed: object = None) -> None:
        """Until every column has its names, or a fault; of this seed, or of any."""
        self.visit.draw()  # The sentence of the names before is gone then.
        text = re.compile(rf"^Seed {'[0-9]+' if seed is None else seed} for all\.$")
        self.region.get_by_text(text).wait_for(timeout=BOOT_MS)

    def lists(self) -> list[Locator]:
        return self.region.get_by_role("list").all()

    def names(self) -> list[list[str]]:
        """The names by column."""
        return [found.locator("li > span").all_inner_texts() for found in self.lists()]

    def line(self, label: str) -> list[str]:
        """The cells of a row, by column, each on one line."""
        cells = (
            self.table.locator("tr")
            .filter(has=self.visit.page.get_by_role("rowheader", name=label, exact=True))
            .locator("td")
        )
        return [" ".join(text.split()) for text in cells.all_inner_texts()]

    def headings(self) -> list[str]:
        return [" ".join(text.split()) for text in self.table.locator("thead th").all_inner_texts()]


class Scores:
    """Score a name."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.region = visit.page.get_by_role("region", name="Score a name")
        self.field = self.region.get_by_role("textbox", name="Name", exact=True)
        self.button = self.region.get_by_role("button", name="Score", exact=True)
        self.second = self.region.get_by_label("Compare with")

    def score(self, *names: str, rows: int = 6) -> None:
        """Ask for one name or two, and wait until so many models have answered."""
        self.field.fill(names[0])
        if len(names) > 1 or self.second.count():
            if not self.second.count():
                self.button.click()
            self.second.fill(names[1] if len(names) > 1 else "")
        self.button.click()
        for name in names:
            self.grid(name).locator("tr:has([data-letter])").nth(rows - 1).wait_for(timeout=BOOT_MS)

    def grid(self, name: str) -> Locator:
        return self.region.get_by_role(
            "grid", name=f"Surprise at each letter of {name}", exact=True
        )

    def row(self, name: str, step: int) -> Locator:
        return self.grid(name).locator("tbody tr").nth(step)

    def letters(self, name: str, step: int) -> Locator:
        return self.row(name, step).locator("[data-letter]")
