"""Pace: tells on rank 0 how a training gets on, a line every few seconds."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from microgpt.cli.console import tell
from microgpt.train import RECENT

from scaling.plan import Plan

PAUSE = 5.0  # seconds from one line to the next


class Pace:
    """How fast a training goes since this process took it up, and its recent losses."""

    def __init__(
        self, plan: Plan, begun: int, aloud: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.plan = plan
        self.begun = begun
        self.aloud = aloud
        self.clock = clock
        self.start = clock()
        self.recent: deque[float] = deque(maxlen=RECENT)
        self._next = self.start + PAUSE

    def update(self, done: int, loss: float) -> None:
        """So many training steps are done, the last one with this loss; some calls say so."""
        self.recent.append(loss)
        if self.aloud and (self.clock() >= self._next or done == self.plan.num_steps):
            self._next = self.clock() + PAUSE
            tell(self.line(done))

    @property
    def seconds(self) -> float:
        """Since the start; a little more than nothing."""
        return max(self.clock() - self.start, 1e-9)

    @property
    def loss(self) -> float:
        """The mean of the recent losses."""
        return sum(self.recent) / len(self.recent)

    def line(self, done: int) -> str:
        """How far it is, how fast, and how long it will take."""
        per_second = (done - self.begun) / self.seconds
        left = (self.plan.num_steps - done) / per_second
        return (
            f"training step {done:,} of {self.plan.num_steps:,}, mean loss of the last "
            f"{len(self.recent)}: {self.loss:.4f}, {per_second * self.plan.batch:,.0f} names a "
            f"second, {left:,.0f} s left"
        )
