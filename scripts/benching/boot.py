"""Navigation to the first generated name, against a page that only runs stock `loadPyodide()`."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tooling import tree
from tooling.compress import compress_tree
from tooling.link import Link
from tooling.paths import DIST, NODE_MODULES
from tooling.runtime import PYODIDE_FILES
from tooling.server import SiteServer

from benching.chromium import serving
from benching.table import Row, plain, share
from benching.visiting import Measurement, Visit, cold, restarted, warm

PAGE = "<!doctype html><title>Bare</title><script type=module src=bare.js></script>"
SCRIPT = """import { loadPyodide } from "./pyodide.mjs";
await loadPyodide();
arrive();
"""
Pairs = Sequence[tuple[Measurement, Measurement]]  # ours, the reference


def boot(rounds: int) -> list[Row]:
    """Cold, warm, restarted, over a slow line; and what the page weighs."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder)
        build_bare_page(bare)
        with serving(DIST) as ours, serving(bare) as reference:
            first = in_turn(cold, ours, reference, rounds)
            again = in_turn(warm, ours, reference, rounds)
            reopened = in_turn(restarted, ours, reference, rounds)
        with serving(DIST, slow_line()) as ours, serving(bare, slow_line()) as reference:
            slowly = in_turn(cold, ours, reference, rounds)
    return [
        names("first name, cold cache", first, 0.35),
        names("first name, cold, 10 Mbit/s and 40 ms", slowly, 0.55),
        names("first name, warm cache", again, 0.30),
        names("first name, browser restarted", reopened, 0.40),
        *page_figures(first),
    ]


def slow_line() -> Link:
    """10 Mbit/s and 40 ms."""
    return Link(bits_per_second=10e6, latency_seconds=0.04)


def build_bare_page(directory: Path) -> None:
    """The stock files of Pyodide, compressed as ours are, and a page that boots them."""
    tree.copy(NODE_MODULES / "pyodide", map(Path, PYODIDE_FILES), directory)
    (directory / "index.html").write_text(PAGE)
    (directory / "bare.js").write_text(SCRIPT)
    compress_tree(directory)


def in_turn(visit: Visit, ours: SiteServer, reference: SiteServer, rounds: int) -> Pairs:
    """As many pairs of visits, ours and the reference after each other."""
    return [(visit(ours), visit(reference)) for _ in range(rounds)]


def names(what: str, pairs: Pairs, goal: float) -> Row:
    """The time to our first name as a share of the time to the reference's Python."""
    return share(what, [(ours.name / 1000, bare.name / 1000) for ours, bare in pairs], goal)


def page_figures(pairs: Pairs) -> list[Row]:
    """Largest contentful paint, bytes to the first name, layout shift, longest task."""
    ours = [visit for visit, _ in pairs]
    received, stock = (median(side.received for side in sides) for sides in zip(*pairs))
    paints = [(visit.paint / 1000, bare.name / 1000) for visit, bare in pairs]
    return [
        share("largest contentful paint", paints, 0.10),
        plain("bytes to the first name", f"{received:,.0f} (bare: {stock:,.0f})", "≤ bare"),
        plain("layout shift", f"{max(visit.shift for visit in ours):.4f}", "0"),
        plain("longest task of the page", f"{median(v.longest for v in ours):.0f} ms", "≤ 50 ms"),
    ]
