"""The result of a benchmark: rows of ratios, as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One measurement. `ratio`, `low` and `high` are over the rounds, pair by pair."""

    what: str
    ours: str
    reference: str
    ratio: float | None
    low: float | None
    high: float | None
    goal: str
    rounds: int


def faster(what: str, pairs: Sequence[tuple[float, float]], goal: float) -> Row:
    """How many times faster ours is: reference / ours; seconds are shown in milliseconds."""
    return _compare(what, pairs, [theirs / ours for ours, theirs in pairs], f"≥ {goal:g}×")


def share(what: str, pairs: Sequence[tuple[float, float]], goal: float) -> Row:
    """What share of the reference ours needs: ours / reference."""
    return _compare(what, pairs, [ours / theirs for ours, theirs in pairs], f"≤ {goal:g}×")


def plain(what: str, ours: str, goal: str = "") -> Row:
    """A figure with nothing to compare it with."""
    return Row(what, ours, "", None, None, None, goal, 1)


def _compare(
    what: str, pairs: Sequence[tuple[float, float]], ratios: list[float], goal: str
) -> Row:
    ours, theirs = (f"{median(side) * 1000:,.4g} ms" for side in zip(*pairs))
    return Row(what, ours, theirs, median(ratios), min(ratios), max(ratios), goal, len(ratios))


def text(rows: Sequence[Row], versions: Sequence[str]) -> str:
    """The table as Markdown, so that it reads well in a terminal and in a README."""
    lines = [
        "| what | ours | reference | ratio (min–max) | goal |",
        "| --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.3g}× ({row.low:.3g}–{row.high:.3g})"
        lines.append(f"| {row.what} | {row.ours} | {row.reference} | {ratio} | {row.goal} |")
    return "\n".join([*lines, "", *(f"- {version}" for version in versions)])


def as_json(rows: Sequence[Row], versions: Sequence[str]) -> str:
    """The same as JSON."""
    document = {"versions": list(versions), "rows": [asdict(row) for row in rows]}
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
