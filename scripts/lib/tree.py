"""Directories as values: list, hash and copy them, in an order no file system decides."""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

HASH_LENGTH = 16  # hexadecimal digits that stand in an address


def files(directory: Path) -> list[Path]:
    """Every file below the directory, relative to it, sorted by its POSIX form; no caches."""
    found = (path for path in directory.rglob("*") if path.is_file())
    names = (path.relative_to(directory) for path in found if "__pycache__" not in path.parts)
    return sorted(names, key=lambda path: path.as_posix())


def tree_hash(directory: Path, names: Iterable[Path]) -> str:
    """One hash over names and contents: equal exactly when every byte is."""
    total = hashlib.sha256()
    for name in names:
        content = hashlib.sha256((directory / name).read_bytes()).hexdigest()
        total.update(f"{content}  {name.as_posix()}\n".encode())
    return total.hexdigest()


def copy(source: Path, names: Iterable[Path], target: Path) -> None:
    """Copy the named files, contents only: dates and permissions stay behind."""
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, target / name)
