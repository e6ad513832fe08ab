"""Params: plain dicts of options, read with a sentence for each mistake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .wording import cut, quoted, some


def take(params: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """The options of `defaults`, with their values in `params` where they are given.

    Raises ValueError for an option that is not among them.

    >>> take({"count": 3}, {"count": 20, "seed": None})
    {'count': 3, 'seed': None}
    """
    if not isinstance(params, Mapping):
        raise ValueError("The options must be a dict of names and values.")
    unknown = sorted(cut(str(name), 40) for name in params if name not in defaults)
    if unknown:
        raise ValueError(f"There is no option {some(unknown)}: leave it out.")
    return {**defaults, **params}


def require_text(text: object, what: str) -> str:
    """The text itself; raises ValueError where it is not text."""
    if type(text) is not str:
        raise ValueError(f"{what} must be text, in letters, not {quoted(text)}.")
    return text
