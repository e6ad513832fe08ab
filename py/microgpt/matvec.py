"""Matrix-vector products: nearly all the arithmetic of a network, with the sums written out.

A GPT multiplies rows: a.x = a_0 x_0 + a_1 x_1 + … + a_n-1 x_n-1, with a few lengths n. In Python
the overhead of a loop, or of a call into C, exceeds the cost of the terms. So the loop is unrolled:
the source of a function is generated and compiled once for each n, as `namedtuple` and `dataclass`
of the standard library do. That halves the time of a product.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import mul
from typing import Any

Rows = Iterable[Sequence[Any]]
Matvec = Callable[[Rows, Sequence[Any]], list[Any]]

LONGEST = 128  # terms: a longer sum takes longer to compile than it can save


def dot(a: Sequence[Any], b: Sequence[Any]) -> Any:
    """The dot product of two rows of one length, of floats or Values."""
    return sum(map(mul, a, b))


def matvec(rows: Rows, x: Sequence[Any]) -> list[Any]:
    """The dot product of each of the rows with x; all are of one length, of floats or Values.

    >>> matvec([[1, 2, 3], [0, 0, 1]], [10, 20, 30])
    [140, 30]
    """
    return matvec_of(len(x))(rows, x)


def matvecs(tables: Iterable[Rows], xs: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """`matvec` of each table with its own x; the xs are of one length."""
    product = matvec_of(len(xs[0]))
    return [product(rows, x) for rows, x in zip(tables, xs)]


@cache
def matvec_of(n: int) -> Matvec:
    """The function `matvec` for rows of n numbers, made once."""
    if n > LONGEST:
        return plain_matvec
    # A loader is where tracebacks ask for the lines of code that is in no file (PEP 302).
    namespace: dict[str, Any] = {"__name__": f"{__name__}_of_{n}", "__loader__": SourceLoader(n)}
    exec(compile(source(n), f"microgpt matvec of {n}", "exec"), namespace)
    compiled: Matvec = namespace["matvec"]
    return compiled


def plain_matvec(rows: Rows, x: Sequence[Any]) -> list[Any]:
    """The function `matvec` for rows of any length; raises ValueError where one is another."""
    rows = list(rows)
    if any(len(row) != len(x) for row in rows):
        raise ValueError(f"All rows must have {len(x)} numbers.")
    return [dot(row, x) for row in rows]


def source(n: int) -> str:
    """The source of `matvec` for rows of n numbers.

    >>> print(source(3))
    def matvec(rows, x):
        [x0, x1, x2] = x
        y = []
        for [a0, a1, a2] in rows:
            y.append(a0 * x0 + a1 * x1 + a2 * x2)
        return y
    """
    xs, each = ([f"{letter}{i}" for i in range(n)] for letter in "xa")
    terms = [f"{a} * {x}" for a, x in zip(each, xs)]
    return f"""\
def matvec(rows, x):
    [{", ".join(xs)}] = x
    y = []
    for [{", ".join(each)}] in rows:
        y.append({" + ".join(terms)})
    return y"""


class SourceLoader:
    """Gives tracebacks the lines of a compiled `matvec`."""

    def __init__(self, n: int) -> None:
        self.n = n

    def get_source(self, _: str) -> str:
        """The whole source, made again."""
        return source(self.n)
