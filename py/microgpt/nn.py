"""The operations of the network, over rows of n numbers.

Each forward is one expression that works for three kinds of number. Plain floats only compute:
inference. Values build the graph number by number: the `value` engine. A Row computes like plain
floats and becomes one node of the graph, with the derivative written beside the forward: the `row`
engine. Rows and Matrices go together; mixed with plain lists they raise TypeError. Shapes that do
not fit raise ValueError when the graph is built.

In the derivations y is the result, L the loss, and `grad` the row of dL/dy.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from .matvec import dot, matvec
from .row import Floats, Matrix, Row, RowLoss, plus
from .value import Value, data_of

Numbers = list[Any]  # a Row, or a list of floats or of Values
Table = list[Any]  # a Matrix, or a list of rows of floats or of Values
Weights = Mapping[str, Table]  # matrices by name


def require_untracked(y: Numbers, *inputs: object) -> Numbers:
    """y as it is, once it is sure that no input expects a gradient; TypeError where one does."""
    for thing in inputs:
        if isinstance(thing, (Row, Matrix)):
            raise TypeError("Rows and Matrices are trained, plain lists are not: give all of one.")
    return y


def embedding(table: Table, index: int) -> Numbers:
    """Row `index` of an (n, m) table: m numbers; dL/d(row) = dL/dy."""
    row: Numbers = table[index]
    if not isinstance(table, Matrix):
        return row

    def backprop(grad: Floats) -> None:
        table.grad[index] = plus(table.grad[index], grad)

    return Row(row, (table,), backprop)


def add(a: Numbers, b: Numbers) -> Numbers:
    """y = a + b, for two rows of n numbers."""
    if len(a) != len(b):
        raise ValueError(f"add takes two rows of one length, not {len(a)} and {len(b)} numbers.")
    y = plus(a, b)
    if not (isinstance(a, Row) and isinstance(b, Row)):
        return require_untracked(y, a, b)

    def backprop(grad: Floats) -> None:  # dL/da = dL/db = dL/dy
        a.accumulate(list(grad))
        b.accumulate(list(grad))

    return Row(y, (a, b), backprop)


def linear(x: Numbers, weights: Table) -> Numbers:
    """y = W x: an (n, m) matrix times m numbers gives n numbers. No bias."""
    width = len(weights[0]) if weights else 0
    if width != len(x):
        shape = f"({len(weights)}, {width})"
        raise ValueError(f"A matrix of shape {shape} cannot be applied to {len(x)} numbers.")
    y = matvec(weights, x)
    if not (isinstance(x, Row) and isinstance(weights, Matrix)):
        return require_untracked(y, x, weights)

    def backprop(grad: Floats) -> None:
        x.accumulate(matvec(weights.columns, grad))  # dL/dx_j = sum_i W_ij dL/dy_i
        weights.remember(list(grad), x)  # dL/dW_ij = dL/dy_i x_j: see Matrix.grad

    return Row(y, (x, weights), backprop)


def relu(x: Numbers) -> Numbers:
    """y = max(0, x) for each of n numbers; the slope at 0 is taken as 0, and NaN stays NaN."""
    y = relu_each(x)
    if not isinstance(x, Row):
        return y

    def backprop(grad: Floats) -> None:  # dL/dx = dL/dy where x > 0, else 0
        x.accumulate([g if a else 0.0 for g, a in zip(grad, y)])

    return Row(y, (x,), backprop)


def rmsnorm(x: Numbers) -> Numbers:
    """y = x / sqrt(mean(x^2) + 1e-5): n numbers scaled to a root mean square of one.

    Source: Zhang and Sennrich, "Root Mean Square Layer Normalization" (2019), without gain.
    """
    scale = (dot(x, x) / len(x) + 1e-5) ** -0.5
    y = [scale * a for a in x]
    if not isinstance(x, Row):
        return y

    def backprop(grad: Floats) -> None:
        # y_i = s x_i and ds/dx_j = -s^3 x_j / n, so dL/dx_j = s (dL/dy_j - y_j (y . dL/dy) / n)
        mean = dot(y, grad) / len(y)
        x.accumulate([scale * (g - mean * a) for g, a in zip(grad, y)])

    return Row(y, (x,), backprop)


def softmax(logits: Numbers) -> Numbers:
    """y_i = exp(x_i) / sum_k exp(x_k): n logits become n probabilities that add up to one."""
    highest = data_of(max(logits))  # taken off first, so that exp() cannot overflow; it cancels
    powers = exp_each(logits, highest)
    total = sum(powers)
    y = [power / total for power in powers]
    if not isinstance(logits, Row):
        return y

    def backprop(grad: Floats) -> None:
        logits.accumulate(softmax_backward(y, grad))

    return Row(y, (logits,), backprop)


def softmax_backward(y: Floats, grad: Floats) -> Floats:
    """dL/dx_i = y_i (dL/dy_i - sum_k y_k dL/dy_k): back through y = softmax(x)."""
    mean = dot(y, grad)
    return [p * (g - mean) for p, g in zip(y, grad)]


def cross_entropy(logits: Numbers, target: int) -> Any:
    """-ln softmax(x)[target], in nats: how surprising the target was; one number.

    A Value where the logits are a Row or Values, a float otherwise.
    """
    highest = data_of(max(logits))
    powers = exp_each(logits, highest)
    total = sum(powers)
    loss = log(total) + highest - logits[target]
    if not isinstance(logits, Row):
        return loss

    def backprop(grad: float) -> None:  # dL/dx_i = p_i, less one for the target
        slope = grad / total
        slopes = [slope * power for power in powers]
        slopes[target] -= grad
        logits.accumulate(slopes)

    return RowLoss(loss, (logits,), backprop)


def exp_each(row: list[Any], shift: float) -> list[Any]:
    """e**(a - shift) for each number a of a row, of floats or of Values."""
    if isinstance(row[0], Value):
        return [(a - shift).exp() for a in row]
    return [math.exp(a - shift) for a in row]


def relu_each(row: list[Any]) -> list[Any]:
    """max(0, a) for each number a of a row, of floats or of Values."""
    if isinstance(row[0], Value):
        return [a.relu() for a in row]
    return [0.0 if a <= 0.0 else a for a in row]


def log(a: Any) -> Any:
    """The natural logarithm of a float or a Value."""
    return a.log() if isinstance(a, Value) else math.log(a)
