"""Config: the numbers that give a model its size, and Shapes, what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

from .wording import quoted

Shapes = dict[str, tuple[int, int]]  # matrix name -> (rows, columns), in the order they are drawn


@dataclass(frozen=True)
class Config:
    """Widths and counts of a model; "the same code, with no changes other than the numbers".

    Raises ValueError where a number is not a positive whole number, or where the embedding does
    not divide into heads.
    """

    n_embd: int = 16  # numbers per position
    n_head: int = 4  # attention heads, n_embd / n_head numbers each
    n_layer: int = 1  # transformer layers
    block_size: int = 16  # positions the model can look at

    def __post_init__(self) -> None:
        for field in fields(self):
            number = getattr(self, field.name)
            if type(number) is not int or not 1 <= number <= 4096:
                raise ValueError(
                    f"{field.name} must be a whole number from 1 to 4096, not {quoted(number)}."
                )
        if self.n_embd % self.n_head:
            raise ValueError(
                f"n_embd must be a multiple of n_head, and {self.n_embd} is not one of "
                f"{self.n_head}: change either."
            )

    @cached_property
    def heads(self) -> list[slice]:
        """Which of the n_embd numbers belong to each attention head: equal parts, in order."""
        size = self.n_embd // self.n_head
        return [slice(start, start + size) for start in range(0, self.n_embd, size)]
