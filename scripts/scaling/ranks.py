"""Ranks: the processes of a training, numbered from 0, as torchrun starts them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar

import torch
import torch.distributed as dist
from microgpt.failure import Failure
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from scaling.board import Board, Lost

MEET = timedelta(seconds=60)  # until all processes have come
WORK = timedelta(minutes=10)  # for what they do together, and for a long list to be read

Result = TypeVar("Result")


class Ranks:
    """This process among the others; without the environment of torchrun, it is alone."""

    def __init__(self) -> None:
        self.number = int(os.environ.get("RANK", "0"))
        self.count = int(os.environ.get("WORLD_SIZE", "1"))
        self.local = int(os.environ.get("LOCAL_RANK", "0"))  # its number on this machine
        self.asked_to_stop = False  # this process, by a signal
        self.stopping = False  # all of them, known to all after the same training step
        self.device = torch.device("cpu")
        self.board = Board(None, self.local == 0)

    def meet(self) -> None:
        """Wait for the others; raises ValueError where they do not come in time, or where this
        machine has GPUs, but less than processes.
        """
        self.device = device_of(self.local)
        if "MASTER_ADDR" not in os.environ:
            return
        try:
            store = self._find_store()
            self.board = Board(store, self.number == 0)
            if self.count > 1 and self.board.said is None:
                self._form_group(store)
        except (RuntimeError, ValueError) as error:
            raise ValueError(
                f"The {self.count} processes did not all meet at {os.environ['MASTER_ADDR']}, port "
                f"{os.environ['MASTER_PORT']}, in time: check that the machines reach each other, "
                "and that nothing else uses the port."
            ) from error

    def _find_store(self) -> dist.Store:
        """That of torchrun; where something else has set the environment, one of rank 0."""
        place = os.environ["MASTER_ADDR"], int(os.environ["MASTER_PORT"])
        mine = os.environ.get("TORCHELASTIC_USE_AGENT_STORE") != "True" and self.number == 0
        return dist.TCPStore(*place, is_master=mine, timeout=MEET, wait_for_workers=False)

    def _form_group(self, store: dist.Store) -> None:
        attempt = os.environ.get("TORCHELASTIC_RESTART_COUNT", "0")
        dist.init_process_group(
            "nccl" if self.device.type == "cuda" else "gloo",
            store=dist.PrefixStore(f"attempt{attempt}", store),
            rank=self.number,
            world_size=self.count,
            timeout=MEET,
        )
        self._group = dist.new_group(timeout=WORK)

    def wrap(self, model: nn.Module) -> nn.Module:
        """The model, whose gradients are from now on the means over all ranks."""
        model = model.to(self.device)
        if self.count == 1:
            return model
        return DistributedDataParallel(model, process_group=self._group)

    def agree(self, work: Callable[[], Result]) -> list[Result]:
        """What some work gives on each rank, in their order.

        Where it fails on any, every rank raises the ValueError of the first that it fails on.
        """
        outcomes: list[Any] = [outcome(work)]
        if self.count > 1:
            mine, outcomes = outcomes[0], [None] * self.count
            with self.losing_others():
                dist.all_gather_object(outcomes, mine, group=self._group)
        for result in outcomes:
            if isinstance(result, ValueError):
                raise result
        return outcomes

    def on_machines(self, work: Callable[[], Result]) -> list[Result]:
        """What some work gives on the first process of each machine; raises as `agree` does."""
        first = self.local == 0
        return [given[0] for given in self.agree(lambda: [work()] if first else []) if given]

    def on_first(self, work: Callable[[], Result]) -> Result:
        """What some work gives on rank 0, on every rank; where it fails, every rank raises that.

        A large result is sent once to each rank, not gathered from all by all.
        """
        found: list[Any] = [outcome(work) if self.number == 0 else None]
        if self.count > 1:
            with self.losing_others():
                dist.broadcast_object_list(found, src=0, group=self._group)
        result = found[0]
        if isinstance(result, ValueError):
            raise result
        return result

    def total(self, number: Tensor) -> float:
        """The sum of a number over all ranks, who learn at the same time whether to stop."""
        if self.count == 1:
            self.stopping = self.asked_to_stop
            return number.item()
        wish = number.new_tensor(float(self.asked_to_stop))
        both = torch.stack((number.detach(), wish))
        dist.all_reduce(both, group=self._group)
        total, wishes = both.tolist()
        self.stopping = wishes > 0
        return total

    @contextmanager
    def losing_others(self) -> Iterator[None]:
        """Turn what PyTorch raises where another process is gone into a Lost."""
        try:
            yield
        except RuntimeError as error:
            if self.count == 1 or is_out_of_memory(error):
                raise
            raise Lost("The connection to another process of the training was lost.") from error

    def out_of_memory(self) -> Failure:
        """The sentence for a process that has found no memory."""
        who = f"Process {self.number}" if self.count > 1 else "The training"
        return Failure(
            f"{who} has run out of memory: use a smaller --batch or model, or more machines."
        )


def device_of(local: int) -> torch.device:
    """A GPU for each process of this machine, or the CPU where it has none."""
    if not torch.cuda.is_available():
        return torch.device("cpu")
    if local >= torch.cuda.device_count():
        raise ValueError(
            f"This machine has more processes than its {torch.cuda.device_count()} GPUs: start one "
            "for each."
        )
    device = torch.device("cuda", local)
    torch.cuda.set_device(device)
    torch.use_deterministic_algorithms(True)  # on a CPU, one thread is enough for that
    return device


def outcome(work: Callable[[], Result]) -> Result | ValueError:
    """What some work gives, or how it failed."""
    try:
        return work()
    except ValueError as error:
        return error


def is_out_of_memory(error: BaseException) -> bool:
    """Whether PyTorch or Python found no memory; on a CPU, PyTorch only says so in words."""
    kinds = (MemoryError, torch.OutOfMemoryError)
    return isinstance(error, kinds) or "can't allocate memory" in str(error)
