"""One visit of the page, in the words of its accessible names, so that tests survive a redesign."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, Page, Route, Worker, expect

from .record import Record

BOOT_MS = 60_000  # only a bound for a machine that is busy; a boot takes a few seconds


class Visit:
    """A page with its record. Locators are looked up anew at every use."""

    def __init__(self, page: Page, address: str, record: Record) -> None:
        self.page = page
        self.address = address
        self.record = record
        role = page.get_by_role
        self.generate = role("button", name="Generate", exact=True)
        self.retry = page.locator("#retry")
        self.status = role("status")
        self.list = role("list", name="Generated names")
        self.items = self.list.get_by_role("listitem")
        self.curves = role("region", name="Loss curves")
        self.plot = self.curves.get_by_role("slider")
        self.main = role("main")

    @contextmanager
    def before_the_program(self) -> Iterator[None]:
        """The page as it is while its program is on the way; it comes when the block ends."""
        held: list[Route] = []
        self.page.route("**/main.js", lambda route: held.append(route))
        with self.page.expect_request("**/main.js"):
            self.page.goto(self.address, wait_until="commit")
        yield
        for route in held:
            route.continue_()

    def field(self, name: str) -> Locator:
        """A field of the form: Temperature, How many, Starts with, Seed."""
        roles = re.compile(name)
        kinds = ("spinbutton", "textbox", "slider")
        found = [self.page.get_by_role(kind, name=roles) for kind in kinds]
        return found[0].or_(found[1]).or_(found[2])

    def enter(
        self, count: int | str = 20, temperature: Any = 0.5, prefix: str = "", seed: Any = ""
    ) -> None:
        """Fill in the whole form, so that nothing of an earlier test remains."""
        self.open_more()
        self.field("How many").fill(str(count))
        self.field("Temperature").fill(str(temperature))
        self.field("Starts with").fill(prefix)
        self.field("Seed").fill(str(seed))

    def open_more(self) -> None:
        """Show the settings that are not needed every time."""
        more = self.page.locator("details", has_text="How many")
        if more.get_attribute("open") is None:
            more.get_by_text("More", exact=True).click()

    def make(self, count: int = 20, **params: Any) -> list[str]:
        """Ask for names and wait until all of them are there."""
        self.enter(count, **params)
        self.forget()
        self.generate.click()
        return self.wait_for_names(count)

    def forget(self) -> None:
        """Mark the names on screen as old, so that the new ones can be told from them."""
        self.items.evaluate_all("items => items.forEach((item) => item.dataset.old = 'yes')")

    def wait_for_names(self, count: int = 20) -> list[str]:
        expect(self.list.locator("li:not([data-old])")).to_have_count(count, timeout=BOOT_MS)
        self.wait_until_ready()
        return self.names()

    def wait_until_ready(self) -> None:
        expect(self.status).to_have_text(re.compile("^Ready"), timeout=BOOT_MS)

    def names(self) -> list[str]:
        """What the items begin with, without whatever marks them."""
        return [re.match("[a-z]*", text.strip())[0] for text in self.items.all_text_contents()]

    def seed(self) -> int:
        """The seed stated with the result."""
        return int(re.search(r"\bseed (\d+)", self.main.inner_text())[1])

    @property
    def worker(self) -> Worker:
        return self.page.workers[0]

    def series(self, step: int) -> Locator:
        """The toggle of a series, whether it is a check box or a button."""
        name = re.compile(f"^Step {step}")
        checkbox, switch, button = (
            self.curves.get_by_role(kind, name=name) for kind in ("checkbox", "switch", "button")
        )
        return checkbox.or_(switch).or_(button)

    def draw(self) -> None:
        """Wait until what has happened is on screen: the page draws once per frame."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def is_on(self, step: int) -> bool:
        """The state that a toggle exposes to assistive technology."""
        self.draw()
        return self.series(step).evaluate(
            "e => e.checked ?? (e.ariaChecked ?? e.ariaPressed) === 'true'"
        )

    def cursor(self) -> int:
        """The training step under the cursor of the chart."""
        self.draw()
        return int(re.search(r"\d+", self.page.locator("#chart-cursor").inner_text())[0])

    def values(self, column: str = ".value") -> list[float | None]:
        """The values in the legend at the cursor; None where a series is hidden."""
        self.draw()
        rows = [self.curves.get_by_role("row", name=re.compile(f"^Step {n}")) for n in range(6)]
        texts = [row.locator(column).text_content().strip() for row in rows]
        return [float(text) if re.fullmatch(r"\d+\.\d+", text) else None for text in texts]

    def window(self) -> int:
        """The smoothing chosen: a value shown is the mean of so many losses."""
        chosen = self.curves.get_by_label("Smoothing").locator("option:checked").inner_text()
        return int(re.search(r"\d+", chosen)[0]) if re.search(r"\d", chosen) else 1

    def smooth(self, window: int) -> None:
        label = "raw" if window == 1 else re.compile(rf"\b{window}\b")
        option = self.curves.get_by_label("Smoothing").locator("option").filter(has_text=label)
        self.curves.get_by_label("Smoothing").select_option(option.get_attribute("value"))

    def point_at(self, share: float, height: float = 0.5) -> tuple[float, float]:
        """Move the mouse over the plot, `share` of its width from the left; return the place."""
        self.plot.scroll_into_view_if_needed()
        box = self.plot.locator(".u-over").bounding_box()
        place = (box["x"] + share * box["width"], box["y"] + height * box["height"])
        self.page.mouse.move(*place)
        return place
