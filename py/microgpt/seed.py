"""Seeds: the whole numbers that make a random stream repeatable."""

from __future__ import annotations

import random

MAX_SEED = 2**32 - 1


def check_seed(seed: int) -> None:
    """Raise ValueError where a seed is not a whole number from 0 to MAX_SEED."""
    if type(seed) is not int or not 0 <= seed <= MAX_SEED:
        raise ValueError(f"The seed must be a whole number from 0 to {MAX_SEED}, not {seed!r}.")


def fresh_seed() -> int:
    """A seed from the system's own source of randomness, different for every visitor."""
    return random.SystemRandom().randrange(MAX_SEED + 1)
