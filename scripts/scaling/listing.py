"""A names file of any length, brought into the order of a training on the disk.

Memory holds one block of it at a time. The files that are made are kept by what they are made from:
`names.txt`, the names as the package reads them, one a line; `order`, for each place of the
shuffled list where its name begins there, 8 bytes each; `about.json`, what else there is to know.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import random
import sys
from array import array
from collections.abc import Iterator, MutableSequence
from pathlib import Path
from typing import BinaryIO, cast

from lib.cache import kept
from lib.paths import CACHE
from microgpt.files import named, reason
from microgpt.names import BYTE_ORDER_MARK, LINE_END, composed_lines, refuse_control, source_of
from microgpt.seed import random_state

BLOCK = 2**16  # bytes; no line is longer

Block = tuple[int, int, bytes]  # the lines and the bytes before it, and whole lines


def file_hash(source: Path) -> str:
    """The SHA-256 of an ordinary file in hexadecimal; raises ValueError where it cannot be read."""
    try:
        if source.exists() and not source.is_file():
            raise ValueError(f"{source_of(source)} is not an ordinary file.")
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ValueError(
            f"{source_of(source)} cannot be read ({reason(error)}): check the path."
        ) from error


def listing(source: Path, seed: int, digest: str | None = None) -> Path:
    """The folder with the files of a list in the order of a seed, made where it is not there yet.

    `digest`: the `file_hash` of the list, where it is known, since a long one takes its time.
    Raises ValueError as `microgpt.names.read_names` does, and for a line longer than BLOCK.
    """
    name = f"names-{(digest or file_hash(source))[:32]}-{seed}"
    try:
        return kept(name, lambda folder: write(source, seed, folder), CACHE)
    except OSError as error:
        raise ValueError(
            f"The names cannot be brought into order in {named(CACHE)} ({reason(error)}): make "
            "room there, in a folder of yours."
        ) from error


def write(source: Path, seed: int, folder: Path) -> None:
    """Write the files; raises ValueError as `listing` does."""
    folder.mkdir()
    digest, count, letters = hashlib.sha256(), 0, set[str]()
    with (folder / "names.txt").open("wb") as texts, (folder / "order").open("wb") as order:
        for names in blocks_of_names(source):
            places, place = array("Q"), texts.tell()
            lines = [f"{name}\n".encode() for name in names]
            for line in lines:
                places.append(place)
                place += len(line)
            text = b"".join(lines)
            texts.write(text)
            digest.update(text)
            order.write(places.tobytes())
            count += len(lines)
            letters.update(*names)
    check(source, count, letters)
    about = {
        "count": count,
        "vocabulary": sorted(letters),
        "sha256": digest.hexdigest(),  # the package's `fingerprint`
        "byteorder": sys.byteorder,
        "random": random_state(shuffle(folder / "order", seed)),
    }
    (folder / "about.json").write_text(json.dumps(about), "utf-8")


def shuffle(order: Path, seed: int) -> random.Random:
    """Shuffle the places on the disk as the package shuffles its list; return the generator."""
    rng = random.Random(seed)
    with (
        order.open("r+b") as file,
        mmap.mmap(file.fileno(), 0) as mapped,
        memoryview(mapped) as raw,
        raw.cast("Q") as places,
    ):
        rng.shuffle(cast("MutableSequence[int]", places))  # it takes items and a length
    return rng


def check(source: Path, count: int, letters: set[str]) -> None:
    """Raise the ValueError of the package where there is nothing to learn."""
    if not count:
        raise ValueError(f"{source_of(source)} holds no names: write one name a line.")
    if len(letters) < 2:
        raise ValueError(
            f"{source_of(source)} uses only one letter, which leaves nothing to predict: "
            "use a list with at least two."
        )


def blocks_of_names(source: Path) -> Iterator[list[str]]:
    """The names of the file, some at a time; raises ValueError as `read_names` does."""
    try:
        with source.open("rb") as file:
            for block in blocks(file, source):
                yield names_in(block, source_of(source))
    except OSError as error:
        raise ValueError(
            f"{source_of(source)} cannot be read ({reason(error)}): check the path."
        ) from error


def blocks(file: BinaryIO, source: Path) -> Iterator[Block]:
    """The file in blocks that end where a line does; raises ValueError where a line is too long."""
    lines = place = 0
    while block := file.read(BLOCK):
        rest = b"" if block.endswith(b"\n") else file.readline(BLOCK)
        if len(rest) == BLOCK:
            raise ValueError(
                f"{source_of(source)} has a line of more than {BLOCK:,} bytes: write "
                "one name a line."
            )
        block += rest
        yield lines, place, block
        lines += block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n")
        place += len(block)


def names_in(block: Block, source: str) -> list[str]:
    """The names of a block, as the package reads them; raises ValueError as it does."""
    lines, place, data = block
    try:
        text = data.decode("utf-8").replace(BYTE_ORDER_MARK, "")
    except UnicodeDecodeError as error:
        raise ValueError(
            f"{source} is not UTF-8 (byte {place + error.start}): save it as UTF-8 text."
        ) from error
    try:
        return checked_lines(text, source)
    except ValueError:  # it counts lines from the beginning of the text
        return checked_lines("\n" * lines + text, source)


def checked_lines(text: str, source: str) -> list[str]:
    """The lines that are not empty; raises ValueError as the package does."""
    refuse_control(text, source)
    return [name for name in composed_lines(LINE_END.split(text), 1, source) if name]
