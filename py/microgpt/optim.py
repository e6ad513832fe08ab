"""The optimizers: how weights follow their gradients."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import starmap
from math import hypot, sqrt
from typing import Any

from .row import Floats, Matrix
from .weights import check_weights
from .wording import quoted

FARTHEST = 1e90  # an update that takes a weight farther might take it beyond what a file may hold
STEEPEST = 1e49  # a gradient: v, which sums up its squares a hundred times, is to stay below 1e100
LEAST = 1e-300  # below it, numbers lose their digits


class OutOfRange(ArithmeticError):
    """An update that would take a number out of the range that files hold."""


class Optimizer:
    """Leaves the weights as they are: what counting needs, and the base of the others."""

    def __init__(self, matrices: Mapping[str, Matrix]) -> None:
        self.matrices = matrices

    def zero_grad(self) -> None:
        """Set every gradient to zero."""
        for matrix in self.matrices.values():
            matrix.clear_grad()

    def update(self, lr_t: float) -> None:
        """Change every weight, with the learning rate of this training step.

        Raises OutOfRange, and changes nothing, where a number would leave the range of files.
        """

    def require_below(self, limit: float, factor: float = 1.0) -> None:
        """Raise OutOfRange where a gradient times the factor is no number below the limit."""
        for matrix in self.matrices.values():
            # No number is larger than the length of its row, which is quickly computed.
            if not factor * sum(starmap(hypot, matrix.grad)) < limit:
                raise OutOfRange

    def state(self) -> dict[str, Any]:
        """What it remembers from one update to the next: nothing."""
        return {}

    def restore(self, state: dict[str, Any], _: int) -> None:
        """Go on from a state; raises ValueError where it is not one of this optimizer."""
        if state != {}:
            raise ValueError("It holds the state of another optimizer.")


class SGD(Optimizer):
    """Gradient descent: w -= lr_t * dL/dw for every weight."""

    def update(self, lr_t: float) -> None:
        """Change every weight, as the base says."""
        self.require_below(FARTHEST, lr_t)
        for matrix in self.matrices.values():
            for row, grad in zip(matrix, matrix.grad):
                for i, g in enumerate(grad):
                    row[i] -= lr_t * g


class Adam(Optimizer):
    """Each weight gets a momentum m and a rate of its own, scaled by its recent squares v.

    Source: Kingma and Ba, "Adam" (2014), algorithm 1.
    """

    beta1, beta2, eps = 0.85, 0.99, 1e-8

    def __init__(self, matrices: Mapping[str, Matrix]) -> None:
        super().__init__(matrices)
        self.m = {name: zeros_like(matrix) for name, matrix in matrices.items()}
        self.v = {name: zeros_like(matrix) for name, matrix in matrices.items()}
        self.t = 0

    def update(self, lr_t: float) -> None:
        """Change every weight, as the base says.

        The textbook has, with g the gradient and t counted from 1:

            m = beta1 * m + (1 - beta1) * g             m_hat = m / (1 - beta1**t)
            v = beta2 * v + (1 - beta2) * g**2          v_hat = v / (1 - beta2**t)
            w -= lr_t * m_hat / (v_hat**0.5 + eps)

        Here m and v are kept without their factors 1 - beta, so m_hat = m * m_scale and
        v_hat = v * v_scale, and the fraction is reduced by v_scale**0.5: the same number, with
        less arithmetic for each weight.
        """
        t, beta1, beta2 = self.t + 1, self.beta1, self.beta2
        m_scale = (1 - beta1) / (1 - beta1**t)
        v_scale = (1 - beta2) / (1 - beta2**t)
        rate, eps = lr_t * m_scale / sqrt(v_scale), self.eps / sqrt(v_scale)
        self._require_in_range(rate)
        self.t = t
        for name, matrix in self.matrices.items():
            for row, grad, m, v in zip(matrix, matrix.grad, self.m[name], self.v[name]):
                for i, g in enumerate(grad):
                    m[i] = m_i = beta1 * m[i] + g
                    v[i] = v_i = beta2 * v[i] + g * g
                    row[i] -= rate * m_i / (sqrt(v_i) + eps)

    def _require_in_range(self, rate: float) -> None:
        """Raise OutOfRange where an update at this rate might leave the range of files.

        As |m| < 2 sqrt(v), which follows from Cauchy and Schwarz, no weight moves by twice the
        rate.
        """
        if not 2 * rate < FARTHEST:
            raise OutOfRange
        self.require_below(STEEPEST)

    def state(self) -> dict[str, Any]:
        """The number of updates, and a copy of m and v as they are kept, by matrix.

        Raises ValueError where a number has grown so large that `restore` would refuse it.
        """
        state = {"t": self.t, "m": copy_of(self.m), "v": copy_of(self.v)}
        self._check(state)
        return state

    def restore(self, state: dict[str, Any], updates: int) -> None:
        """Go on from a state after so many updates; raises ValueError where it is not one."""
        self._check(state)
        if state["t"] != updates:
            raise ValueError(f"Its optimizer counts {quoted(state['t'])} updates, not {updates}.")
        self.t, self.m, self.v = state["t"], copy_of(state["m"]), copy_of(state["v"])

    def _check(self, state: dict[str, Any]) -> None:
        if type(state) is not dict or state.keys() != {"t", "m", "v"}:
            raise ValueError("It holds the state of another optimizer.")
        if type(state["t"]) is not int or state["t"] < 0:
            raise ValueError(f"Its optimizer counts {quoted(state['t'])} updates.")
        shapes = {name: (len(rows), len(rows[0])) for name, rows in self.matrices.items()}
        check_weights(state["m"], shapes)
        check_weights(state["v"], shapes, least=0.0)
        for name in shapes:
            for ms, vs in zip(state["m"][name], state["v"][name]):
                if any(m * m > 4 * v + LEAST for m, v in zip(ms, vs)):
                    raise ValueError(f"Its optimizer's m and v of {name} do not fit each other.")


def zeros_like(matrix: Matrix) -> list[Floats]:
    """A table of the matrix's shape."""
    return [[0.0] * len(row) for row in matrix]


def copy_of(tables: dict[str, list[Floats]]) -> dict[str, list[Floats]]:
    """The same numbers in lists of their own."""
    return {name: [list(row) for row in table] for name, table in tables.items()}


OPTIMIZERS: dict[str, type[Optimizer]] = {"counting": Optimizer, "SGD": SGD, "Adam": Adam}
