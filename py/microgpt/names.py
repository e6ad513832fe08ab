"""Names lists: the documents to learn from. One name a line, UTF-8; empty lines do not count."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from .composition import composed
from .files import named, read_whole
from .resources import resource
from .slices import PORTION, Slices, finish, portions
from .wording import letter

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 256  # MiB
LINE_END = re.compile(r"\r\n|\r|\n")
CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # but line ends
BYTE_ORDER_MARK = "\ufeff"


def read_names(path: Path | None = None) -> list[str]:
    """The names in the order of the file, or of the own list.

    Raises ValueError where the file is missing, too large, not UTF-8, without names, where it holds
    control characters, or where all of its names are made of one and the same letter.
    """
    if path is None:
        return own_text().split()
    return parse_names(read_whole(path, "names file", LARGEST), source_of(path))


def source_of(path: Path) -> str:
    """What messages call a names file, where they begin with it."""
    return f"The names file {named(path)}"


def fingerprint(names: Sequence[str]) -> str:
    """The SHA-256 in hexadecimal of a list of names, written one a line in UTF-8."""
    return finish(fingerprint_in_slices(names))


def fingerprint_in_slices(names: Sequence[str]) -> Slices[str]:
    """The same, giving way."""
    sha256 = hashlib.sha256()
    for portion in portions(names):
        text = "".join([f"{name}\n" for name in portion])
        sha256.update(text.encode(errors="surrogatepass"))
        yield
    return sha256.hexdigest()


def parse_names(data: bytes, source: str) -> list[str]:
    """The names in the bytes of a file; messages begin with its `source`. Raises as above.

    Lines end at a line feed, a carriage return or both. Each name is stripped and brought into
    Unicode's form NFC, in which an é is one letter; byte order marks do not count.
    """
    return finish(parse_names_in_slices(data, source))


def parse_names_in_slices(data: bytes, source: str) -> Slices[list[str]]:
    """The same, giving way."""
    try:
        text = data.decode("utf-8").replace(BYTE_ORDER_MARK, "")
    except UnicodeDecodeError as error:
        raise ValueError(
            f"{source} is not UTF-8 (byte {error.start}): save it as UTF-8 text."
        ) from error
    refuse_control(text, source)
    yield
    names: list[str] = []
    for number, portion in enumerate(portions(LINE_END.split(text))):
        names += filter(None, composed_lines(portion, 1 + number * PORTION, source))
        yield
    if not names:
        raise ValueError(f"{source} holds no names: write one name a line.")
    if len((yield from letters_in(names))) < 2:
        raise ValueError(
            f"{source} uses only one letter, which leaves nothing to predict: "
            "use a list with at least two."
        )
    return names


def letters_in(names: Sequence[str]) -> Slices[set[str]]:
    """The letters that the names are written with, giving way."""
    letters: set[str] = set()
    for portion in portions(names):
        letters.update(*portion)
        yield
    return letters


def refuse_control(text: str, source: str) -> None:
    """Raise ValueError where a text holds control characters other than line ends."""
    if found := CONTROL.search(text):
        line = 1 + len(LINE_END.findall(text, 0, found.start()))
        what = "a tab" if found[0] == "\t" else f"the control character {letter(found[0])}"
        raise ValueError(
            f"{source} has {what} in line {line}: write one name a line, in letters alone."
        )


def composed_lines(lines: Iterable[str], first: int, source: str) -> Iterator[str]:
    """The lines, composed and stripped; raises ValueError where one cannot be composed.

    `first` is the number of the first of them in the file.
    """
    for number, line in enumerate(lines, first):
        try:
            yield composed(line).strip()
        except ValueError as error:
            raise ValueError(f"{source} is unusual in line {number}. {error}") from error


@cache
def own_text() -> str:
    """The text of the own list: every name between two line ends. Read once."""
    return "\n" + resource("data/names.txt").decode()
