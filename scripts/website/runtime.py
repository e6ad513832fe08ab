"""Pyodide as the site hosts it: what it needs at run time, a snapshot, the package, micropip.

The rest of Pyodide's catalogue is left out of the lock file, so that nothing can be looked for
where it is not.
"""

import hashlib
import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lib import tree
from lib.cache import kept
from lib.paths import BROWSER_LOCK, NODE_MODULES
from lib.report import Problem, run, say
from snapshot.make import (
    COMPLETE,
    SNAPSHOT,
    Snapshot,
    build_snapshot,
    compiled_library,
    compiled_package,
)
from website.bundle import shorten
from website.wheel import Wheel

LOCK = "pyodide-lock.json"
FULL_LIBRARY = "python_stdlib.zip"
PACKAGE = "package.zip"
WASM = "pyodide.asm.wasm"
PROGRAMS = ("pyodide", "pyodide.asm")  # Pyodide's two modules
BOOT_FILES = (*(f"{name}.js" for name in PROGRAMS), LOCK, WASM)  # what every boot asks for


@dataclass(frozen=True)
class File:
    url: str  # relative to the site
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Runtime:
    version: str
    address: str  # relative to the site, with a slash at its end
    boot_files: tuple[File, ...]
    snapshot: Snapshot
    snapshot_file: File
    full_library: File
    package: File


def host_runtime(site: Path, wheel: Wheel) -> Runtime:
    """Put all of it under a directory named by version and content."""
    source = NODE_MODULES / "pyodide"
    version = json.loads((source / "package.json").read_text("utf-8"))["version"]
    with tempfile.TemporaryDirectory(dir=site) as name:
        staging = Path(name)
        shutil.copyfile(source / WASM, staging / WASM)
        shutil.copyfile(compiled_library(COMPLETE), staging / FULL_LIBRARY)
        shutil.copyfile(compiled_package(wheel), staging / PACKAGE)
        for program in PROGRAMS:  # as .js, whose type every host knows
            shutil.copyfile(source / f"{program}.mjs", staging / f"{program}.js")
        shorten(staging / "pyodide.asm.js")
        snapshot = build_snapshot(staging, wheel)
        wheels = fetch_wheels()
        tree.copy(wheels[0].parent, [Path(wheel.name) for wheel in wheels], staging)
        lock = json.loads((source / LOCK).read_text("utf-8"))
        reduced = json.dumps(reduce_lock(lock, wheels), indent=1, sort_keys=True) + "\n"
        (staging / LOCK).write_bytes(reduced.encode())
        names = tree.files(staging)
        digest = tree.tree_hash(staging, names)[: tree.HASH_LENGTH]
        address = f"pyodide/{version}-{digest}/"
        tree.copy(staging, names, site / address)

    def file(name: str) -> File:
        content = (site / address / name).read_bytes()
        return File(address + name, len(content), hashlib.sha256(content).hexdigest())

    boot_files = tuple(map(file, BOOT_FILES))
    others = map(file, (SNAPSHOT, FULL_LIBRARY, PACKAGE))
    return Runtime(version, address, boot_files, snapshot, *others)


def fetch_wheels() -> list[Path]:
    """The wheels of requirements-browser.lock, downloaded once and checked against its hashes."""
    key = hashlib.sha256(BROWSER_LOCK.read_bytes()).hexdigest()[: tree.HASH_LENGTH]

    def download(made: Path) -> None:
        say("Downloading the packages of requirements-browser.lock …")
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        wanted = ["--no-deps", "--only-binary=:all:", "--python-version=3.14", "--require-hashes"]
        run(
            [*pip, *wanted, "-r", BROWSER_LOCK, "-d", made],
            "The packages of requirements-browser.lock could not be downloaded: "
            "is the network reachable?",
        )

    place = kept(f"browser-{key}", download)
    wheels = sorted(place.glob("*.whl"))
    if not wheels:
        raise Problem(f"{place} holds no wheel: delete it and build again.")
    return wheels


def reduce_lock(lock: dict[str, Any], wheels: list[Path]) -> dict[str, Any]:
    """Pyodide's lock with only the given wheels in it, under their own names and hashes.

    `info` is kept as it is: Pyodide compares it with what it was built for.
    """
    packages = {}
    for wheel in wheels:
        name = wheel.name.split("-")[0].replace("_", "-").lower()
        if name not in lock["packages"]:
            raise Problem(f"Pyodide's lock file does not know the package {name}.")
        sha256 = hashlib.sha256(wheel.read_bytes()).hexdigest()
        own = {"file_name": wheel.name, "version": wheel.name.split("-")[1], "sha256": sha256}
        packages[name] = {**lock["packages"][name], **own}
    missing = {need for entry in packages.values() for need in entry["depends"]} - set(packages)
    if missing:
        raise Problem(f"requirements-browser.lock lacks {', '.join(sorted(missing))}.")
    return {**lock, "packages": packages}
