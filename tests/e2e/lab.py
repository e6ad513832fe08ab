"""The region "Train it here", in the words of its accessible names."""

import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

from .visit import BOOT_MS, Visit

LONG_MS = 120_000  # a bound for a machine that is busy; what is awaited takes seconds


class Lab:
    """A visit whose laboratory is open. Locators are looked up anew at every use."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.page = visit.page
        self.region = self.page.get_by_role("region", name="Train it here", exact=True)
        self.opener = self.button("Set up a training")
        self.state = self.region.locator("#train-state")
        self.pace = self.region.locator("#train-pace")
        self.survey = self.region.locator("#train-survey")
        self.problem = self.region.locator("#train-problem")
        self.made = self.region.get_by_role("list", name="Names at this moment")
        self.moment = self.region.get_by_role("slider", name="Moment")
        self.runs = self.region.get_by_role("radio")

    def open(self) -> "Lab":
        self.opener.click()
        expect(self.survey).to_contain_text("names of at most", timeout=BOOT_MS)
        return self

    def button(self, name: str) -> Locator:
        return self.region.get_by_role("button", name=name, exact=True)

    def field(self, name: str) -> Locator:
        return self.region.get_by_label(name, exact=True)

    def enter(self, **fields: Any) -> None:
        """Fill in fields, named with underscores: training_steps=50."""
        for name, value in fields.items():
            field = self.field(name.capitalize().replace("_", " "))
            if field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(str(value))
            else:
                field.fill(str(value))

    def train(self, **fields: Any) -> None:
        """Begin a run and wait for its end."""
        self.begin(**fields)
        self.wait_for_end()

    def begin(self, **fields: Any) -> None:
        if "step" in fields:
            self.enter(step=fields.pop("step"))
            self.visit.draw()
            expect(self.region.locator("#train-sizes")).to_contain_text("parameters")
        self.enter(**fields)
        before = self.runs.count()
        self.button("Train").click()
        expect(self.runs).to_have_count(before + 1, timeout=LONG_MS)

    def wait_for_end(self) -> None:
        expect(self.state).to_contain_text("has done its", timeout=LONG_MS)

    def steps_done(self) -> int:
        self.visit.draw()
        return int(re.search(r"step ([\d,]+) of", self.pace.text_content())[1].replace(",", ""))

    def names(self) -> list[str]:
        expect(self.made.get_by_role("listitem")).to_have_count(12, timeout=LONG_MS)
        return self.made.get_by_role("listitem").all_inner_texts()

    def go_to(self, moment: str) -> None:
        """Move the slider by keys: "Home", "End", "ArrowLeft"."""
        self.moment.focus()
        self.page.keyboard.press(moment)
        self.visit.draw()

    def download(self, folder: Path) -> Path:
        with self.page.expect_download() as download:
            self.button("Download weights").click()
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def weights(self, folder: Path) -> dict[str, Any]:
        return json.loads(self.download(folder).read_text("utf-8"))["weights"]

    def open_weights(self, name: str, content: bytes) -> None:
        self.give("A weights file", name, content)

    def open_names(self, name: str, content: bytes) -> None:
        self.show_names()
        self.give("A file of names", name, content)

    def give(self, label: str, name: str, content: bytes) -> None:
        """Choose a file, of any size, which only a real one may be."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            self.region.get_by_label(label).set_input_files(path)
            self.visit.draw()
            self.page.wait_for_timeout(100)  # It is read in the background.

    def show_names(self) -> None:
        use = self.button("Use my names")
        if use.get_attribute("aria-expanded") == "false":
            use.click()

    def remove_all(self) -> None:
        while self.runs.count():
            before = self.runs.count()
            self.button("Remove").click()
            expect(self.runs).to_have_count(before - 1, timeout=LONG_MS)


def arrive_at_lab(arrive: Callable[..., Visit], **options: Any) -> Lab:
    """A page of one's own with the laboratory open."""
    visit = arrive(**options)
    visit.page.goto(visit.address)
    return Lab(visit).open()
