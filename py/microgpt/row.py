"""Row and Matrix: many numbers as one node of the graph, so that a GPT trains fast in Python.

A Value for each number is right but slow: a training step has 80,000 multiplications. Numbers that
are computed together are therefore one node: a Row holds an activation (the 16 numbers of a
position), a Matrix holds weights. The operations on them are in `nn.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import add
from typing import Any, NoReturn

from .matvec import matvec_of
from .value import Value

Floats = list[float]

MOST_PENDING = 128  # pending gradients of a matrix: as many terms as a compiled product has

NO_COPY = (
    "What was computed from Rows cannot be copied, for its gradients flow to the originals: "
    "compute it again from copies of the leaves."
)


class Row(Floats):
    """A list of n numbers that is one node of the graph, with `grad`, a list of n gradients.

    It joins the walk of `Value.backward()` as a Value does: `backprop`, given dL/d(this), adds to
    the gradients of the inputs. A gradient is an empty list until something has flowed back.
    `+` and `*` would join and repeat lists, so both raise TypeError: `nn.add` adds rows.
    """

    __slots__ = ("backprop", "grad", "inputs")

    def __init__(
        self,
        data: Iterable[float],
        inputs: tuple[Any, ...] = (),
        backprop: Callable[[Floats], None] | None = None,
    ) -> None:
        self.extend(data)
        self.inputs = inputs
        self.backprop = backprop
        self.grad: Floats = []

    def _refuse(self, _: object) -> NoReturn:
        raise TypeError("A Row is neither joined nor repeated by + and *: use nn.add to add rows.")

    def __deepcopy__(self, _: dict[int, Any]) -> Row:
        """A leaf of the same numbers; raises TypeError for a row that was computed."""
        if self.inputs:
            raise TypeError(NO_COPY)
        copy = Row(self)
        copy.grad = list(self.grad)
        return copy

    __add__ = __radd__ = __iadd__ = __mul__ = __rmul__ = __imul__ = _refuse

    def clear_grad(self) -> None:
        """Forget the gradient."""
        self.grad = []

    def accumulate(self, grad: Floats) -> None:
        """Add n numbers to the gradient; the list becomes this row's own."""
        self.grad = plus(self.grad, grad) if self.grad else grad


class RowLoss(Value):
    """A Value computed from Rows: its `rule`, given dL/d(this), adds to their gradients."""

    __slots__ = ("rule",)

    def __init__(self, data: float, inputs: tuple[Row, ...], rule: Callable[[float], None]) -> None:
        super().__init__(data, inputs)
        self.rule = rule

    def backprop(self, grad: float) -> None:
        """Pass dL/d(this) on to the rows."""
        self.rule(grad)

    def copy_alone(self) -> NoReturn:
        """Refuse to be copied: the rule knows the original rows alone."""
        raise TypeError(NO_COPY)


class Matrix(list[Floats]):
    """A table of weights to be trained: n rows of m numbers, with `grad`, a table of that shape.

    A matrix is a leaf: gradients end here, and the optimizer reads them. The same table as a plain
    list of lists is a frozen weight: what is computed from it builds no graph.

    While `backward()` walks, each y = W x only leaves its dL/dy and its x as a pending gradient.
    The outer products dL/dy_i x_j of many of them are added up at once, the last when `grad` is
    read; until then an x, like every activation of a graph, must stay as it is.
    """

    __slots__ = ("_grad", "pending")
    inputs = ()

    def __init__(self, rows: Iterable[Floats]) -> None:
        super().__init__(rows)
        widths = set(map(len, self))
        if len(widths) > 1:
            raise ValueError(f"The rows of a matrix have one length, not {sorted(widths)}.")
        self.clear_grad()

    def clear_grad(self) -> None:
        """Set the gradient to zeros."""
        self._grad: list[Floats] = []
        self.pending: list[tuple[Floats, Floats]] = []

    def remember(self, slopes: Floats, x: Floats) -> None:
        """Leave the n numbers of dL/dy and the m of x of a y = W x as a pending gradient."""
        self.pending.append((slopes, x))
        if len(self.pending) == MOST_PENDING:
            _ = self.grad

    @property
    def columns(self) -> list[tuple[float, ...]]:
        """The m columns of n numbers, as they are now."""
        return list(zip(*self))

    @property
    def grad(self) -> list[Floats]:
        """dL/dW_ij = sum of dL/dy_i x_j over all y = W x, and what was added otherwise."""
        if self.pending:
            grads, inputs = (list(zip(*rows)) for rows in zip(*self.pending))
            product = matvec_of(len(self.pending))
            table = [product(inputs, column) for column in grads]
            self._grad = list(map(plus, self._grad, table)) if self._grad else table
            self.pending.clear()
        elif not self._grad:
            self._grad = [[0.0] * len(row) for row in self]
        return self._grad

    def accumulate(self, table: list[Floats]) -> None:
        """Add a table of this shape to the gradient."""
        if self._grad or self.pending:
            self._grad = list(map(plus, self.grad, table))
        else:
            self._grad = [list(row) for row in table]

    def __deepcopy__(self, _: dict[int, Any]) -> Matrix:
        """A matrix of the same numbers and gradient."""
        copy = Matrix(self.frozen())
        copy.accumulate(self.grad)
        return copy

    def frozen(self) -> list[Floats]:
        """A copy of the numbers alone."""
        return [list(row) for row in self]


class StepMatrix(Matrix):
    """A matrix for the length of one training step, in which weights do not change.

    It shares rows and gradient with the matrix it is made from, and computes its columns only once.
    """

    __slots__ = ("_kept_columns", "_matrix")

    def __init__(self, matrix: Matrix) -> None:
        list.__init__(self, matrix)
        self._matrix = matrix
        self.pending = matrix.pending
        self._kept_columns: list[tuple[float, ...]] = []

    @property
    def columns(self) -> list[tuple[float, ...]]:
        """The m columns of n numbers."""
        if not self._kept_columns:
            self._kept_columns = list(zip(*self))
        return self._kept_columns

    @property
    def grad(self) -> list[Floats]:
        """The gradient of the matrix."""
        return self._matrix.grad


def plus(a: Floats, b: Floats) -> Floats:
    """The sums of two rows of n numbers, position by position; plain floats, no graph."""
    return list(map(add, a, b))
