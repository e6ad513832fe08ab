"""Places: where the package's own files lie, for whoever names them as files."""

from __future__ import annotations

from pathlib import Path


def own_list() -> Path:
    """Where the project's own list lies."""
    return Path(__file__).parent / "data" / "names.txt"


def baked_folder() -> Path:
    """Where the trained weights lie that come with the package."""
    return Path(__file__).parent / "baked"
