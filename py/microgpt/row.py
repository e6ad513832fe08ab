"""Row and Matrix: many numbers that live and learn together.

A Value for each single number would be right but slow: a training step has 80,000 multiplications.
Numbers that are computed together are therefore one node of the graph. What a Row is to an
activation (16 numbers of one letter), a Matrix is to the weights. How rows are computed from rows
is the business of `nn.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import add
from typing import Any

from .products import dots

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
    """A table of weights to be trained: n rows of m numbers, with `grad`, a table of that shape.

    A matrix is always a leaf: gradients end here, and the optimizer reads them. The same table as
    a plain list of lists is a frozen weight: what is computed from it builds no graph.

    While `backward()` walks, each use y = W x only leaves its slopes dL/dy and its x in `uses`.
    The products dL/dy_i x_j of all uses are added up at once when `grad` is read. Until then the
    columns of W are kept too: weights change after their gradient was read, not before.
    """

    __slots__ = ("_columns", "_grad", "uses")

    def __init__(self, rows: Iterable[Floats]) -> None:
        super().__init__(rows)
        self.clear_grad()

    def clear_grad(self) -> None:
        """Set the gradient to zeros."""
        self._grad: list[Floats] = []
        self._columns: list[tuple[float, ...]] = []
        self.uses: list[tuple[Floats, Floats]] = []

    @property
    def columns(self) -> list[tuple[float, ...]]:
        """The m columns of n numbers."""
        if not self._columns:
            self._columns = list(zip(*self))
        return self._columns

    @property
    def grad(self) -> list[Floats]:
        """dL/dW_ij = sum of dL/dy_i x_j over all uses y = W x, and what was added otherwise."""
        if self.uses:
            slopes, inputs = (list(zip(*rows)) for rows in zip(*self.uses))
            table = [dots(inputs, column) for column in slopes]
            self._grad = list(map(plus, self._grad, table)) if self._grad else table
            self.uses = []
        elif not self._grad:
            self._grad = [[0.0] * len(row) for row in self]
        self._columns = []
        return self._grad

    def frozen(self) -> list[Floats]:
        """A copy of the numbers alone."""
        return [list(row) for row in self]


def plus(a: Floats, b: Floats) -> Floats:
    """The sums of two rows of n numbers, position by position; plain floats, no graph."""
    return list(map(add, a, b))
