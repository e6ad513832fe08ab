"""The built site: dist/, put together in a temporary directory and exchanged when it is whole."""

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from lib import tree
from lib.environment import digest
from lib.paths import CACHE, CURVES, DIST, PACKAGE, ROOT, SCALING, TEMPLATE, WEB
from lib.report import Problem, say
from microgpt.writing import write_whole
from website.bundle import bundle
from website.card import card
from website.compress import compress_tree
from website.page import integrity, load, render
from website.runtime import host_runtime
from website.scaling import scaling
from website.wheel import build_wheel

STAMP = CACHE / "dist.stamp"
PROGRAMS = ("lib", "snapshot", "website")
# What the page holds to its hash before it is used.
SEALED = (".js", ".css", ".svg")
# Single files the site is made from, besides the directories in `inputs`.
FILES = (
    "index.html",
    "pyproject.toml",
    "LICENSE",
    "README.md",
    "package-lock.json",
    "requirements.lock",
    "requirements-browser.lock",
)


def build(address: str = "") -> None:
    """Bring dist/ up to date with the checkout; do nothing when it is."""
    CACHE.mkdir(exist_ok=True)
    made_from = digest(sys.version.encode(), address.encode(), *inputs())
    if DIST.is_dir() and read_stamp() == [made_from, listing(DIST)]:
        say("dist/ is up to date.")
        return
    check_sources()
    sweep()
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="site-") as name:
        whole = Path(name) / "dist"
        assemble(whole, address)
        STAMP.unlink(missing_ok=True)
        exchange(whole, DIST, Path(name) / "old")
    write_whole(STAMP, json.dumps([made_from, listing(DIST)]))
    say(f"dist/ is complete: {len(tree.files(DIST))} files.")


def assemble(site: Path, address: str = "") -> None:
    """Write the whole site below `site`, which must not exist; it will be found at `address`."""
    site.mkdir(parents=True)
    say("Building the wheel …")
    wheel = build_wheel(site)
    say("Copying Pyodide and micropip …")
    runtime = host_runtime(site, wheel)
    say("Joining the modules and rendering index.html …")
    joined = site / "joined"
    bundle(joined)
    (joined / "card.png").write_bytes(card(load(CURVES)))
    assets = f"assets/{tree.tree_hash(joined, tree.files(joined))[: tree.HASH_LENGTH]}/"
    (site / "assets").mkdir()
    joined.rename(site / assets)
    files = [name for name in tree.files(site / assets) if name.suffix in SEALED]
    program = {
        f"{assets}{name.as_posix()}": integrity((site / assets / name).read_bytes())
        for name in files
    }
    (site / "index.html").write_bytes(render(assets, program, wheel, runtime, address).encode())
    say("Compressing …")
    compress_tree(site)


def exchange(new: Path, target: Path, old: Path) -> None:
    """Put `new` in the place of `target`; both renames stay on one disk and take no time."""
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def sweep() -> None:
    """Remove what builds that were killed have left; a younger one may still be at work."""
    for left in CACHE.glob("site-*"):
        if time.time() - left.stat().st_mtime > 3600:
            shutil.rmtree(left, ignore_errors=True)


def check_sources() -> None:
    for path in (TEMPLATE, WEB / "page" / "main.js", PACKAGE / "__init__.py"):
        if not path.is_file():
            raise Problem(f"{path.relative_to(ROOT).as_posix()} is missing from the checkout.")
    if not CURVES.is_file():
        raise Problem("web/baked is empty: run `python scripts/bake_weights.py` first.")
    scaling(load(SCALING))


def inputs() -> Iterator[bytes]:
    """The bytes that decide what dist/ will be."""
    programs = ROOT / "scripts"
    for directory in (WEB, PACKAGE, *(programs / name for name in PROGRAMS)):
        yield tree.tree_hash(directory, tree.files(directory)).encode()
    for name in FILES:
        path = ROOT / name
        yield path.read_bytes() if path.is_file() else b""


def listing(directory: Path) -> str:
    """Names and sizes: notices a file that was deleted or cut, without reading 20 MB each time."""
    names = tree.files(directory)
    sizes = (f"{name.as_posix()} {(directory / name).stat().st_size}" for name in names)
    return digest("\n".join(sizes).encode())


def read_stamp() -> object:
    try:
        return json.loads(STAMP.read_bytes())
    except (OSError, ValueError):
        return None
