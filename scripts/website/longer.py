"""Why counting wins at first: the network of step 2 and the table of step 0 after more names."""

from dataclasses import dataclass

from microgpt.steps import get_step
from website.difference import Difference, difference
from website.trainings import Trainings

COUNTING, NETWORK = 0, 2  # both see one letter


@dataclass(frozen=True)
class Longer:
    """The network and the count table after as many names."""

    num_steps: int
    counting: float
    network: float
    gap: Difference | None
    head_start: Difference | None


def longer(trainings: Trainings) -> list[Longer]:
    """A row for each number of training steps, the shortest first; losses on held-out names."""
    found = []
    rate = get_step(NETWORK).learning_rate
    for num_steps in trainings.lengths(step=COUNTING):
        (table,) = trainings.find(step=COUNTING, num_steps=num_steps)
        (network,) = trainings.find(step=NETWORK, learning_rate=rate, num_steps=num_steps)
        (shortest,) = trainings.find(step=COUNTING)
        losses = network["losses"]["held_out"]
        found.append(
            Longer(
                num_steps,
                table["means"]["held_out"],
                network["means"]["held_out"],
                difference(losses, table["losses"]["held_out"]),
                difference(losses, shortest["losses"]["held_out"]),
            )
        )
    return found
