"""Attention, in its two parts: how much each head looks at each position, and what it takes there.

Like the operations of `nn.py`, one expression for floats, Values and Rows. All heads together are
one row: their attention weights lie head after head, T positions each.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from .matvec import matvecs
from .nn import Numbers, require_untracked, softmax, softmax_backward
from .row import Floats, Row

Heads = list[slice]  # which of the n numbers of a position belong to each head: m of them, in order


def attention_weights(query: Numbers, keys: list[Numbers], heads: Heads) -> Numbers:
    """p_t = softmax_t(q . k_t / sqrt(m)) in each head: heads x T probabilities, head after head.

    `query` has n numbers, `keys` are T rows of n numbers, a head takes m of them.
    Source: Vaswani et al., "Attention Is All You Need" (2017), equation 1 and section 3.2.2.
    """
    require_one_width("keys", query, keys)
    qs = [query[head] for head in heads]
    ks = [[key[head] for key in keys] for head in heads]
    scale = len(qs[0]) ** -0.5
    ps = [softmax([scale * score for score in scores]) for scores in matvecs(ks, qs)]
    y = concat(ps)
    nodes = [row for row in (query, *keys) if isinstance(row, Row)]
    if len(nodes) <= len(keys):
        return require_untracked(y, *nodes)

    def backprop(grad: Floats) -> None:
        # s_t = dL/d(q . k_t), back through the softmax and the scale
        slopes = [
            [scale * slope for slope in softmax_backward(p, g)]
            for p, g in zip(ps, split(grad, len(heads)))
        ]
        dq = concat(matvecs(map(transpose, ks), slopes))  # sum_t s_t k_t
        dk = outer_product_per_head(slopes, qs)  # dL/dk_t = s_t q
        for node, d in zip(nodes, [dq, *dk]):
            node.accumulate(d)

    return Row(y, tuple(nodes), backprop)


def mix(weights: Numbers, values: list[Numbers], heads: Heads) -> Numbers:
    """y = sum_t p_t v_t in each head: n numbers from heads x T probabilities and T rows of n."""
    if len(weights) != len(heads) * len(values):
        raise ValueError(
            f"{len(heads)} heads and {len(values)} positions need as many attention weights for "
            f"each pair, not {len(weights)} in all."
        )
    require_one_width("values", values[0], values)
    ps = split(weights, len(heads))
    vs = [[value[head] for value in values] for head in heads]
    y = concat(matvecs(map(transpose, vs), ps))
    nodes = [row for row in (weights, *values) if isinstance(row, Row)]
    if len(nodes) <= len(values):
        return require_untracked(y, *nodes)

    def backprop(grad: Floats) -> None:
        gs = [grad[head] for head in heads]
        dp = concat(matvecs(vs, gs))  # dL/dp_t = v_t . dL/dy
        dv = outer_product_per_head(ps, gs)  # dL/dv_t = p_t dL/dy
        for node, d in zip(nodes, [dp, *dv]):
            node.accumulate(d)

    return Row(y, tuple(nodes), backprop)


def transpose(rows: Iterable[Numbers]) -> Iterable[tuple[Any, ...]]:
    """The columns of a table."""
    return zip(*rows)


def split(row: Numbers, parts: int) -> list[Numbers]:
    """The row cut into equal parts, such as the attention weights of each head."""
    size = len(row) // parts
    return [row[start : start + size] for start in range(0, len(row), size)]


def concat(rows: Iterable[Numbers]) -> Numbers:
    """The rows of the heads, one behind the other, as one row."""
    return list(chain.from_iterable(rows))


def outer_product_per_head(factors: list[Floats], rows: list[Floats]) -> list[Floats]:
    """For each of T positions every head's row times its factor there, concatenated."""
    return [
        [factor * a for factor, row in zip(of_heads, rows) for a in row]
        for of_heads in zip(*factors)
    ]


def require_one_width(what: str, row: Numbers, rows: list[Numbers]) -> None:
    """Raise ValueError where one of the rows is not as long as `row`."""
    lengths = set(map(len, rows))
    if lengths != {len(row)}:
        raise ValueError(f"The {what} must have {len(row)} numbers each, not {sorted(lengths)}.")
