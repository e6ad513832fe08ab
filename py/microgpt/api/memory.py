"""Memory: what of a generated name stands in the list that its model was trained on."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from microgpt.handles import DEFAULT_MODEL, Handles
from microgpt.nearest import nearest_in_slices
from microgpt.params import require_text, take

Plain = dict[str, Any]


def compare(handles: Handles, params: Plain) -> Generator[Plain | None, None, Plain]:
    """For each of the `names` the name nearest to it among those that the `model` has read.

    Events: {"name", "origin", "nearest", "distance"}, the last two None where the model's list is
    not at hand. The reply is {"count"}. Raises ValueError for what is no name.
    """
    options = take(params, {"model": DEFAULT_MODEL, "names": []})
    handle, names = handles[options["model"]], options["names"]
    if type(names) is not list:
        raise ValueError("The names to compare must be a list.")
    for name in names:
        require_text(name, "A name to compare")
    read = handle.trained_on.read_names() if handle.trained_on else []
    for name in names:
        closest, distance = None, None
        if read and name:
            closest, distance = yield from nearest_in_slices(name, read)
        origin = handle.origin(name)
        yield {"name": name, "origin": origin, "nearest": closest, "distance": distance}
    return {"count": len(names)}
