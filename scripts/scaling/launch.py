"""Launch: torchrun on this machine, whose failures become a sentence and an exit code."""

from __future__ import annotations

import logging
import signal
import socket
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from threading import Thread

import torch.distributed as dist
from lib.report import Problem
from torch.distributed import run as torchrun
from torch.distributed.elastic.multiprocessing.api import SignalException
from torch.distributed.elastic.multiprocessing.errors import ChildFailedError
from torch.distributed.elastic.rendezvous import RendezvousError

from scaling import verdict

PROGRAM = Path(__file__).with_name("train.py")
PATIENCE = 300  # seconds until all machines have come
ANSWER = 5  # seconds that whatever listens at a port has
LIMIT = timedelta(seconds=ANSWER)


def launch(
    processes: int,
    arguments: Sequence[str],
    machines: int = 1,
    endpoint: str | None = None,
    restarts: int = 0,
    patience: int = PATIENCE,
) -> int:
    """Train with so many processes here, as one of the machines that meet at `endpoint`.

    Returns the exit code of the training, whose own processes say what went wrong. Raises Problem
    where the machines do not meet, or a process was killed and not started again.
    """
    logging.disable(logging.CRITICAL)  # torchrun logs every process that ends
    options = [f"--nnodes={machines}", f"--nproc-per-node={processes}"]
    options += [f"--max-restarts={restarts}", *meeting(endpoint, patience)]
    try:
        with verdict.asked_for():
            return run([*options, str(PROGRAM), *arguments])
    except (RendezvousError, dist.DistError) as error:
        raise Problem(
            f"The {machines} machines did not all meet at {endpoint} within {patience} s: check "
            "that each was started, with the same --nnodes and --rdzv-endpoint, and that they "
            "reach each other.",
            2,
        ) from error


def run(arguments: list[str]) -> int:
    """Run torchrun; return the exit code of the training."""
    try:
        torchrun.run(torchrun.parse_args(arguments))
    except ChildFailedError as error:
        return exit_code(error)
    except SignalException as wish:
        return 128 + int(wish.sigval)
    except (RendezvousError, dist.DistError):
        if (code := verdict.left()) is None:
            raise
        return code
    return 0


def meeting(endpoint: str | None, patience: int) -> list[str]:
    """How torchrun finds the other machines; on one machine it takes a port that is free."""
    if endpoint is None:
        return ["--standalone"]
    refuse_others(endpoint)
    limits = f"join_timeout={patience},read_timeout={patience}"
    return [
        f"--rdzv-backend={verdict.BACKEND}",
        f"--rdzv-endpoint={endpoint}",
        f"--rdzv-conf={limits}",
    ]


def refuse_others(endpoint: str) -> None:
    """Raise Problem where something listens at the endpoint that is no torchrun."""
    host, _, port = endpoint.rpartition(":")
    if not host or not port.isdecimal():
        raise Problem(f"--rdzv-endpoint takes HOST:PORT, not {endpoint!r}.", 2)
    try:
        socket.create_connection((host, int(port)), ANSWER).close()
    except (OSError, OverflowError):
        return  # nobody is there yet
    if not is_store(host, int(port)):
        raise Problem(
            f"Port {port} of {host} is in use by something else: name another one with "
            "--rdzv-endpoint.",
            2,
        )


def is_store(host: str, port: int) -> bool:
    """Whether what listens there answers as the store of a torchrun does."""
    found: list[dist.TCPStore] = []

    def ask() -> None:
        with suppress(RuntimeError):
            found.append(dist.TCPStore(host, port, timeout=LIMIT, wait_for_workers=False))

    asking = Thread(target=ask, daemon=True)  # which some listeners would let wait for ever
    asking.start()
    asking.join(ANSWER)
    return bool(found)


def exit_code(error: ChildFailedError) -> int:
    """That of the process that failed first; raises Problem where it was killed."""
    _, first = error.get_first_failure()
    if first.exitcode >= 0:
        return int(first.exitcode)
    raise Problem(
        f"A process was killed ({signal.Signals(-first.exitcode).name}), perhaps for want of "
        "memory: use a smaller --batch or model, or more machines."
    )
