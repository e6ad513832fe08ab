"""Numerals: numbers as people write them. The page reads them by the same rules."""

from __future__ import annotations

import math
import re

from .wording import quoted

WHOLE = re.compile(r"[+-]?[0-9]+")
DECIMAL = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]+)?")


def whole(text: str) -> int:
    """A whole number, in the digits 0 to 9; raises ValueError for anything else.

    >>> whole("-12")
    -12
    """
    if not WHOLE.fullmatch(text.strip()):
        raise ValueError(f"{quoted(text)} is not a whole number such as 20.")
    try:
        return int(text)
    except ValueError as error:  # Python reads thousands of digits only when asked to
        raise ValueError(f"The number {quoted(text)} has too many digits.") from error


def decimal(text: str) -> float:
    """A number with a point or a comma, or with a power of ten; raises ValueError otherwise.

    >>> decimal("0,5"), decimal("1e-3")
    (0.5, 0.001)
    """
    if not DECIMAL.fullmatch(text.strip()):
        raise ValueError(f"{quoted(text)} is not a number such as 0.5.")
    number = float(text.replace(",", "."))
    if not math.isfinite(number):
        raise ValueError(f"The number {quoted(text)} is too large.")
    return number
