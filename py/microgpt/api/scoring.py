"""Scoring: how probable a model finds the letters of a name."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from microgpt.handles import Handles
from microgpt.params import require_text, take
from microgpt.score import score as score_letters
from microgpt.steps import DEFAULT_STEP

Plain = dict[str, Any]


def score(handles: Handles, params: Plain) -> Plain:
    """The mean surprise of a name and that of each letter, in nats; see `microgpt.score`.

    `params`: step, name. Raises ValueError for a name that cannot be scored.
    """
    options = take(params, {"step": DEFAULT_STEP, "name": ""})
    name = require_text(options["name"], "The name to score")
    scored = score_letters(handles.model(options["step"]), name)
    return {
        "name": name,
        "loss": sum(letter.surprise for letter in scored) / len(scored),
        "letters": [asdict(letter) for letter in scored],
    }
