"""The MLP, the architecture of steps 1 and 2, and its gradients, derived by hand for step 1."""

from __future__ import annotations

from collections.abc import Callable, Generator
from itertools import pairwise

from .config import Config, Shapes
from .matvec import matvec
from .nn import Numbers, Weights, cross_entropy, embedding, linear, relu, softmax
from .row import Floats, Matrix, plus


def mlp_shapes(vocab_size: int, config: Config) -> Shapes:
    """An embedding of n numbers, a hidden layer of 4n."""
    v, n = vocab_size, config.n_embd
    return {"wte": (v, n), "mlp_fc1": (4 * n, n), "mlp_fc2": (v, 4 * n)}


def mlp(weights: Weights, _: Config, token_id: int, *__: object) -> Numbers:
    """Embedding, one hidden layer with ReLU, v logits of the next token.

    Weights: `wte` (v, n), `mlp_fc1` (4n, n), `mlp_fc2` (v, 4n). What a GPT is given besides,
    position and KV cache, is of no use here.
    """
    x = embedding(weights["wte"], token_id)
    x = relu(linear(x, weights["mlp_fc1"]))
    return linear(x, weights["mlp_fc2"])


def mlp_gradients(weights: dict[str, Matrix], tokens: list[int]) -> Generator[None, None, float]:
    """Add dL/dw to the gradient of every weight; return the mean loss L of the tokens, in nats.

    It gives way after each letter.

    With x the embedding, h = W1 x, a = relu(h), z = W2 a, p = softmax(z) and L = -ln p[target]:
    dL/dz = p - onehot(target), and from there back, one product at a time.
    """
    wte, fc1, fc2 = weights["wte"], weights["mlp_fc1"], weights["mlp_fc2"]
    n = len(tokens) - 1
    losses = []
    for token_id, target_id in pairwise(tokens):
        x = wte[token_id]
        a = relu(matvec(fc1, x))
        z = matvec(fc2, a)
        p = softmax(z)
        losses.append(cross_entropy(z, target_id))

        dz = [probability / n for probability in p]
        dz[target_id] -= 1 / n
        da = matvec(zip(*fc2), dz)
        dh = [slope if active else 0.0 for slope, active in zip(da, a)]
        dx = matvec(zip(*fc1), dh)
        add_outer_product(fc2.grad, dz, a)
        add_outer_product(fc1.grad, dh, x)
        wte.grad[token_id] = plus(wte.grad[token_id], dx)
        yield
    loss: float = (1 / n) * sum(losses)
    return loss


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
