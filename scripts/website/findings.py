"""What the losses show, as numbers that the page's sentences are chosen by and quote.

All steps read the same names in the same order, so two of them are compared name by name. Most of
the noise, that some names are harder than others, is in both and cancels. A template is given

    findings.neighbours      the comparisons of steps 1 to 5, each with the step before it
    findings.against(a, b)   the comparison of any two steps
    findings.falls           those whose loss over the last training steps falls, and not by
                             chance, the largest fall first
    findings.others          the rest of them, in the order of the steps
    findings.rates           what other trainings show: see answers.py

A comparison has `step` and `than`, and three differences, each None where there is nothing to
compare: `recent`, over the last 100 training steps, `early`, over the first 100, and `held_out`,
over the names that no step has read. A difference has `mean` (nats per letter, negative: `step` is
better than `than`), `error` (the standard error of that mean), `real` (further from 0 than two of
them), `lower` and `higher` (real, and which way), and `same` (all pairs agree to nine digits).

What it cannot say: every step was trained once, with one seed. The error is that of reading 100
names and not others; what other first weights would give is asked in `findings.rates`.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from microgpt.train import RECENT
from website.answers import Answers
from website.difference import Comparison, compare


@dataclass(frozen=True)
class StepComparison(Comparison):
    """A step of the tutorial compared with another one, by number."""

    step: int
    than: int

    @property
    def fall(self) -> float:
        """By how many nats the loss of the last training steps falls; 0 unless that is real."""
        return -self.recent.mean if self.recent and self.recent.lower else 0.0


class Findings:
    """What curves.json and rates.json show."""

    def __init__(self, curves: dict[str, Any], rates: dict[str, Any]) -> None:
        self._losses = {
            row["step"]: {
                "first": row["losses"][:RECENT],
                "last": row["losses"][-RECENT:],
                "held_out": row["held_out_losses"],
            }
            for row in curves["steps"]
        }
        self.neighbours = [self.against(step, than) for than, step in pairwise(self._losses)]
        falls = [each for each in self.neighbours if each.fall]
        self.falls = sorted(falls, key=lambda each: -each.fall)
        self.others = [each for each in self.neighbours if not each.fall]
        self.rates = Answers(rates)

    def against(self, step: int, than: int) -> StepComparison:
        """One step compared with another one."""
        found = compare(self._losses[step], self._losses[than])
        return StepComparison(found.recent, found.early, found.held_out, step, than)
