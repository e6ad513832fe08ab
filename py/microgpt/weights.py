"""The weights of a model: how they are drawn before training, and what read ones must be."""

from __future__ import annotations

import random
from typing import Any

from .config import Config, Shapes
from .row import Floats, Matrix
from .steps import Step
from .wording import quoted

LARGEST = 1e100  # a weight beyond it would overflow on its way through the layers


def draw_weights(
    step: Step, vocab_size: int, config: Config, rng: random.Random
) -> dict[str, Matrix]:
    """The matrices of a step before training: counts of zero, or draws from gauss(0, 0.08)."""

    def first(columns: int) -> Floats:
        if step.gradients == "counting":
            return [0.0] * columns
        return [rng.gauss(0, 0.08) for _ in range(columns)]

    return {
        name: Matrix([first(columns) for _ in range(rows)])
        for name, (rows, columns) in step.shapes(vocab_size, config).items()
    }


def check_weights(weights: Any, shapes: Shapes, least: float = -LARGEST) -> None:
    """Raise ValueError where these are not all the matrices of these shapes, of usable numbers.

    A usable number is finite, of a size up to LARGEST, and not below `least`.
    """
    if type(weights) is not dict:
        raise ValueError("It holds no weights.")
    for name in weights:
        if name not in shapes:
            raise ValueError(f"This step has no matrix {str(name)[:40]}.")
    for name, (rows, columns) in shapes.items():
        if name not in weights:
            raise ValueError(f"The matrix {name} is missing.")
        _check_matrix(name, weights[name], rows, columns, least)


def _check_matrix(name: str, matrix: Any, rows: int, columns: int, least: float) -> None:
    if (
        not isinstance(matrix, list)
        or len(matrix) != rows
        or any(not isinstance(row, list) or len(row) != columns for row in matrix)
    ):
        raise ValueError(f"The matrix {name} must have {rows} rows of {columns} numbers.")
    for row in matrix:
        for number in row:
            if type(number) not in (int, float) or number != number:
                raise ValueError(
                    f"The matrix {name} holds {quoted(number)}, which is not a number."
                )
            if not -LARGEST <= number <= LARGEST:
                raise ValueError(f"The matrix {name} holds a number that is too large.")
            if number < least:
                raise ValueError(f"The matrix {name} holds {quoted(number)}, less than {least:g}.")
