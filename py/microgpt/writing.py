"""Writing: files that come whole or not at all, and what tells beforehand that they cannot."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unicodedata import normalize

from .failure import Failure
from .files import named, reason

NAME_ANOTHER = "name a file in a folder that exists and is yours, on a disk with room"


def write_whole(path: Path, text: str) -> None:
    """Write one file as `write_all` does."""
    write_all({path: text})


def write_all(texts: Mapping[Path, str]) -> None:
    """Write UTF-8 texts, all or none of them: a run that is ended leaves the old files whole.

    Each text goes into a temporary file beside its place first; once all are there they are renamed
    in one go, with signals held back. A link is written through, a mode is kept.
    Raises Failure where a file cannot be written.
    """
    for path in texts:
        if problem := obstacle(path):
            raise Failure(f"{named(path)} cannot be written ({problem}): {NAME_ANOTHER}.")
    pending: list[tuple[Path, Path]] = []
    try:
        for path, text in texts.items():
            target = Path(os.path.realpath(path))
            temporary = temporary_beside(target)
            pending.append((temporary, target))
            write_new(temporary, text, mode_of(target))
        with signals_held():
            for temporary, target in pending:
                temporary.replace(target)
    except (OSError, ValueError) as error:
        raise Failure(
            f"{', '.join(map(named, texts))} cannot be written ({reason(error)}): {NAME_ANOTHER}."
        ) from error
    finally:
        for temporary, _ in pending:
            temporary.unlink(missing_ok=True)


def require_writable(path: Path) -> None:
    """Raise ValueError before a long run whose result could not be written to `path`."""
    if problem := obstacle(path):
        raise ValueError(f"{named(path)} cannot be written ({problem}): {NAME_ANOTHER}.")


def obstacle(path: Path) -> str | None:
    """Why nothing can be written there; None where a file could be made beside it and removed.

    A file that nobody may write to is one, even where the system would let it be replaced.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = mode_of(path)  # of the path: a link that leads in a circle is found out
        if mode is not None and not stat.S_ISREG(mode):
            return "it is not an ordinary file"
        if mode is not None and not (mode & 0o222 and os.access(target, os.W_OK)):
            return "it is write-protected"
        temporary = temporary_beside(target)
        try:
            write_new(temporary, "", None)
        finally:
            temporary.unlink(missing_ok=True)
    except (OSError, RuntimeError, ValueError) as error:
        return reason(error)
    return None


def temporary_beside(target: Path) -> Path:
    """A short name in the same folder that nothing else has."""
    return target.parent / f".microgpt-{os.urandom(6).hex()}"


def write_new(path: Path, text: str, mode: int | None) -> None:
    """Write a file that must not exist yet, with a mode or with the usual one."""
    with path.open("xb") as file:
        file.write(text.encode())
    if mode is not None:
        path.chmod(stat.S_IMODE(mode))


def mode_of(path: Path) -> int | None:
    """The kind and permissions of what lies there; None where nothing does."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


@contextmanager
def signals_held() -> Iterator[None]:
    """Let every signal that can wait do so until this is done, where a system can do that."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows; in a browser nobody sends signals
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def one_file(a: Path, b: Path) -> bool:
    """Whether two paths lead to the same file, however they are written."""
    a, b = (Path(os.path.realpath(path)) for path in (a, b))
    if a == b:
        return True
    try:
        return a.samefile(b)  # as two hard links do
    except (OSError, ValueError):
        pass
    # Neither is there: some systems will not tell the two apart by case or composition.
    name, other = (normalize("NFC", path.name).casefold().rstrip(". ") for path in (a, b))
    try:
        return name == other and a.parent.samefile(b.parent)
    except (OSError, ValueError):
        return False


def is_open_as(path: Path, stream: Any) -> bool:
    """Whether what is written to a stream goes into this very file."""
    try:
        status = os.fstat(stream.fileno())
        return stat.S_ISREG(status.st_mode) and os.path.samestat(status, path.stat())
    except (OSError, ValueError, AttributeError):
        return False
