"""Attention, with its derivative: each head mixes the values of the positions it looks back at.

Like the operations of `nn.py`, `attention` computes a Row from Rows and floats from floats. All its
heads are one node of the graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from .nn import softmax, softmax_slopes, without_graph
from .products import dots
from .row import Floats, Row


def attention(
    query: Floats, keys: list[Floats], values: list[Floats], heads: list[slice]
) -> Floats:
    """y = sum_t p_t v_t with p = softmax(q . k_t / sqrt(m)) in each head; n numbers.

    `keys` and `values` are T rows of n numbers. A head is a slice: its own m of the n numbers.
    Source: Vaswani et al., "Attention Is All You Need" (2017), equation 1 and section 3.2.2.
    """
    qs = [query[head] for head in heads]
    ks = [[key[head] for key in keys] for head in heads]
    vs = [[value[head] for value in values] for head in heads]
    scale = len(qs[0]) ** -0.5
    shares = [softmax([scale * fit for fit in dots(k, q)]) for k, q in zip(ks, qs)]
    y = side_by_side(dots(zip(*v), p) for v, p in zip(vs, shares))
    nodes = [row for row in (query, *keys, *values) if isinstance(row, Row)]
    if len(nodes) < 1 + len(keys) + len(values):
        return without_graph(y, *nodes)

    def backprop(grad: Floats) -> None:
        gs = [grad[head] for head in heads]
        # dL/dp_t = v_t . dL/dy; back through the softmax and the scale: s_t = dL/d(q . k_t)
        slopes = [
            [scale * slope for slope in softmax_slopes(p, dots(v, g))]
            for p, v, g in zip(shares, vs, gs)
        ]
        dq = side_by_side(dots(zip(*k), s) for k, s in zip(ks, slopes))  # sum_t s_t k_t
        dk = multiples(slopes, qs)  # dL/dk_t = s_t q
        dv = multiples(shares, gs)  # dL/dv_t = p_t dL/dy
        for node, d in zip(nodes, [dq, *dk, *dv]):
            node.receive(d)

    return Row(y, tuple(nodes), backprop)


def side_by_side(rows: Iterable[Floats]) -> Floats:
    """The rows of the heads, one behind the other, as one row."""
    return list(chain.from_iterable(rows))


def multiples(factors: list[Floats], rows: list[Floats]) -> list[Floats]:
    """For each of T positions every head's row times its factor there, side by side."""
    return [
        [factor * a for factor, row in zip(of_heads, rows) for a in row]
        for of_heads in zip(*factors)
    ]
