"""Trainings in processes of their own, as many at a time as there are cores."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


def in_processes(
    train: Callable[[Task], Result], tasks: Sequence[Task]
) -> Iterator[tuple[Task, Result]]:
    """What each task gives, as soon as it has ended; they begin in the order given.

    However this ends, none of the processes stays behind.
    """
    context = multiprocessing.get_context("spawn")
    at_once = min(len(tasks), os.cpu_count() or 1)
    with ProcessPoolExecutor(at_once, context, end_with_parent) as pool:
        jobs = {pool.submit(train, task): task for task in tasks}
        try:
            for job in as_completed(jobs):
                yield jobs[job], job.result()
        except BaseException:
            for process in multiprocessing.active_children():
                process.terminate()
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def end_with_parent() -> None:
    """Have this process end when the one that started it does, even if that was killed.

    Ctrl-C is the parent's to answer.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
