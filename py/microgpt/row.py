"""Row and Matrix: many numbers that live and learn together.

A Value for each single number would be right but slow: a training step has 80,000 multiplications.
Numbers that are computed together are therefore one node of the graph. What a Row is to an
activation (16 numbers of one letter), a Matrix is to the weights. How rows are computed from rows
is the business of `nn.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Floats = list[float]


class Row(Floats):
    """A list of n numbers that is one node of the graph, with `grad`, a list of n slopes.

    It joins the walk of `Value.backward()` exactly as a Value does. Its gradient is an empty list
    until the first slopes arrive.
    """

    __slots__ = ("backprop", "grad", "inputs")

    def __init__(
        self,
        data: Iterable[float],
        inputs: tuple[Any, ...] = (),
        backprop: Callable[[Floats], None] | None = None,
    ) -> None:
        list.__init__(self, data)
        self.inputs = inputs
        self.backprop = backprop
        self.grad: Floats = []

    def clear_grad(self) -> None:
        """Forget the gradient."""
        self.grad = []

    def receive(self, slopes: Floats) -> None:
        """Add n slopes to the gradient. The list may be shared: nobody changes it in place."""
        self.grad = plus(self.grad, slopes) if self.grad else slopes


class Matrix(list[Floats]):
    """A table of weights to be trained: rows of numbers, with `grad`, a table of the same shape.

    A matrix is always a leaf: gradients end here, and the optimizer reads them. The same table as
    a plain list of lists is a frozen weight: what is computed from it builds no graph.
    """

    __slots__ = ("grad",)

    def __init__(self, rows: Iterable[Floats]) -> None:
        super().__init__(rows)
        self.clear_grad()

    def clear_grad(self) -> None:
        """Set the gradient to zeros."""
        self.grad = [[0.0] * len(row) for row in self]

    def frozen(self) -> list[Floats]:
        """A copy of the numbers alone."""
        return [list(row) for row in self]


def plus(a: Floats, b: Floats) -> Floats:
    """The sums of two rows of n numbers, position by position; plain floats, no graph."""
    return [u + v for u, v in zip(a, b)]
