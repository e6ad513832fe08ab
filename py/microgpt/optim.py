"""The optimizers: how weights follow their gradients. Both clear the gradients they have used."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from .row import Matrix


class SGD:
    """Gradient descent: w -= rate * dL/dw for every weight."""

    def __init__(self, matrices: Iterable[Matrix]) -> None:
        self.matrices = list(matrices)

    def update(self, rate: float) -> None:
        """Take one step with this learning rate."""
        for matrix in self.matrices:
            for row, grad in zip(matrix, matrix.grad):
                for i in range(len(row)):
                    row[i] -= rate * grad[i]
            matrix.clear_grad()


class Adam:
    """Each weight gets a momentum m and a rate of its own, scaled by its recent gradients v.

    Source: Kingma and Ba, "Adam" (2014), algorithm 1, with the bias corrections 1 - beta^t moved
    into the rate and into epsilon as at the end of their section 2. There, too, are the factors
    1 - beta of m and v, so that m = beta1 m + g and v = beta2 v + g^2 are kept without them.
    """

    beta1, beta2, epsilon = 0.85, 0.99, 1e-8

    def __init__(self, matrices: Iterable[Matrix]) -> None:
        self.matrices = list(matrices)
        self.means = [[[0.0] * len(row) for row in matrix] for matrix in self.matrices]
        self.squares = [[[0.0] * len(row) for row in matrix] for matrix in self.matrices]
        self.updates = 0

    def update(self, rate: float) -> None:
        """Take one step with this learning rate."""
        self.updates += 1
        b1, b2 = self.beta1, self.beta2
        unbias = sqrt((1 - b2**self.updates) / (1 - b2))
        step = rate * unbias * (1 - b1) / (1 - b1**self.updates)
        epsilon = self.epsilon * unbias
        for matrix, means, squares in zip(self.matrices, self.means, self.squares):
            for row, grad, mean, square in zip(matrix, matrix.grad, means, squares):
                for i in range(len(row)):
                    g = grad[i]
                    mean[i] = m = b1 * mean[i] + g
                    square[i] = v = b2 * square[i] + g * g
                    row[i] -= step * m / (v**0.5 + epsilon)
            matrix.clear_grad()


OPTIMIZERS: dict[str, type[SGD] | type[Adam]] = {"SGD": SGD, "Adam": Adam}
