"""The two operations of an attention head, with their derivatives: scores and mix.

Like those of `nn.py` they compute Rows from Rows and floats from floats. A head is a slice: its own
m of the n numbers of queries, keys and values.
"""

from __future__ import annotations

from .nn import plus
from .products import dots
from .row import Floats, Row


def scores(query: Floats, keys: list[Floats], head: slice) -> Floats:
    """y_t = q . k_t / sqrt(m): how well a query fits each of the T keys, in one attention head.

    A head looks at its own m of the n numbers of query and keys.
    Source: Vaswani et al., "Attention Is All You Need" (2017), equation 1.
    """
    q = query[head]
    ks = [key[head] for key in keys]
    scale = len(q) ** -0.5
    y = [scale * fit for fit in dots(ks, q)]
    if not isinstance(query, Row):
        return y

    def backprop(grad: Floats) -> None:
        slopes = [scale * g for g in grad]
        # dL/dq_j = sum_t k_tj g_t / sqrt(m)
        query.grad[head] = plus(query.grad[head], dots(zip(*ks), slopes))
        for key, slope in zip(nodes, slopes):  # dL/dk_t = q g_t / sqrt(m)
            key.grad[head] = [old + slope * a for old, a in zip(key.grad[head], q)]

    nodes = tuple(key for key in keys if isinstance(key, Row))
    return Row(y, (query, *nodes), backprop)


def mix(shares: Floats, values: list[Floats], head: slice) -> Floats:
    """y = sum_t p_t v_t: the head's m numbers of T values, mixed by T shares into one row of m."""
    vs = [value[head] for value in values]
    y = dots(zip(*vs), shares)
    if not isinstance(shares, Row):
        return y

    def backprop(grad: Floats) -> None:
        shares.grad = plus(shares.grad, dots(vs, grad))  # dL/dp_t = v_t . dL/dy
        for value, share in zip(nodes, shares):  # dL/dv_t = p_t dL/dy
            value.grad[head] = [old + share * g for old, g in zip(value.grad[head], grad)]

    nodes = tuple(value for value in values if isinstance(value, Row))
    return Row(y, (shares, *nodes), backprop)
