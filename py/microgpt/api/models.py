"""Models: which of them are at hand, and what each is."""

from __future__ import annotations

import sys
from typing import Any

from microgpt import __version__, checkpoint
from microgpt.handles import Handles
from microgpt.params import require_text, take
from microgpt.steps import DEFAULT_STEP

Plain = dict[str, Any]


def about(_: Handles, params: Plain) -> Plain:
    """The versions of package and Python."""
    take(params, {})
    return {"version": __version__, "python": sys.version.split()[0]}


def describe(handles: Handles, params: Plain) -> Plain:
    """What the model of a step is: title, size, vocabulary. Raises ValueError if unknown."""
    model = handles.model(take(params, {"step": DEFAULT_STEP})["step"])
    return {
        "step": model.step.number,
        "title": model.step.title,
        "parameters": model.parameters,
        "vocabulary": model.tokenizer.characters,
        "block_size": model.config.block_size,
    }


def load(handles: Handles, params: Plain) -> Plain:
    """Take the `text` of a weights file in place of the baked weights of its step; describe it.

    Raises ValueError if it is not sound.
    """
    text = require_text(take(params, {"text": ""})["text"], "A weights file")
    model = checkpoint.parse(text)
    handles.open(model)
    return describe(handles, {"step": model.step.number})
