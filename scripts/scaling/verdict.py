"""A verdict: the exit code that stays, left by a process for the torchrun that has started it.

To torchrun every process that fails has crashed: it starts anew, which takes all machines. Where
one of them was stopped, or has already ended, the others would wait for it in vain.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from torch.distributed.elastic.rendezvous import (
    RendezvousClosedError,
    RendezvousHandler,
    RendezvousInfo,
    RendezvousParameters,
    rendezvous_handler_registry,
)
from torch.distributed.elastic.rendezvous.c10d_rendezvous_backend import create_backend
from torch.distributed.elastic.rendezvous.dynamic_rendezvous import create_handler

BACKEND = "microgpt"  # what --rdzv-backend calls the c10d that heeds verdicts
PLACE = "MICROGPT_VERDICT"  # the variable of the environment with the path of a file
GRACE = 5  # seconds for processes of other machines to read the board, which may hang here


def leave(code: int) -> None:
    """Leave an exit code for the torchrun of this machine, where it is one that asks."""
    if place := os.environ.get(PLACE):
        Path(place).write_text(str(code))


def left() -> int | None:
    """The exit code that was left, None where none was."""
    place = Path(os.environ[PLACE])
    return int(place.read_text()) if place.exists() else None


@contextmanager
def asked_for() -> Iterator[None]:
    """Let the processes that are started meanwhile leave a verdict."""
    with TemporaryDirectory() as folder:
        os.environ[PLACE] = str(Path(folder) / "code")
        yield


def create(parameters: RendezvousParameters) -> RendezvousHandler:
    """The c10d of torchrun, which meets no more once there is a verdict."""
    backend, store = create_backend(parameters)
    handler = create_handler(store, backend, parameters)
    meet = handler.next_rendezvous

    def meet_unless_over() -> RendezvousInfo:
        if left() is not None:
            time.sleep(GRACE)
            raise RendezvousClosedError
        return meet()

    handler.next_rendezvous = meet_unless_over
    handler.get_backend = lambda: BACKEND
    return handler


rendezvous_handler_registry.register(BACKEND, create)
