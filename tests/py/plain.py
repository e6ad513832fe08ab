"""A plain engine: one graph node for every scalar operation, and the GPT of step 5 written on it.

It is slow and obvious. Tests take it as the oracle of the fused engine's gradients, benchmarks as
the measure of its speed. Nothing of the package is used.
"""

from __future__ import annotations

import math
import sys
from itertools import pairwise


class Scalar:
    """A number that remembers what it was computed from, with the slopes towards those inputs."""

    __slots__ = ("data", "grad", "inputs", "slopes")

    def __init__(self, data, inputs=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.inputs = inputs
        self.slopes = slopes

    def __add__(self, other):
        other = other if isinstance(other, Scalar) else Scalar(other)
        return Scalar(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Scalar) else Scalar(other)
        return Scalar(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, k):
        return Scalar(self.data**k, (self,), (k * self.data ** (k - 1),))

    def exp(self):
        power = math.exp(self.data)
        return Scalar(power, (self,), (power,))

    def log(self):
        return Scalar(math.log(self.data), (self,), (1 / self.data,))

    def relu(self):
        return Scalar(max(0.0, self.data), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1.0

    def __sub__(self, other):
        return self + -other

    def __truediv__(self, other):
        return self * (other**-1)

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for source in node.inputs:
                    visit(source)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for source, slope in zip(node.inputs, node.slopes):
                source.grad += slope * node.grad


def deep_recursion() -> None:
    """Allow the recursive walk of this engine; a graph of one name is some thousand nodes deep."""
    sys.setrecursionlimit(100_000)


def linear(x, matrix):
    return [sum(w * a for w, a in zip(row, x)) for row in matrix]


def softmax(logits):
    highest = max(logit.data for logit in logits)
    powers = [(logit - highest).exp() for logit in logits]
    total = sum(powers)
    return [power / total for power in powers]


def rmsnorm(x):
    scale = (sum(a * a for a in x) * (1 / len(x)) + 1e-5) ** -0.5
    return [a * scale for a in x]


class PlainGpt:
    """Step 5 with one layer; `matrices` are lists of rows of Scalars by name."""

    def __init__(self, matrices, n_head=4):
        self.matrices = matrices
        self.n_head = n_head
        self.parameters = [p for matrix in matrices.values() for row in matrix for p in row]
        self.means = [0.0] * len(self.parameters)
        self.squares = [0.0] * len(self.parameters)
        self.updates = 0

    @classmethod
    def like(cls, weights, n_head=4):
        """The same model as one whose weights are plain numbers."""
        rows = {n: [[Scalar(w) for w in row] for row in m] for n, m in weights.items()}
        return cls(rows, n_head)

    def logits(self, token_id, pos_id, keys, values):
        m = self.matrices
        x = rmsnorm([a + b for a, b in zip(m["wte"][token_id], m["wpe"][pos_id])])
        residual, x = x, rmsnorm(x)
        q = linear(x, m["layer0.attn_wq"])
        keys.append(linear(x, m["layer0.attn_wk"]))
        values.append(linear(x, m["layer0.attn_wv"]))
        size = len(q) // self.n_head
        mixed = []
        for start in range(0, len(q), size):
            part = slice(start, start + size)
            scores = [sum(a * b for a, b in zip(q[part], k[part])) * size**-0.5 for k in keys]
            weights = softmax(scores)
            mixed += [
                sum(weight * v[j] for weight, v in zip(weights, values))
                for j in range(start, start + size)
            ]
        x = [a + b for a, b in zip(linear(mixed, m["layer0.attn_wo"]), residual)]
        residual = x
        x = [a.relu() for a in linear(rmsnorm(x), m["layer0.mlp_fc1"])]
        x = [a + b for a, b in zip(linear(x, m["layer0.mlp_fc2"]), residual)]
        return linear(x, m["lm_head"])

    def loss(self, tokens):
        """The mean loss of the tokens, a Scalar."""
        keys, values, losses = [], [], []
        for position, (token_id, target) in enumerate(pairwise(tokens)):
            probabilities = softmax(self.logits(token_id, position, keys, values))
            losses.append(-probabilities[target].log())
        return sum(losses) * (1 / len(losses))

    def train(self, tokens, rate):
        """One training step with Adam; return the loss."""
        loss = self.loss(tokens)
        loss.backward()
        self.updates += 1
        for i, p in enumerate(self.parameters):
            self.means[i] = 0.85 * self.means[i] + 0.15 * p.grad
            self.squares[i] = 0.99 * self.squares[i] + 0.01 * p.grad**2
            mean = self.means[i] / (1 - 0.85**self.updates)
            square = self.squares[i] / (1 - 0.99**self.updates)
            p.data -= rate * mean / (square**0.5 + 1e-8)
            p.grad = 0.0
        return loss.data

    def sample(self, rng, temperature=0.5, block_size=16):
        """One name's ids."""
        bos = token_id = len(self.matrices["wte"]) - 1
        keys, values, ids = [], [], []
        for position in range(block_size):
            logits = self.logits(token_id, position, keys, values)
            probabilities = softmax([logit * (1 / temperature) for logit in logits])
            weights = [probability.data for probability in probabilities]
            token_id = rng.choices(range(bos + 1), weights=weights)[0]
            if token_id == bos:
                break
            ids.append(token_id)
        return ids
