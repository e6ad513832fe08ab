"""Step 1: the gradients of the MLP derived by hand, and the numerical gradient that checks them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from .nn import cross_entropy, relu, softmax
from .products import dots
from .row import Floats, Matrix, plus


def mlp_gradients(weights: dict[str, Matrix], tokens: list[int]) -> float:
    """Add dL/dw to the gradient of every weight; return the mean loss L of the tokens, in nats.

    With x the embedding, h = W1 x, a = relu(h), z = W2 a, p = softmax(z) and L = -ln p[target]:
    dL/dz = p - onehot(target), and from there back, one product at a time.
    """
    wte, fc1, fc2 = weights["wte"], weights["mlp_fc1"], weights["mlp_fc2"]
    predictions = len(tokens) - 1
    losses = []
    for token_id, target in pairwise(tokens):
        x = wte[token_id]
        a = relu(dots(fc1, x))
        z = dots(fc2, a)
        p = softmax(z)
        losses.append(cross_entropy(z, target))

        dz = [probability / predictions for probability in p]
        dz[target] -= 1 / predictions
        da = dots(zip(*fc2), dz)
        dh = [slope if active > 0 else 0.0 for slope, active in zip(da, a)]
        dx = dots(zip(*fc1), dh)
        add_outer_product(fc2.grad, dz, a)
        add_outer_product(fc1.grad, dh, x)
        wte.grad[token_id] = plus(wte.grad[token_id], dx)
    mean: float = sum(losses) / predictions
    return mean


def add_outer_product(table: list[Floats], column: Floats, row: Floats) -> None:
    """table_ij += column_i row_j: how dL/dW follows from dL/d(W x) and x."""
    for i, slope in enumerate(column):
        if slope:
            table[i] = [old + slope * a for old, a in zip(table[i], row)]


def numerical_gradient(
    loss: Callable[[], float], matrix: list[Floats], i: int, j: int, delta: float = 1e-5
) -> float:
    """dL/dw_ij as (L(w + delta) - L(w - delta)) / (2 delta); the error shrinks with delta^2."""
    weight = matrix[i][j]
    try:
        matrix[i][j] = weight + delta
        above = loss()
        matrix[i][j] = weight - delta
        below = loss()
    finally:
        matrix[i][j] = weight
    return (above - below) / (2 * delta)
