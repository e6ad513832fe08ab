"""The optimizers: how weights follow their gradients. Both clear the gradients they have used."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from .row import Floats, Matrix


class SGD:
    """Gradient descent: w -= rate * dL/dw for every weight."""

    def __init__(self, matrices: Iterable[Matrix]) -> None:
        self.matrices = list(matrices)

    def update(self, rate: float) -> None:
        """Take one step with this learning rate."""
        for matrix in self.matrices:
            for i, (row, grad) in enumerate(zip(matrix, matrix.grad)):
                matrix[i] = [w - rate * g for w, g in zip(row, grad)]
            matrix.clear_grad()


class Adam:
    """Each weight gets a momentum m and a rate of its own, scaled by its recent gradients v.

    Source: Kingma and Ba, "Adam" (2014), algorithm 1, with the bias corrections 1 - beta^t moved
    into the rate and into epsilon as in the last lines of their section 2.
    """

    beta1, beta2, epsilon = 0.85, 0.99, 1e-8

    def __init__(self, matrices: Iterable[Matrix]) -> None:
        self.matrices = list(matrices)
        self.means = [zeros(matrix) for matrix in self.matrices]
        self.squares = [zeros(matrix) for matrix in self.matrices]
        self.updates = 0

    def update(self, rate: float) -> None:
        """Take one step with this learning rate."""
        self.updates += 1
        b1, b2 = self.beta1, self.beta2
        c1, c2 = 1 - b1, 1 - b2
        unbias = sqrt(1 - b2**self.updates)
        step = rate * unbias / (1 - b1**self.updates)
        epsilon = self.epsilon * unbias
        for matrix, means, squares in zip(self.matrices, self.means, self.squares):
            for i, grad in enumerate(matrix.grad):
                means[i] = mean = [b1 * m + c1 * g for m, g in zip(means[i], grad)]
                squares[i] = square = [b2 * v + c2 * g * g for v, g in zip(squares[i], grad)]
                matrix[i] = [
                    w - step * m / (root + epsilon)
                    for w, m, root in zip(matrix[i], mean, map(sqrt, square))
                ]
            matrix.clear_grad()


def zeros(matrix: list[Floats]) -> list[Floats]:
    """A table of zeros of the same shape."""
    return [[0.0] * len(row) for row in matrix]


OPTIMIZERS: dict[str, type[SGD] | type[Adam]] = {"SGD": SGD, "Adam": Adam}
