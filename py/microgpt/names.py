"""Names lists: the documents to learn from. One name a line, UTF-8; empty lines do not count."""

from __future__ import annotations

import hashlib
import pathlib
from collections.abc import Iterable
from functools import cache


def own_list() -> pathlib.Path:
    """Where the project's own list lies."""
    return pathlib.Path(__file__).parent / "data" / "names.txt"


def read_names(path: pathlib.Path | None = None) -> list[str]:
    """The names in the order of the file, or of the own list.

    Raises ValueError where the file is missing, not UTF-8, without names, or where all of its
    names are made of one and the same letter.
    """
    if path is None:
        return own_text().split()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ValueError(
            f"The names file {path} cannot be read ({error.strerror}): check the path."
        ) from error
    return parse_names(data, str(path))


def fingerprint(names: Iterable[str]) -> str:
    """The SHA-256 in hexadecimal of a list of names, written one a line in UTF-8."""
    text = "".join(f"{name}\n" for name in names)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def parse_names(data: bytes, source: str) -> list[str]:
    """The names in the bytes of a file; `source` is what messages call it. Raises as above."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(
            f"The names file {source} is not UTF-8 (byte {error.start}): save it as UTF-8 text."
        ) from error
    names = [line.strip() for line in text.splitlines() if line.strip()]
    if not names:
        raise ValueError(f"The names file {source} holds no names: write one name a line.")
    if len(set().union(*names)) < 2:
        raise ValueError(
            f"The names in {source} use only one letter, which leaves nothing to predict: "
            "use a list with at least two."
        )
    return names


@cache
def own_text() -> str:
    """The text of the own list: every name between two line ends. Read once."""
    return "\n" + own_list().read_text("utf-8")
