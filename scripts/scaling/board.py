"""Board: where a rank leaves what went wrong, so that rank 0 says it, in one sentence, once.

It hangs in torchrun's own store, which outlives the processes: where torchrun starts them again
after something was said, they end at once as they did before.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from microgpt.failure import Failure
from microgpt.wording import safe

if TYPE_CHECKING:
    from torch.distributed import Store

ANSWER = timedelta(seconds=3)  # until a rank that fails has left its sentence
LEFT, SAID = "microgpt/left", "microgpt/said"


class Lost(Failure):
    """Another process has ended or is out of reach; only that one knows why."""


class Board:
    """The board as one rank sees it. `speaks`: whether sentences are this rank's to say."""

    def __init__(self, store: Store | None, speaks: bool) -> None:
        self._store = store
        self._speaks = speaks

    @property
    def said(self) -> int | None:
        """The exit code of what an earlier attempt has said; None where nothing was."""
        if self._store is None or not self._store.check([SAID]):
            return None
        return int(self._store.get(SAID))

    def fail(self, error: Exception) -> int:
        """Say what went wrong, or leave it to rank 0; return the exit code."""
        sentence, code = str(error), getattr(error, "exit_code", 2)
        if not self._speaks:
            if self._store and not isinstance(error, Lost):
                self._store.compare_set(LEFT, "", json.dumps([sentence, code]))
            return code
        known = not isinstance(error, Lost)
        if not known and (left := self._left()):
            known, (sentence, code) = True, left
        print(safe(sentence), file=sys.stderr, flush=True)
        if self._store and known:
            with suppress(RuntimeError):  # its machine may have been stopped, too
                self._store.set(SAID, str(code))
        return code

    def _left(self) -> tuple[str, int] | None:
        if self._store is None:
            return None
        try:
            self._store.wait([LEFT], ANSWER)
            sentence, code = json.loads(self._store.get(LEFT))
        except RuntimeError:
            return None
        return sentence, code
