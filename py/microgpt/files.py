"""Files: read only where they are ordinary and not too large."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from .wording import cut

if TYPE_CHECKING:  # a page need not load it to make a name
    from pathlib import Path

MEBIBYTE = 2**20
LONGEST_PATH = 200  # characters of a path that a message repeats


def read_whole(path: Path, what: str, limit: int) -> bytes:
    """The bytes of an ordinary file of at most `limit` MiB; `what` is what messages call it.

    Raises ValueError where it is missing, a folder, a device, a pipe or larger; all of this is
    known before the first byte is read.
    """
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= limit * MEBIBYTE:
            return path.read_bytes()
    except (OSError, ValueError) as error:
        raise ValueError(
            f"The {what} {named(path)} cannot be read ({reason(error)}): check the path."
        ) from error
    if not stat.S_ISREG(status.st_mode):
        raise ValueError(f"The {what} {named(path)} is not an ordinary file: name another one.")
    raise ValueError(
        f"The {what} {named(path)} is larger than {limit} MiB: name one that is not so large."
    )


def named(path: Path) -> str:
    """A path for a message."""
    return cut(str(path), LONGEST_PATH)


def reason(error: Exception) -> str:
    """What the system says of a path, without the path."""
    return str(getattr(error, "strerror", None) or error)
