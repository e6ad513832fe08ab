"""The bare arithmetic of a training step of step 5: lists and loops, no graph, nothing general.

It is what pure Python cannot do without, and so the measure of what the engine's readability costs.
Forward and backward are written out for one layer; the products are those of the package.
"""

from __future__ import annotations

from itertools import pairwise
from math import exp, log, sqrt
from operator import add
from typing import Any

from microgpt.matvec import dot, matvec, matvec_of

Floats = list[float]
Pairs = list[tuple[int, int]]
Tape = list[tuple[Any, ...]]  # what the forward keeps of each position
BETA1, BETA2, EPS = 0.85, 0.99, 1e-8


class BareGpt:
    """The model of step 5 at its default sizes; `weights` are lists of rows by name."""

    def __init__(self, weights: dict[str, list[Floats]], n_head: int = 4) -> None:
        self.weights = {name: [list(row) for row in rows] for name, rows in weights.items()}
        size = len(weights["wte"][0]) // n_head
        self.width = size * n_head
        self.heads = [slice(i * size, (i + 1) * size) for i in range(n_head)]
        self.scale = size**-0.5
        self.m = {name: zeros_like(rows) for name, rows in weights.items()}
        self.v = {name: zeros_like(rows) for name, rows in weights.items()}
        self.t = 0

    def train(self, tokens: list[int], rate: float) -> float:
        """One training step with Adam; return the loss."""
        pairs = list(pairwise(tokens))
        loss, tape = self._forward(pairs)
        self._update(self._backward(pairs, tape), rate)
        return loss

    def _forward(self, pairs: Pairs) -> tuple[float, Tape]:
        w = self.weights
        keys: list[list[Floats]] = [[] for _ in self.heads]
        values: list[list[Floats]] = [[] for _ in self.heads]
        tape = []
        loss = 0.0
        for pos, (token, target) in enumerate(pairs):
            x1, s1 = normed(list(map(add, w["wte"][token], w["wpe"][pos])))
            x2, s2 = normed(x1)
            q = self._split(matvec(w["layer0.attn_wq"], x2))
            k = self._split(matvec(w["layer0.attn_wk"], x2))
            v = self._split(matvec(w["layer0.attn_wv"], x2))
            ps, mixed = [], []
            for h in range(len(q)):
                keys[h].append(k[h])
                values[h].append(v[h])
                p, _ = softmax([self.scale * score for score in matvec(keys[h], q[h])])
                ps.append(p)
                mixed += matvec(zip(*values[h]), p)
            x3 = list(map(add, matvec(w["layer0.attn_wo"], mixed), x1))
            x4, s4 = normed(x3)
            hidden = [a if a > 0.0 else 0.0 for a in matvec(w["layer0.mlp_fc1"], x4)]
            x5 = list(map(add, matvec(w["layer0.mlp_fc2"], hidden), x3))
            p, surprise = softmax(matvec(w["lm_head"], x5), target)
            loss += surprise / len(pairs)
            tape.append((x1, s1, x2, s2, q, k, v, ps, mixed, x4, s4, hidden, x5, p))
        return loss, tape

    def _backward(self, pairs: Pairs, tape: Tape) -> dict[str, list[Floats]]:
        columns = {name: list(zip(*rows)) for name, rows in self.weights.items()}
        pending: dict[str, list[tuple[Floats, Floats]]] = {name: [] for name in self.weights}
        grads = {name: zeros_like(self.weights[name]) for name in ("wte", "wpe")}
        n, heads = len(pairs), range(len(self.heads))
        dks = [[0.0] * self.width for _ in pairs]
        dvs = [[0.0] * self.width for _ in pairs]

        def through(name: str, grad: Floats, x: Floats) -> Floats:
            pending[name].append((grad, x))
            return matvec(columns[name], grad)

        for pos in range(n - 1, -1, -1):
            x1, s1, x2, s2, q, _, _, ps, mixed, x4, s4, hidden, x5, p = tape[pos]
            token, target = pairs[pos]
            dz = [a / n for a in p]
            dz[target] -= 1 / n
            d5 = through("lm_head", dz, x5)
            active = through("layer0.mlp_fc2", d5, hidden)
            dh = [g if a else 0.0 for g, a in zip(active, hidden)]
            d3 = list(map(add, back(through("layer0.mlp_fc1", dh, x4), x4, s4), d5))
            gs = self._split(through("layer0.attn_wo", d3, mixed))
            dq: Floats = []
            slopes = []
            for h in heads:
                dp = matvec([tape[t][6][h] for t in range(pos + 1)], gs[h])
                mean = dot(ps[h], dp)
                slopes.append([self.scale * a * (b - mean) for a, b in zip(ps[h], dp)])
                dq += matvec(zip(*[tape[t][5][h] for t in range(pos + 1)]), slopes[h])
            for t in range(pos + 1):
                dk = [slopes[h][t] * a for h in heads for a in q[h]]
                dv = [ps[h][t] * a for h in heads for a in gs[h]]
                dks[t] = list(map(add, dks[t], dk))
                dvs[t] = list(map(add, dvs[t], dv))
            d2 = through("layer0.attn_wq", dq, x2)
            d2 = list(map(add, d2, through("layer0.attn_wk", dks[pos], x2)))
            d2 = list(map(add, d2, through("layer0.attn_wv", dvs[pos], x2)))
            d0 = back(list(map(add, back(d2, x2, s2), d3)), x1, s1)
            grads["wte"][token] = list(map(add, grads["wte"][token], d0))
            grads["wpe"][pos] = d0
        product = matvec_of(n)
        for name, products in pending.items():
            if products:
                outs, ins = (list(zip(*rows)) for rows in zip(*products))
                grads[name] = [product(ins, column) for column in outs]
        return grads

    def _split(self, row: Floats) -> list[Floats]:
        return [row[head] for head in self.heads]

    def _update(self, grads: dict[str, list[Floats]], rate: float) -> None:
        self.t += 1
        b1, b2 = BETA1, BETA2
        unbias = sqrt((1 - b2**self.t) / (1 - b2))
        step, eps = rate * unbias * (1 - b1) / (1 - b1**self.t), EPS * unbias
        for name, rows in self.weights.items():
            for row, grad, m, v in zip(rows, grads[name], self.m[name], self.v[name]):
                for i in range(len(row)):
                    g = grad[i]
                    m[i] = m_i = b1 * m[i] + g
                    v[i] = v_i = b2 * v[i] + g * g
                    row[i] -= step * m_i / (sqrt(v_i) + eps)


def zeros_like(rows: list[Floats]) -> list[Floats]:
    """A table of the same shape."""
    return [[0.0] * len(row) for row in rows]


def normed(x: Floats) -> tuple[Floats, float]:
    """RMSNorm, and its scale."""
    scale = (dot(x, x) / len(x) + 1e-5) ** -0.5
    return [scale * a for a in x], scale


def back(grad: Floats, y: Floats, scale: float) -> Floats:
    """Back through RMSNorm."""
    mean = dot(y, grad) / len(y)
    return [scale * (g - mean * a) for g, a in zip(grad, y)]


def softmax(logits: Floats, target: int = 0) -> tuple[Floats, float]:
    """Softmax, and -ln of the target's probability."""
    highest = max(logits)
    powers = [exp(a - highest) for a in logits]
    total = sum(powers)
    return [power / total for power in powers], log(total) + highest - logits[target]
