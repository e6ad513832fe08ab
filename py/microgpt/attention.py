"""Attention, with its derivative: each head mixes the values of the positions it looks back at.

Like the operations of `nn.py`, `attention` computes a Row from Rows and floats from floats. All its
heads are one node of the graph; what one head does, and how slopes flow back through it, are two
functions of plain floats.
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
    """y = softmax(q K / sqrt(m)) V in every head; n numbers, the results of the heads in a row.

    `keys` and `values` are T rows of n numbers. A head is a slice: its own m of the n numbers.
    Source: Vaswani et al., "Attention Is All You Need" (2017), equation 1 and section 3.2.2.
    """
    parts = [(query[h], [k[h] for k in keys], [v[h] for v in values]) for h in heads]
    shares = [head_shares(q, ks) for q, ks, _ in parts]
    y = side_by_side(dots(zip(*vs), p) for (_, _, vs), p in zip(parts, shares))
    nodes = tuple(row for row in (query, *keys, *values) if isinstance(row, Row))
    if len(nodes) < 1 + len(keys) + len(values):
        return without_graph(y, *nodes)

    def backprop(grad: Floats) -> None:
        slopes = [head_slopes(grad[h], p, *part) for h, p, part in zip(heads, shares, parts)]
        for node, of_heads in zip(nodes, zip(*slopes)):
            node.receive(side_by_side(of_heads))

    return Row(y, nodes, backprop)


def head_shares(q: Floats, ks: list[Floats]) -> Floats:
    """p = softmax(q . k_t / sqrt(m)): how much of its attention a head gives to T positions."""
    scale = len(q) ** -0.5
    return softmax([scale * fit for fit in dots(ks, q)])


def head_slopes(
    grad: Floats, p: Floats, q: Floats, ks: list[Floats], vs: list[Floats]
) -> list[Floats]:
    """dL/dq, then the T rows dL/dk_t, then the T rows dL/dv_t of a head with y = sum_t p_t v_t.

    Each is m numbers, as is `grad`, the slopes dL/dy.
    """
    scale = len(q) ** -0.5
    # dL/dp_t = v_t . dL/dy; back through the softmax and the scale come the slopes of q . k_t
    slopes = [scale * slope for slope in softmax_slopes(p, dots(vs, grad))]
    dq = dots(zip(*ks), slopes)  # dL/dq_j = sum_t k_tj s_t
    dks = [[slope * a for a in q] for slope in slopes]  # dL/dk_t = s_t q
    dvs = [[share * g for g in grad] for share in p]  # dL/dv_t = p_t dL/dy
    return [dq, *dks, *dvs]


def side_by_side(rows: Iterable[Floats]) -> Floats:
    """The rows, one behind the other, as one row."""
    return list(chain.from_iterable(rows))
