"""Dot products: nearly all the arithmetic of a network, in formulas that are written out.

A GPT multiplies rows: a.x = a_0 x_0 + a_1 x_1 + … + a_n-1 x_n-1, with a few lengths n. Python needs
longer to go round a loop, or to call a function in C, than for the terms of such a sum. So the loop
over the terms is written out: Python makes the source of a function for each n and compiles it, as
`namedtuple` and `dataclass` of the standard library do. That halves the time of a product.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import mul
from typing import Any

Rows = Iterable[Sequence[float]]
Dots = Callable[[Rows, Sequence[float]], list[float]]

LONGEST = 128  # terms: a longer formula takes longer to compile than it can save


def dot(a: Sequence[float], b: Sequence[float]) -> float:
    """The dot product of two rows of one length."""
    total: float = sum(map(mul, a, b))
    return total


def dots(rows: Rows, x: Sequence[float]) -> list[float]:
    """The dot product of each of the rows with x; all are of one length.

    >>> dots([[1, 2, 3], [0, 0, 1]], [10, 20, 30])
    [140, 30]
    """
    return formula(len(x))(rows, x)


@cache
def formula(n: int) -> Dots:
    """The function `dots` for rows of n numbers, made once."""
    if n > LONGEST:
        return by_loop
    namespace: dict[str, Any] = {}
    exec(source(n), namespace)
    made: Dots = namespace["dots"]
    return made


def by_loop(rows: Rows, x: Sequence[float]) -> list[float]:
    """The function `dots` for rows of any length."""
    return [dot(row, x) for row in rows]


def source(n: int) -> str:
    """The source of `dots` for rows of n numbers.

    >>> print(source(3))
    def dots(rows, x):
        [x0, x1, x2] = x
        y = []
        for [a0, a1, a2] in rows:
            y.append(a0 * x0 + a1 * x1 + a2 * x2)
        return y
    """
    xs, each = ([f"{letter}{i}" for i in range(n)] for letter in "xa")
    terms = [f"{a} * {x}" for a, x in zip(each, xs)]
    return f"""\
def dots(rows, x):
    [{", ".join(xs)}] = x
    y = []
    for [{", ".join(each)}] in rows:
        y.append({" + ".join(terms)})
    return y"""
