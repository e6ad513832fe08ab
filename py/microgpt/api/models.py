"""Models: which of them are at hand, and what each is."""

from __future__ import annotations

import sys
from typing import Any

from microgpt import __version__, checkpoint
from microgpt.handles import DEFAULT_MODEL, Handles
from microgpt.names import parse_names_in_slices
from microgpt.params import require_text, take
from microgpt.slices import Slices

Plain = dict[str, Any]


def about(_: Handles, params: Plain) -> Plain:
    """The versions of package and Python."""
    take(params, {})
    return {"version": __version__, "python": sys.version.split()[0]}


def describe(handles: Handles, params: Plain) -> Plain:
    """What a model is: its id, step, title, size, vocabulary. Raises ValueError if unknown."""
    return handles.describe(take(params, {"model": DEFAULT_MODEL})["model"])


def load(handles: Handles, params: Plain) -> Slices[Plain]:
    """Keep the model in the `text` of a weights file under an `id`; describe it.

    `names` is the list it was trained on, one a line, where that is not the project's own. Raises
    ValueError if the file is not sound or the list is another one.
    """
    options = take(params, {"id": "", "text": "", "names": None})
    model_id = require_text(options["id"], "The id of a model")
    model = checkpoint.parse(require_text(options["text"], "A weights file"))
    names = options["names"]
    if names is not None:
        data = require_text(names, "A list of names").encode(errors="surrogatepass")
        names = yield from parse_names_in_slices(data, "the list")
    yield from handles.open_in_slices(model_id, model, names)
    return handles.describe(model_id)


def close(handles: Handles, params: Plain) -> Plain:
    """Forget the model that was loaded under an `id`."""
    handles.close(take(params, {"id": ""})["id"])
    return {}
