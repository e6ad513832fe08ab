"""Scoring: how probable a model finds the letters of a name, and of all that it never reads."""

from __future__ import annotations

from typing import Any

from microgpt.handles import DEFAULT_MODEL, Handles
from microgpt.params import require_text, take
from microgpt.score import mean_loss_in_slices, perplexity, score_in_slices
from microgpt.slices import Slices

Plain = dict[str, Any]


def score(handles: Handles, params: Plain) -> Slices[Plain]:
    """The mean surprise of a name and that of each letter, in nats; see `microgpt.score`.

    `params`: model, name. The reply's name is as the vocabulary writes it ("Emma": "emma");
    perplexity is e to the power of the loss: as much doubt as a choice among so many. Raises
    ValueError for a name that cannot be scored, and Failure where the model's numbers overflow.
    """
    options = take(params, {"model": DEFAULT_MODEL, "name": ""})
    name = require_text(options["name"], "The name to score")
    scored = yield from score_in_slices(handles[options["model"]].model, name)
    loss = sum(letter.surprise for letter in scored) / len(scored)
    return {
        "name": "".join(letter.letter for letter in scored),
        "loss": loss,
        "perplexity": perplexity(loss),
        "letters": [dict(vars(letter)) for letter in scored],
    }


def held_out(handles: Handles, params: Plain) -> Slices[Plain]:
    """The mean loss of a `model` on names its training never reads; None where there are none.

    Nor is there one where its list is not at hand. The reply is {"loss", "names"}.
    """
    handle = handles[take(params, {"model": DEFAULT_MODEL})["model"]]
    names = yield from handle.held_out()
    loss = yield from mean_loss_in_slices(handle.model, names)
    return {"loss": loss, "names": len(names)}
