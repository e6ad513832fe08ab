"""Plan: the numbers of a training. The same numbers and names give the same weights."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from microgpt.config import Config
from microgpt.places import own_list
from microgpt.steps import DEFAULT_STEP, Step, get_step

DTYPES = ("float64", "float32", "bfloat16")
STEPS = (3, 4, 5)  # those whose model is a GPT


@dataclass(frozen=True)
class Plan:
    """What is trained, on what, and how long.

    A training step reads `batch` names. `learning_rate` is that of the first training step, None
    for the step's own. With `dtype` bfloat16 weights and optimizer are float32, and the products of
    matrices are computed in bfloat16.
    """

    step: Step = field(default_factory=lambda: get_step(DEFAULT_STEP))
    config: Config = field(default_factory=Config)
    batch: int = 1
    num_steps: int = 1000
    learning_rate: float | None = None
    seed: int = 42
    dtype: str = DTYPES[0]
    names: Path = field(default_factory=own_list)

    @property
    def sizes(self) -> Config:
        """The sizes as the step uses them."""
        return self.step.config(self.config)

    @property
    def rate(self) -> float:
        """The learning rate of the first training step."""
        return self.learning_rate or self.step.learning_rate or 0.0

    def rate_at(self, steps_done: int) -> float:
        """The learning rate of the next update: it falls linearly to zero."""
        return self.rate * (1 - steps_done / self.num_steps)

    def require_share(self, processes: int) -> None:
        """Raise ValueError where there is no name in a batch for each process."""
        if self.batch < processes:
            raise ValueError(
                f"A batch of {self.batch} cannot be shared by {processes} processes: make --batch "
                "at least as large."
            )

    def share(self, rank: int, ranks: int) -> range:
        """The numbers of the names of a batch that a rank reads: parts in order, whose sizes differ
        by one at most.

        >>> [list(Plan(batch=7).share(rank, 2)) for rank in range(2)]
        [[0, 1, 2], [3, 4, 5, 6]]
        """
        return range(rank * self.batch // ranks, (rank + 1) * self.batch // ranks)

    def numbers(self) -> dict[str, Any]:
        """Whatever the weights depend on, but for the names."""
        return {
            "step": self.step.number,
            **asdict(self.sizes),
            "batch": self.batch,
            "num_steps": self.num_steps,
            "learning_rate": self.rate,
            "seed": self.seed,
            "dtype": self.dtype,
        }
