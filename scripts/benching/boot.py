"""How soon is the first name there, against a page that only runs stock `loadPyodide()`?"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from lib import tree
from lib.paths import DIST, NODE_MODULES
from website.compress import compress_tree
from website.runtime import FULL_LIBRARY, LOCK, PROGRAMS, WASM
from website.server import application, serving

from benching.goals import Row, share, single
from benching.line import Line
from benching.visit import Measurement, Served, Visit, cold, restarted, warm

PAGE = "<!doctype html><title>Bare</title><script type=module src=bare.js></script>"
SCRIPT = """import { loadPyodide } from "./pyodide.mjs";
await loadPyodide();
arrive();
"""
SLOW = {"bits_per_second": 10e6, "latency_seconds": 0.04}
Visits = Sequence[tuple[Measurement, Measurement]]  # ours, the reference


def boot(rounds: int) -> list[Row]:
    """Cold, warm, restarted, over a slow line; and what the page weighs."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder)
        build_bare_page(bare)
        with served(DIST) as ours, served(bare) as reference:
            first = in_turn(cold, ours, reference, rounds)
            again = in_turn(warm, ours, reference, rounds)
            reopened = in_turn(restarted, ours, reference, rounds)
        with served(DIST, **SLOW) as ours, served(bare, **SLOW) as reference:
            slowly = in_turn(cold, ours, reference, rounds)
    return [
        names("first name, cold cache", first),
        names("first name, cold, 10 Mbit/s and 40 ms", slowly),
        names("first name, warm cache", again),
        names("first name, browser restarted", reopened),
        *page_figures(first),
    ]


def build_bare_page(directory: Path) -> None:
    """The stock files of Pyodide, compressed as ours are, and a page that boots them."""
    tree.copy(
        NODE_MODULES / "pyodide",
        map(Path, [*(f"{name}.mjs" for name in PROGRAMS), LOCK, WASM, FULL_LIBRARY]),
        directory,
    )
    (directory / "index.html").write_text(PAGE)
    (directory / "bare.js").write_text(SCRIPT)
    compress_tree(directory)


@contextmanager
def served(directory: Path, **line: float) -> Iterator[Served]:
    """The directory at the end of a line while the block runs."""
    counted = Line(application(directory), **line)
    with serving(counted) as url:
        yield Served(url, counted)


def in_turn(visit: Visit, ours: Served, reference: Served, rounds: int) -> Visits:
    """As many pairs of visits, ours and the reference after each other."""
    return [(visit(ours), visit(reference)) for _ in range(rounds)]


def names(what: str, visits: Visits) -> Row:
    """The time to our first name as a share of the time to the reference's Python."""
    return share(what, [(ours.name, bare.name) for ours, bare in visits], 1)


def page_figures(visits: Visits) -> list[Row]:
    """Bytes to the first name, largest contentful paint, layout shift, longest task."""
    weights = [(ours.received, bare.received) for ours, bare in visits]
    paints = [(ours.paint, bare.name) for ours, bare in visits]
    return [
        share("bytes to the first name", weights, 1e-6, "MB"),
        share("largest contentful paint", paints, 1),
        single("layout shift", [ours.shift for ours, _ in visits], ""),
        share("longest task of the page", [(a.longest, b.name) for a, b in visits], 1),
    ]
