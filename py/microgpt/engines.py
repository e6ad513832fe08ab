"""The two engines of autograd: which leaves a training step computes with.

Matrices always hold floats, so that optimizers and files know one type. What differs is the graph
that a training step builds on them: a node for each number, or one for each row of numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from .nn import Weights
from .row import Matrix, StepMatrix
from .value import Value

Matrices = Mapping[str, Matrix]


class Engine(Protocol):
    """Turns matrices into the leaves of a graph, and brings the gradients of the leaves back."""

    def leaves(self, matrices: Matrices) -> Weights:
        """The weights that one training step computes with."""

    def collect(self, matrices: Matrices, leaves: Mapping[str, Any]) -> None:
        """Add the gradients of the leaves to those of the matrices."""


class RowEngine:
    """Many numbers as one node: the leaves are matrices, and gradients arrive where they belong."""

    def leaves(self, matrices: Matrices) -> Weights:
        """A matrix of the same rows and gradient for each."""
        return {name: StepMatrix(matrix) for name, matrix in matrices.items()}

    def collect(self, matrices: Matrices, leaves: Mapping[str, Any]) -> None:
        """Nothing is left to do."""


class ValueEngine:
    """Each number a Value, as in the tutorial; every derivative is one of those in `value.py`."""

    def leaves(self, matrices: Matrices) -> Weights:
        """A fresh Value for each weight."""
        return {
            name: [[Value(weight) for weight in row] for row in matrix]
            for name, matrix in matrices.items()
        }

    def collect(self, matrices: Matrices, leaves: Mapping[str, Any]) -> None:
        """Add each Value's gradient to its place."""
        for name, matrix in matrices.items():
            matrix.accumulate([[value.grad for value in row] for row in leaves[name]])


DEFAULT_ENGINE = "row"
ENGINES: dict[str, Engine] = {"row": RowEngine(), "value": ValueEngine()}
