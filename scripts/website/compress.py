"""Compressed copies beside the files, so that a host need not compress while it serves.

Brotli at its best takes half a minute for the WebAssembly file; results are kept under .cache by
the hash of the content, so that this is paid once.
"""

import gzip
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
from lib import tree
from lib.cache import kept
from lib.report import say

ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    ".br": lambda data: bytes(brotli.compress(data, quality=11)),
    ".gz": lambda data: gzip.compress(data, compresslevel=9, mtime=0),
}
SETTINGS = f"brotli {brotli.__version__} quality 11, gzip level 9"
WORTH_IT = 0.95  # a copy that saves less than 5 % costs more to unpack than to send
SLOW_BYTES = 4_000_000


def compress_tree(directory: Path) -> None:
    """Put .br and .gz beside every file below the directory that becomes smaller by it."""
    # The largest first, so that the longest job does not start last.
    names = sorted(tree.files(directory), key=lambda name: -(directory / name).stat().st_size)
    jobs = [(directory / name, suffix) for name in names for suffix in ENCODERS]
    with ThreadPoolExecutor() as pool:  # both encoders release the interpreter lock
        for _ in pool.map(lambda job: compress_file(*job), jobs):
            pass


def compress_file(file: Path, suffix: str) -> None:
    content = file.read_bytes()
    key = hashlib.sha256(SETTINGS.encode() + b"\0" + content).hexdigest()

    def compress(made: Path) -> None:
        if len(content) > SLOW_BYTES and suffix == ".br":
            say(f"  {file.name} takes Brotli half a minute; the result is kept in .cache.")
        made.write_bytes(ENCODERS[suffix](content))

    compressed = kept(f"compressed/{key}{suffix}", compress).read_bytes()
    if len(compressed) < WORTH_IT * len(content):
        file.with_name(file.name + suffix).write_bytes(compressed)
