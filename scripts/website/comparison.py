"""The full comparison: what differs from step to step, and in the scaled model, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from microgpt.config import Config
from microgpt.steps import STEPS, Step

KEPT = {"Adam": 3}  # numbers that an optimizer has for each weight: the weight itself, m and v


@dataclass(frozen=True)
class Property:
    name: str
    cells: list[str]  # one for each step, and one for the scaled model
    kind: str = "words"  # or code, number


def comparison(curves: dict[str, Any], scaled: dict[str, Any]) -> dict[str, list[Property]]:
    """The rows of the tutorial's own table, and those that training adds.

    `scaled` says what is known of the scaled model, which is of the last step's kind.
    """
    tutorial = [{**row, "batch": 1, "names_read": curves["num_steps"]} for row in curves["steps"]]
    # It has read names more than once: the losses of its training are not to be compared.
    as_before = {"model": f"as step {STEPS[-1].number}", "concepts": ["none: other numbers"]}
    rows = [*tutorial, {**tutorial[-1], **scaled, **as_before, "mean_last_100": None}]
    config = Config(**{size: scaled[size] for size in Config.__dataclass_fields__})
    models = [*((step, step.config(Config())) for step in STEPS), (STEPS[-1], config)]
    return {
        "tutorial": [
            Property("Model function", [row["function"] for row in rows], "code"),
            Property("Architecture", [row["model"] for row in rows]),
            Property("Attention", [attention(*model) for model in models]),
            Property("Layers", [layers(*model) for model in models]),
            Property("Optimizer", [optimizer(row) for row in rows]),
            Property("Parameters", [parameters(row) for row in rows], "number"),
            Property("New concepts", [", ".join(row["concepts"]) for row in rows]),
        ],
        "ours": [
            Property("First learning rate", column(rows, "learning_rate", "g"), "number"),
            Property("Numbers kept between training steps", list(kept(rows)), "number"),
            Property("Names per training step", column(rows, "batch", ","), "number"),
            Property("Names read", column(rows, "names_read", ","), "number"),
            Property("Mean of the last 100 losses", column(rows, "mean_last_100", ".3f"), "number"),
            Property("Loss on held-out names", column(rows, "held_out_loss", ".3f"), "number"),
        ],
    }


def attention(step: Step, config: Config) -> str:
    if not step.architecture.has_window:
        return "none: it reads one letter"
    heads = "1 head" if config.n_head == 1 else f"{config.n_head} heads"
    return f"{heads} of {config.n_embd // config.n_head} numbers"


def layers(step: Step, config: Config) -> str:
    if not step.architecture.has_window:
        return "–"
    chosen = "n_layer" in step.architecture.sizes
    return f"n_layer, here {config.n_layer}" if chosen else str(config.n_layer)


def optimizer(row: dict[str, Any]) -> str:
    by_hand = ", gradients by hand" if row["gradients"] == "by hand" else ""
    return f"{row['optimizer']}{by_hand}"


def parameters(row: dict[str, Any]) -> str:
    return f"{row['parameters']:,}" + (" counts" if row["unit"] == "counts" else "")


def kept(rows: list[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        yield f"{KEPT.get(row['optimizer'], 1) * row['parameters']:,}"


def column(rows: list[dict[str, Any]], key: str, form: str) -> list[str]:
    return ["–" if row[key] is None else format(row[key], form) for row in rows]
