"""The trainings of rates.json: found by what they were trained with, and compared over seeds."""

from typing import Any

from website.difference import Comparison, compare

Row = dict[str, Any]
Kind = tuple[int, float | None, int]  # step, learning rate, heads


class Trainings:
    """The rows of rates.json. Seed and number of training steps are else those of the bake."""

    def __init__(self, rates: dict[str, Any]) -> None:
        self._rows: list[Row] = rates["trainings"]
        self._usual = {"seed": rates["seed"], "num_steps": rates["num_steps"]}

    def find(self, **wanted: Any) -> list[Row]:
        """Those with all of these."""
        return matching(self._rows, {**self._usual, **wanted})

    def lengths(self, **wanted: Any) -> list[int]:
        """The different numbers of training steps of those with all of these, ascending."""
        wanted["seed"] = self._usual["seed"]
        return sorted({row["num_steps"] for row in matching(self._rows, wanted)})

    def over_seeds(self, one: Kind, *others: Kind) -> Comparison:
        """A kind of training against another one by their means, a pair for each seed.

        Of several others, that which ends lowest with the seed.
        """
        of_one, of_others = self._means(one), [self._means(other) for other in others]
        seeds = sorted(of_one.keys() & set.intersection(*map(set, of_others)))
        lowest = [
            min((means[seed] for means in of_others), key=lambda means: means["last"])
            for seed in seeds
        ]
        return compare(in_lists([of_one[seed] for seed in seeds]), in_lists(lowest))

    def rates_over_seeds(self, step: int) -> list[float]:
        """The learning rates that a step was trained at with other seeds, too."""
        rows = matching(self._rows, {"step": step})
        return sorted({row["learning_rate"] for row in rows if row["seed"] != self._usual["seed"]})

    def _means(self, kind: Kind) -> dict[int, dict[str, float]]:
        wanted = dict(zip(("step", "learning_rate", "n_head"), kind))
        wanted["num_steps"] = self._usual["num_steps"]
        rows = matching(self._rows, wanted)
        return {row["seed"]: row["means"] for row in rows if row["diverged_at"] is None}


def matching(rows: list[Row], wanted: dict[str, Any]) -> list[Row]:
    """The rows with all of the wanted values."""
    return [row for row in rows if all(row[key] == value for key, value in wanted.items())]


def in_lists(rows: list[dict[str, float]]) -> dict[str, list[float]]:
    """The means of several trainings, those of one name in a list."""
    return {name: [row[name] for row in rows] for name in rows[0]}
