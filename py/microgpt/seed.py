"""Seeds and states of the random generator: what makes a random stream repeatable."""

from __future__ import annotations

import math
import random
from typing import Any

from .wording import quoted

MAX_SEED = 2**32 - 1


def check_seed(seed: int) -> None:
    """Raise ValueError where a seed is not a whole number from 0 to MAX_SEED."""
    if type(seed) is not int or not 0 <= seed <= MAX_SEED:
        raise ValueError(
            f"The seed must be a whole number from 0 to {MAX_SEED}, not {quoted(seed)}."
        )


def fresh_seed() -> int:
    """A seed from the system's own source of randomness, different for every visitor."""
    return random.SystemRandom().randrange(MAX_SEED + 1)


def random_state(rng: random.Random) -> list[Any]:
    """The state of a generator as plain data."""
    version, numbers, gauss_next = rng.getstate()
    return [version, list(numbers), gauss_next]


def restore_random_state(rng: random.Random, state: Any) -> None:
    """Put a generator into a state; raises ValueError where it is not one."""
    try:
        version, numbers, gauss_next = state
        if gauss_next is not None and not (type(gauss_next) is float and math.isfinite(gauss_next)):
            raise TypeError("not a number")
        rng.setstate((version, tuple(numbers), gauss_next))
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError("its state of the random generator is damaged.") from error
