"""The steps of a bake side by side, one process each, as many at a time as there are cores."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from queue import Empty
from typing import Any

from .job import Settings, bake_step
from .progress import Progress

Baked = dict[int, tuple[dict[str, Any], str]]
_messages: Any = None  # in a worker process: the queue to the one that draws


def bake(numbers: list[int], settings: Settings) -> Baked:
    """Bake the steps; return row and weights text of each. Raises what a job raised."""
    context = multiprocessing.get_context("spawn")
    messages = context.Queue()
    progress = Progress(numbers, settings.num_steps)
    workers = min(len(numbers), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, context, _connect, (messages,)) as pool:
        # the longest first, so that the processes end at about the same time
        jobs = {n: pool.submit(_run, n, settings) for n in sorted(numbers, reverse=True)}
        try:
            while not all(job.done() for job in jobs.values()):
                _show(messages, progress)
            _show(messages, progress)
            return {n: jobs[n].result() for n in sorted(jobs)}
        except BrokenProcessPool as error:
            raise ValueError("A training process was killed: run the bake again.") from error
        finally:
            _cancel(list(jobs.values()))


def _connect(messages: Any) -> None:
    global _messages
    _messages = messages


def _run(number: int, settings: Settings) -> tuple[dict[str, Any], str]:
    def report(*message: Any) -> None:
        _messages.put(message)

    return bake_step(number, settings, report)


def _show(messages: Any, progress: Progress) -> None:
    try:
        while True:
            progress.update(*messages.get(timeout=0.1))
    except Empty:
        pass


def _cancel(jobs: list[Future[Any]]) -> None:
    for job in jobs:
        job.cancel()
