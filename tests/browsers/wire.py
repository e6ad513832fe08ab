"""What a browser offers to whoever drives it: commands of W3C WebDriver, and their answers."""

import time
from collections.abc import Callable
from typing import Any

Ask = Callable[..., Any]
ANSWER_SECONDS = 60  # a bound for a machine that is busy


class Refused(Exception):
    """The browser could not do what a command asks for."""


def wait_for(happens: Callable[[], Any], what: str) -> Any:
    """What `happens` returns as soon as that is true."""
    end = time.monotonic() + ANSWER_SECONDS
    while not (happened := happens()):
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)
    return happened
