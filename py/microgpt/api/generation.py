"""Generation: names, one event each."""

from __future__ import annotations

import random
import time
from collections.abc import Generator
from dataclasses import asdict, dataclass
from typing import Any

from microgpt.handles import DEFAULT_MODEL, Handle, Handles
from microgpt.params import require_text, take
from microgpt.sample import Prompt, sample_in_slices
from microgpt.seed import check_seed, fresh_seed
from microgpt.wording import quoted

MAX_COUNT = 100
MIN_TEMPERATURE = 0.0  # no chance at all: the likeliest letter each time
MIN_SAMPLING_TEMPERATURE, MAX_TEMPERATURE = 0.1, 2.0  # nothing between 0 and 0.1

Plain = dict[str, Any]


@dataclass(frozen=True)
class SamplingParams:
    """How many names, at which temperature, beginning how, from which seed (None: a fresh one).

    Temperature 0 takes the likeliest letter each time. `top_k` has each letter drawn from so many
    of the likeliest (None, or more than there are: from all).
    Raises ValueError, with a sentence for people, where a number is out of its range.
    """

    count: int = 20
    temperature: float = 0.5
    prefix: str = ""
    seed: int | None = None
    top_k: int | None = None

    def __post_init__(self) -> None:
        if type(self.count) is not int or not 1 <= self.count <= MAX_COUNT:
            raise ValueError(
                f"The number of names must be a whole number from 1 to {MAX_COUNT}, "
                f"not {quoted(self.count)}."
            )
        if type(self.temperature) not in (int, float) or not is_temperature(self.temperature):
            raise ValueError(
                f"The temperature must be 0 or a number from {MIN_SAMPLING_TEMPERATURE} to "
                f"{MAX_TEMPERATURE:g}, not {quoted(self.temperature)}."
            )
        require_text(self.prefix, "What names start with")
        if self.seed is not None:
            check_seed(self.seed)
        if self.top_k is not None and (type(self.top_k) is not int or self.top_k < 1):
            raise ValueError(
                "The number of likeliest letters must be a whole number of 1 or more, "
                f"not {quoted(self.top_k)}."
            )


def is_temperature(number: float) -> bool:
    """Whether names can be drawn at this temperature."""
    return number == MIN_TEMPERATURE or MIN_SAMPLING_TEMPERATURE <= number <= MAX_TEMPERATURE


def generate(handles: Handles, params: Plain) -> Generator[Plain | None, None, Plain]:
    """First the seed, then name by name: {"seed", "prefix"}, {"name", "origin"}, …

    `params`: model, and those of SamplingParams. The first event's prefix is as the vocabulary
    writes it ("Jo": "jo"). `origin` tells what the name is to the model: "read", "listed" or "new",
    or None for an empty name and where its list is not at hand. The reply is {"count",
    "milliseconds"}, the time that drawing the names took. Raises ValueError before the first event.
    """
    options = take(params, {"model": DEFAULT_MODEL, **asdict(SamplingParams())})
    handle = handles[options.pop("model")]
    asked = SamplingParams(**options)
    return _names(handle, Prompt(handle.model, asked.prefix), asked)


def _names(
    handle: Handle, prompt: Prompt, asked: SamplingParams
) -> Generator[Plain | None, None, Plain]:
    seed = fresh_seed() if asked.seed is None else asked.seed
    rng = random.Random(seed)
    seconds = 0.0
    yield {"seed": seed, "prefix": prompt.prefix}
    for _ in range(asked.count):
        start = time.perf_counter()
        name = yield from sample_in_slices(prompt, rng, asked.temperature, asked.top_k)
        seconds += time.perf_counter() - start
        yield {"name": name, "origin": handle.origin(name)}
    return {"count": asked.count, "milliseconds": 1000 * seconds}
