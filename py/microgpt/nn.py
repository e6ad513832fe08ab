"""The operations of the network, each over a whole row, each with its derivative beside it.

Every function works in two ways. Given Rows and Matrices it computes a Row and remembers how
gradients flow back: training. Given plain lists of floats it returns plain floats and remembers
nothing: inference. The forward arithmetic is the same line for both; mixing them raises TypeError.

In the derivations y is the result, L the loss, and `grad` the row of dL/dy.
"""

from __future__ import annotations

import math
from typing import Any

from .products import dot, dots
from .row import Floats, Matrix, Row, plus
from .value import Value


def without_graph(y: Floats, *inputs: object) -> Floats:
    """y as it is, once it is sure that no input expects a gradient; TypeError where one does."""
    for thing in inputs:
        if isinstance(thing, (Row, Matrix)):
            raise TypeError("Rows and Matrices learn, plain lists do not: give all of one kind.")
    return y


def embedding(table: list[Floats], index: int) -> Floats:
    """Row `index` of an (n, m) table: m numbers, of which each is its own derivative."""
    if not isinstance(table, Matrix):
        return table[index]

    def backprop(grad: Floats) -> None:
        table.grad[index] = plus(table.grad[index], grad)

    return Row(table[index], (), backprop)


def add(a: Floats, b: Floats) -> Floats:
    """y = a + b, for two rows of n numbers."""
    y = plus(a, b)
    if not (isinstance(a, Row) and isinstance(b, Row)):
        return without_graph(y, a, b)

    def backprop(grad: Floats) -> None:  # dL/da = dL/db = dL/dy
        a.receive(grad)
        b.receive(grad)

    return Row(y, (a, b), backprop)


def linear(x: Floats, weights: list[Floats]) -> Floats:
    """y = W x: an (n, m) matrix times m numbers gives n numbers. No bias."""
    y = dots(weights, x)
    if not (isinstance(x, Row) and isinstance(weights, Matrix)):
        return without_graph(y, x, weights)

    def backprop(grad: Floats) -> None:
        x.receive(dots(weights.columns, grad))  # dL/dx_j = sum_i W_ij dL/dy_i
        weights.uses.append((grad, x))  # dL/dW_ij = dL/dy_i x_j, which Matrix.grad adds up

    return Row(y, (x,), backprop)


def relu(x: Floats) -> Floats:
    """y = max(0, x) for each of n numbers; the slope at 0 is taken as 0."""
    y = [a if a > 0.0 else 0.0 for a in x]
    if not isinstance(x, Row):
        return y

    def backprop(grad: Floats) -> None:  # dL/dx = dL/dy where x > 0, else 0
        x.receive([g if a > 0.0 else 0.0 for g, a in zip(grad, y)])

    return Row(y, (x,), backprop)


def rmsnorm(x: Floats) -> Floats:
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
        x.receive([scale * (g - mean * a) for g, a in zip(grad, y)])

    return Row(y, (x,), backprop)


def softmax(logits: Floats) -> Floats:
    """y_i = exp(x_i) / sum_k exp(x_k): n logits become n probabilities that add up to one."""
    highest = max(logits)  # taken off first, so that exp() cannot overflow; it cancels out
    powers = [math.exp(a - highest) for a in logits]
    total = sum(powers)
    y = [power / total for power in powers]
    if not isinstance(logits, Row):
        return y

    def backprop(grad: Floats) -> None:
        logits.receive(softmax_slopes(y, grad))

    return Row(y, (logits,), backprop)


def softmax_slopes(y: Floats, grad: Floats) -> Floats:
    """dL/dx_i = y_i (dL/dy_i - sum_k y_k dL/dy_k): back through y = softmax(x)."""
    mean = dot(y, grad)
    return [p * (g - mean) for p, g in zip(y, grad)]


def cross_entropy(logits: Floats, target: int) -> Any:
    """-ln softmax(x)[target], in nats: how surprising the target was; one number.

    A Value where the logits are a Row, a float otherwise.
    """
    highest = max(logits)
    powers = [math.exp(a - highest) for a in logits]
    total = sum(powers)
    loss = math.log(total) + highest - logits[target]
    if not isinstance(logits, Row):
        return loss

    def backprop(grad: float) -> None:  # dL/dx_i = p_i, less one for the target
        slope = grad / total
        slopes = [slope * power for power in powers]
        slopes[target] -= grad
        logits.receive(slopes)

    return Value(loss, (logits,), backprop)
