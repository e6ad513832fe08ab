"""The optimizers: how weights follow their gradients. Both clear the gradients they have used."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from math import sqrt

from .row import Matrix

flat = chain.from_iterable  # the numbers of a table, row behind row


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

    m and v are kept flat, row behind row, one list for each matrix.
    Source: Kingma and Ba, "Adam" (2014), algorithm 1, with the bias corrections 1 - beta^t moved
    into the rate and into epsilon as at the end of their section 2.
    """

    beta1, beta2, epsilon = 0.85, 0.99, 1e-8

    def __init__(self, matrices: Iterable[Matrix]) -> None:
        self.matrices = list(matrices)
        self.means = [[0.0] * len(list(flat(matrix))) for matrix in self.matrices]
        self.squares = [list(mean) for mean in self.means]
        self.updates = 0

    def update(self, rate: float) -> None:
        """Take one step with this learning rate."""
        self.updates += 1
        b1, b2 = self.beta1, self.beta2
        c1, c2 = 1 - b1, 1 - b2
        unbias = sqrt(1 - b2**self.updates)
        step = rate * unbias / (1 - b1**self.updates)
        epsilon = self.epsilon * unbias
        for matrix, mean, square in zip(self.matrices, self.means, self.squares):
            mean[:] = [b1 * m + c1 * g for m, g in zip(mean, flat(matrix.grad))]
            square[:] = [b2 * v + c2 * g * g for v, g in zip(square, flat(matrix.grad))]
            weights = [
                w - step * m / (root + epsilon)
                for w, m, root in zip(flat(matrix), mean, map(sqrt, square))
            ]
            columns = len(matrix[0])
            matrix[:] = [weights[i : i + columns] for i in range(0, len(weights), columns)]
            matrix.clear_grad()


OPTIMIZERS: dict[str, type[SGD] | type[Adam]] = {"SGD": SGD, "Adam": Adam}
