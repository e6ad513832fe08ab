"""The operations of the network, each over a whole row, each with its derivative beside it.

Every function works in two ways. Given a Row (or looking up a Matrix) it computes a Row and
remembers how gradients flow back: training. Given plain lists of floats it returns plain
floats and remembers nothing: inference. The forward arithmetic is the same line for both.

In the derivations y is the result, L the loss, and `grad` the row of dL/dy.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from operator import mul
from typing import Any

from .row import Floats, Matrix, Row
from .value import Value

if sys.version_info >= (3, 12):
    from math import sumprod as dot  # one call in C
else:

    def dot(a: Sequence[float], b: Sequence[float]) -> float:
        """The sum of the products of two rows of one length."""
        total: float = sum(map(mul, a, b))
        return total


def plus(a: Floats, b: Floats) -> Floats:
    """The sums of two rows of n numbers, position by position; plain floats, no graph."""
    return [u + v for u, v in zip(a, b)]


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
        return y

    def backprop(grad: Floats) -> None:  # dL/da = dL/db = dL/dy
        a.grad = plus(a.grad, grad)
        b.grad = plus(b.grad, grad)

    return Row(y, (a, b), backprop)


def linear(x: Floats, weights: list[Floats]) -> Floats:
    """y = W x: an (n, m) matrix times m numbers gives n numbers. No bias."""
    y = [dot(row, x) for row in weights]
    if not (isinstance(x, Row) and isinstance(weights, Matrix)):
        return y

    def backprop(grad: Floats) -> None:
        # A zero (behind a ReLU, every second one) adds nothing to either sum: leave it out.
        live = [i for i, slope in enumerate(grad) if slope]
        if not live:
            return
        slopes = [grad[i] for i in live]
        # dL/dx_j = sum_i W_ij dL/dy_i: column j of W times the slopes
        columns = zip(*[weights[i] for i in live])
        x.grad = [old + dot(column, slopes) for old, column in zip(x.grad, columns)]
        # dL/dW_ij = dL/dy_i x_j
        table = weights.grad
        for i, slope in zip(live, slopes):
            table[i] = [old + slope * a for old, a in zip(table[i], x)]

    return Row(y, (x,), backprop)


def relu(x: Floats) -> Floats:
    """y = max(0, x) for each of n numbers; the slope at 0 is taken as 0."""
    y = [a if a > 0 else 0.0 for a in x]
    if not isinstance(x, Row):
        return y

    def backprop(grad: Floats) -> None:  # dL/dx = dL/dy where x > 0, else 0
        x.grad = [old + g if a > 0 else old for old, a, g in zip(x.grad, x, grad)]

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
        # y_i = s x_i and ds/dx_j = -s^3 x_j / n, so dL/dx_j = s g_j - (s^3 / n) (g . x) x_j
        pull = scale**3 * dot(grad, x) / len(x)
        x.grad = [old + scale * g - pull * a for old, g, a in zip(x.grad, grad, x)]

    return Row(y, (x,), backprop)


def softmax(logits: Floats) -> Floats:
    """y_i = exp(x_i) / sum_k exp(x_k): n logits become n probabilities that add up to one."""
    highest = max(logits)  # taken off first, so that exp() cannot overflow; it cancels out
    powers = [math.exp(a - highest) for a in logits]
    total = sum(powers)
    y = [power / total for power in powers]
    if not isinstance(logits, Row):
        return y

    def backprop(grad: Floats) -> None:  # dL/dx_i = y_i (g_i - sum_k g_k y_k)
        mean = dot(grad, y)
        logits.grad = [old + p * (g - mean) for old, p, g in zip(logits.grad, y, grad)]

    return Row(y, (logits,), backprop)


def split(x: Floats, parts: int) -> list[Floats]:
    """Cut n numbers into `parts` rows of n / parts, one for each attention head."""
    size = len(x) // parts
    return [cut(x, start, start + size) for start in range(0, len(x), size)]


def cut(x: Floats, start: int, end: int) -> Floats:
    """The numbers of x from `start` up to, not including, `end`."""
    y = x[start:end]
    if not isinstance(x, Row):
        return y

    def backprop(grad: Floats) -> None:  # each number is itself; the others are untouched
        x.grad[start:end] = plus(x.grad[start:end], grad)

    return Row(y, (x,), backprop)


def concat(rows: list[Floats]) -> Floats:
    """The rows, one behind the other, as one row."""
    y = [a for row in rows for a in row]
    parts = tuple(row for row in rows if isinstance(row, Row))
    if not parts:
        return y

    def backprop(grad: Floats) -> None:
        start = 0
        for part in parts:
            part.grad = plus(part.grad, grad[start : start + len(part)])
            start += len(part)

    return Row(y, parts, backprop)


def scores(query: Floats, keys: list[Floats]) -> Floats:
    """y_t = q . k_t / sqrt(m): how well a query of m numbers fits each of the T keys.

    Source: Vaswani et al., "Attention Is All You Need" (2017), equation 1.
    """
    scale = len(query) ** -0.5
    y = [scale * dot(query, key) for key in keys]
    if not isinstance(query, Row):
        return y

    def backprop(grad: Floats) -> None:
        slopes = [scale * g for g in grad]
        # dL/dq_j = sum_t k_tj g_t / sqrt(m)
        query.grad = [old + dot(column, slopes) for old, column in zip(query.grad, zip(*keys))]
        for key, slope in zip(keys, slopes):  # dL/dk_t = q g_t / sqrt(m)
            key.grad = [old + slope * a for old, a in zip(key.grad, query)]  # type: ignore[attr-defined]

    return Row(y, (query, *keys), backprop)


def mix(shares: Floats, values: list[Floats]) -> Floats:
    """y = sum_t p_t v_t: T rows of m numbers, mixed by their T shares into one of m."""
    y = [dot(column, shares) for column in zip(*values)]
    if not isinstance(shares, Row):
        return y

    def backprop(grad: Floats) -> None:
        shares.grad = [old + dot(value, grad) for old, value in zip(shares.grad, values)]
        for value, share in zip(values, shares):  # dL/dv_t = p_t dL/dy
            value.grad = [old + share * g for old, g in zip(value.grad, grad)]  # type: ignore[attr-defined]

    return Row(y, (shares, *values), backprop)


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
        logits.grad = [old + slope * power for old, power in zip(logits.grad, powers)]
        logits.grad[target] -= grad

    return Value(loss, (logits,), backprop)
