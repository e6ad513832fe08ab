"""Models: which of them are at hand, and what each is."""

from __future__ import annotations

import sys
from typing import Any

from microgpt import __version__, checkpoint
from microgpt.handles import DEFAULT_MODEL, Handles
from microgpt.names import parse_names
from microgpt.params import require_text, take

Plain = dict[str, Any]


def about(_: Handles, params: Plain) -> Plain:
    """The versions of package and Python."""
    take(params, {})
    return {"version": __version__, "python": sys.version.split()[0]}


def describe(handles: Handles, params: Plain) -> Plain:
    """What a model is: its id, step, title, size, vocabulary. Raises ValueError if unknown."""
    return handles.describe(take(params, {"model": DEFAULT_MODEL})["model"])


def load(handles: Handles, params: Plain) -> Plain:
    """Keep the model in the `text` of a weights file under an `id`; describe it.

    `names` is the list it was trained on, one a line, where that is not the project's own. It is
    read without giving way, so that what is asked for next finds the model. Raises ValueError if
    the file is not sound or the list is another one.
    """
    options = take(params, {"id": "", "text": "", "names": None})
    model_id = require_text(options["id"], "The id of a model")
    model = checkpoint.parse(require_text(options["text"], "A weights file"))
    names = options["names"]
    if names is not None:
        data = require_text(names, "A list of names").encode(errors="surrogatepass")
        names = parse_names(data, "The list")
    handles.open(model_id, model, names)
    return handles.describe(model_id)


def close(handles: Handles, params: Plain) -> Plain:
    """Forget the model that was loaded under an `id`."""
    handles.close(take(params, {"id": ""})["id"])
    return {}
