"""Progress: one line that moves on a terminal, and elsewhere a line every few seconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence

from microgpt.train import RECENT

from .console import write

PAUSE_ON_TERMINAL, PAUSE = 0.1, 5.0  # seconds from one line to the next
WIDTH = 24  # of the bar, in characters


class Progress:
    """Tells how far a training of so many steps is, and its recent loss."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.total = total
        self.clock = clock
        self.moves = sys.stderr is not None and sys.stderr.isatty()
        self.pause = PAUSE_ON_TERMINAL if self.moves else PAUSE
        self.next = clock() + self.pause
        self._open = False  # whether a line waits for its end

    def update(self, done: int, losses: Sequence[float]) -> None:
        """So many training steps are done; some calls say so, and the last one does."""
        if done < self.total and self.clock() < self.next:
            return
        self.next = self.clock() + self.pause
        recent = losses[-RECENT:]
        line = (
            f"training step {done} of {self.total}, "
            f"mean loss of the last {len(recent)}: {sum(recent) / len(recent):.4f}"
        )
        if not self.moves:
            write(line + "\n")
            return
        bar = "#" * (WIDTH * done // self.total)
        write(f"\r[{bar:.<{WIDTH}}] {line}")
        self._open = True

    def close(self) -> None:
        """End the line, so that what follows begins on one of its own."""
        if self._open:
            write("\n")
            self._open = False
