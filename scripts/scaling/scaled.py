"""Scaled: the larger model that the page offers beside the six steps, and what is said of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from microgpt import checkpoint
from microgpt.api.generation import MAX_COUNT, SamplingParams, generate
from microgpt.config import Config
from microgpt.handles import Handles
from microgpt.names import read_names
from microgpt.places import own_list

from scaling.plan import Plan
from scaling.trainer import Trainer

ID = "scaled"
# Of the numbers tried, those with the lowest loss on the held-out names.
PLAN = Plan(
    config=Config(n_embd=48, n_layer=2),
    batch=64,
    num_steps=2000,
    learning_rate=0.007,
    dtype="float32",
)
SAMPLES = 10  # requests of the most names that one may ask for


def command() -> str:
    """What trains this model alone, word by word."""
    plan = PLAN
    numbers = (
        f"--n-embd {plan.config.n_embd} --n-layer {plan.config.n_layer} --batch {plan.batch} "
        f"--num-steps {plan.num_steps} --learning-rate {plan.learning_rate:g} --dtype {plan.dtype}"
    )
    return f"python scripts/scale.py {numbers} --out {ID}.json"


def weights(trainer: Trainer) -> str:
    """The text of its file, as `scripts/scale.py` writes it too."""
    return checkpoint.dump(trainer.model().state(), trainer.provenance())


def facts(trainer: Trainer, held_out_loss: float) -> dict[str, Any]:
    """What the page says of it without opening the file."""
    plan = trainer.plan
    return {
        **asdict(plan.sizes),
        "parameters": trainer.model().parameters,
        "batch": plan.batch,
        "num_steps": plan.num_steps,
        "learning_rate": plan.rate,
        "names_read": plan.batch * plan.num_steps,
        "training_names": trainer.corpus.training_count,
        "held_out_loss": held_out_loss,
        "samples": samples(trainer),
        "command": command(),
    }


def samples(trainer: Trainer) -> dict[str, Any]:
    """How many of its names are new, by what they are to it, at the temperature of the page."""
    handles = Handles()
    handles.open(ID, trainer.model(), read_names(own_list()))
    counts: Counter[str] = Counter()
    made: set[str] = set()
    for seed in range(SAMPLES):
        for event in generate(handles, {"model": ID, "count": MAX_COUNT, "seed": seed}):
            if event and event.get("name") and event["name"] not in made:
                made.add(event["name"])
                counts[event["origin"]] += 1
    return {
        "asked": SAMPLES * MAX_COUNT,
        "temperature": SamplingParams().temperature,
        "different": len(made),
        **{origin: counts[origin] for origin in ("read", "listed", "new")},
    }
