"""What a benchmark found, and what was promised: one table, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median

Pairs = Sequence[tuple[float, float]]  # ours, the reference; in seconds where nothing is said


@dataclass(frozen=True)
class Row:
    """One measurement: the median over the rounds, the lowest and the highest.

    `value` is a ratio where there is a reference; its rounds are compared pair by pair.
    """

    what: str
    ours: str
    reference: str
    value: float
    low: float
    high: float
    unit: str
    rounds: int

    @property
    def goal(self) -> str:
        return GOALS.get(self.what, "")

    @property
    def missed(self) -> bool:
        """Whether the goal, if there is one, was not reached."""
        if not self.goal:
            return False
        bound, limit = self.goal.split()
        return self.value > float(limit) if bound == "≤" else self.value < float(limit)


# In the unit of the row.
GOALS = {
    "first name, cold cache": "≤ 0.35",
    "first name, cold, 10 Mbit/s and 40 ms": "≤ 0.55",
    "first name, warm cache": "≤ 0.30",
    "first name, browser restarted": "≤ 0.40",
    "bytes to the first name": "≤ 1",
    "largest contentful paint": "≤ 0.10",
    "layout shift": "≤ 0",
    "longest task of the page": "≤ 0.02",  # 50 ms where the bare page takes 2.5 s
    "training step, CPython": "≥ 20",
    "training step, CPython, value engine": "≥ 10",
    "training step, CPython, bare arithmetic": "≤ 1.25",
    "training step, Pyodide": "≥ 15",
    "training step, Pyodide, value engine": "≥ 10",
    "training step, Pyodide, bare arithmetic": "≤ 1.25",
    "one name, CPython": "≥ 30",
    "one name, Pyodide": "≥ 30",
    "click to first name": "≤ 50",
    "click to a hundred names": "≤ 1000",
    "objects after 10,000 training steps": "≤ 1.1",
    "heap after 10,000 training steps": "≤ 1.1",
    "1,000 training steps in the page": "≤ 1.25",
    "longest task of the page while it trains": "≤ 50",
    "longest task of the page while it trains, processor": "≤ 50",
    "from Pause to the page's reaction": "≤ 100",
    "from One step to the page's reaction": "≤ 100",
    "from Stop to the page's reaction": "≤ 100",
    "bake of all six steps": "≤ 30",
}


def faster(what: str, pairs: Pairs) -> Row:
    """How many times faster ours is: reference / ours."""
    return compared(what, pairs, [theirs / ours for ours, theirs in pairs], 1000, "ms")


def share(what: str, pairs: Pairs, scale: float = 1000, unit: str = "ms") -> Row:
    """What share of the reference ours needs: ours / reference."""
    return compared(what, pairs, [ours / theirs for ours, theirs in pairs], scale, unit)


def compared(what: str, pairs: Pairs, ratios: Sequence[float], scale: float, unit: str) -> Row:
    ours, theirs = (f"{median(side) * scale:,.4g} {unit}" for side in zip(*pairs))
    return Row(what, ours, theirs, median(ratios), min(ratios), max(ratios), "×", len(ratios))


def single(what: str, values: Sequence[float], unit: str) -> Row:
    """A figure with nothing to compare it with."""
    middle = median(values)
    ours = f"{middle:,.4g} {unit}"
    return Row(what, ours, "", middle, min(values), max(values), unit, len(values))


def text(rows: Sequence[Row], versions: Sequence[str]) -> str:
    """The table as Markdown, so that it reads well in a terminal and in a README."""
    lines = [
        "| what | ours | reference | median (min–max) | goal |",
        "| --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        measured = f"{row.value:,.3g} {row.unit} ({row.low:,.3g}–{row.high:,.3g})"
        goal = f"{row.goal}{', missed' if row.missed else ''}"
        lines.append(f"| {row.what} | {row.ours} | {row.reference} | {measured} | {goal} |")
    return "\n".join([*lines, "", *(f"- {version}" for version in versions)])


def as_json(rows: Sequence[Row], versions: Sequence[str]) -> str:
    """The same as JSON."""
    found = [{**asdict(row), "goal": row.goal, "missed": row.missed} for row in rows]
    document = {"versions": list(versions), "rows": found}
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
