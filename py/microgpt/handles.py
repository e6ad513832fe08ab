"""Handles: the models that are at hand, by step."""

from __future__ import annotations

from . import checkpoint
from .model import Model
from .steps import get_step


class Handles:
    """The models that were opened; the baked ones stand behind them."""

    def __init__(self) -> None:
        self.opened: dict[int, Model] = {}

    def open(self, model: Model) -> None:
        """Take a model in place of the baked one of its step."""
        self.opened[model.step.number] = model

    def model(self, step: int) -> Model:
        """The model of a step, opened or else baked; raises ValueError where there is none."""
        number = get_step(step).number
        return self.opened.get(number) or checkpoint.load_baked(number)
