"""Files written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write UTF-8 text beside `path` first, then rename: a killed run leaves the old file whole.

    Raises ValueError where the folder is missing or cannot be written to.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        raise ValueError(
            f"{path} cannot be written ({error.strerror}): "
            "name a file in a folder that exists and is yours."
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def require_writable(path: Path) -> None:
    """Raise ValueError before a long run whose result could not be written to `path`."""
    if path.exists() and not path.is_file():
        raise ValueError(f"{path} is not an ordinary file: name another one.")
    if not os.access(path.parent, os.W_OK):
        raise ValueError(
            f"{path} cannot be written: name a file in a folder that exists and is yours."
        )
