"""Checkpoints: the state of a training in a folder, to go on from after an end that came too early.

A checkpoint is either whole or not there: it is written beside its place, brought to the disk and
renamed. One that does not belong to the training is refused and stays as it is.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from pathlib import Path
from typing import Any

import torch
from microgpt.cli.settings import as_option
from microgpt.failure import Failure
from microgpt.files import named, reason
from microgpt.wording import quoted
from microgpt.writing import require_writable

from scaling.trainer import Trainer

FILE = "training.pt"
ANOTHER = "name another folder with --checkpoint"
DIGEST = hashlib.sha256().digest_size  # bytes that stand before what they are the hash of


class Checkpoint:
    """The checkpoint in a folder of one training."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def prepare(self) -> None:
        """Make the folder; raises ValueError where nothing can be written into it."""
        try:
            self.path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise ValueError(
                f"The folder {named(self.path.parent)} cannot be made ({reason(error)}): {ANOTHER}."
            ) from error
        require_writable(self.path)

    def seen(self) -> bytes | None:
        """What this machine sees of the last one, enough to tell it from others; None without one.

        The folder is listed, since a network's file system may long remember that a file was not
        there, but asks again for a list.
        """
        try:
            if self.path not in self.path.parent.iterdir():
                return None
            with self.path.open("rb") as file:
                return file.read(DIGEST)
        except FileNotFoundError:  # the folder is made where rank 0 is
            return None
        except OSError as error:
            raise self._unreadable(error) from error

    def save(self, trainer: Trainer) -> None:
        """Write the state of a trainer; where it cannot be, raise Failure and leave the old one."""
        file = io.BytesIO()
        torch.save({"about": about(trainer), "state": trainer.state()}, file)
        data = file.getvalue()
        try:
            write_durably(self.path, hashlib.sha256(data).digest() + data)
        except OSError as error:
            raise Failure(
                f"The checkpoint {named(self.path)} cannot be written ({reason(error)}): the last "
                "one stays; make room and run the same command to go on."
            ) from error

    def read(self, trainer: Trainer) -> dict[str, Any] | None:
        """The state for a trainer, None where none was written yet.

        Raises ValueError where the checkpoint is not whole or belongs to another training.
        """
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unreadable(error) from error
        saved = self._whole(content)
        self._require_same(saved["about"], about(trainer))
        state: dict[str, Any] = saved["state"]
        return state

    def _unreadable(self, error: OSError) -> ValueError:
        return ValueError(
            f"The checkpoint {named(self.path)} cannot be read ({reason(error)}): {ANOTHER}."
        )

    def _whole(self, content: bytes) -> dict[str, Any]:
        data = content[DIGEST:]
        try:
            if hashlib.sha256(data).digest() != content[:DIGEST]:
                raise ValueError("other bytes than were written")
            saved: dict[str, Any] = torch.load(io.BytesIO(data), "cpu", weights_only=True)
        except (ValueError, RuntimeError, EOFError, pickle.UnpicklingError) as error:
            raise ValueError(
                f"{named(self.path)} is not a whole checkpoint: remove it, or {ANOTHER}."
            ) from error
        return saved

    def _require_same(self, saved: dict[str, Any], ours: dict[str, Any]) -> None:
        path = named(self.path)
        for name, number in ours.items():
            if saved.get(name) == number:
                continue
            if name == "names_sha256":
                raise ValueError(f"{path} belongs to another list of names: {ANOTHER}.")
            option, theirs = as_option(name), quoted(saved.get(name))
            raise ValueError(
                f"{path} was begun with {option} {theirs}, not {quoted(number)}: give that, or "
                f"{ANOTHER}."
            )


def about(trainer: Trainer) -> dict[str, Any]:
    """What a checkpoint must have in common with the training that goes on from it."""
    return {**trainer.plan.numbers(), "names_sha256": trainer.corpus.sha256}


def write_durably(path: Path, data: bytes) -> None:
    """Replace a file by a whole one that is on the disk; raises OSError, and the old one stays."""
    part = path.with_suffix(".part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    if os.name != "nt":  # the new name is on the disk, too
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
