"""What a bake writes, and how it differs from what lies there already."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lib.paths import BAKED
from microgpt.checkpoint import PYTHON
from microgpt.places import baked_folder
from microgpt.writing import require_writable

from .job import CURVES
from .sweep import RATES

OTHER_PYTHON_TOLERANCE = 1e-9  # versions of Python add up floats in different ways


class Places:
    """Where the files of a bake lie: in the folders that the project reads, or all in one."""

    def __init__(self, out: Path | None) -> None:
        self.weights = out or baked_folder()
        self.curves = out or BAKED

    def __str__(self) -> str:
        return " and ".join(dict.fromkeys((str(self.weights), str(self.curves))))

    def path(self, name: str) -> Path:
        """The place of one file."""
        return (self.curves if name in (CURVES, RATES) else self.weights) / name

    def prepare(self, names: Iterable[str]) -> None:
        """Make the folders of these files. Raises ValueError where one cannot be written."""
        for path in map(self.path, names):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ValueError(
                    f"{path.parent} cannot be a folder ({error.strerror}): name another."
                ) from error
            require_writable(path)


def read_curves(places: Places) -> dict[str, Any] | None:
    """The curves of an earlier bake; None where there are none.

    Raises ValueError where they cannot be read.
    """
    try:
        curves = json.loads(places.path(CURVES).read_text(encoding="utf-8"))
        if not all(type(row["step"]) is int for row in curves["steps"]):
            raise ValueError("a row without its step")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, LookupError) as error:
        raise ValueError(
            f"{places.path(CURVES)} cannot be read: "
            "bake all steps, or name another folder with --out."
        ) from error
    return dict(curves)


def merge_curves(
    header: dict[str, Any], rows: list[dict[str, Any]], old: dict[str, Any] | None
) -> dict[str, Any]:
    """The new rows together with the old rows of the other steps.

    Raises ValueError where the old ones were baked with other settings.
    """
    baked = {row["step"] for row in rows}
    kept = [row for row in old["steps"] if row["step"] not in baked] if old else []
    if kept and old and {k: v for k, v in old.items() if k != "steps"} != header:
        raise ValueError(
            "The other steps in this folder were baked with other settings: "
            "bake all steps, or name another folder with --out."
        )
    return {**header, "steps": sorted(kept + rows, key=lambda row: row["step"])}


def dump_curves(curves: dict[str, Any]) -> str:
    """The text of curves.json."""
    return json.dumps(curves, ensure_ascii=False, allow_nan=False) + "\n"


def differences(places: Places, texts: dict[str, str], python: str) -> Iterator[str]:
    """A line for each matrix or field in which the files and the fresh texts differ."""
    for name, text in texts.items():
        try:
            found = json.loads(places.path(name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            yield f"{name} is missing or cannot be read"
            continue
        fresh = json.loads(text)
        same_python = python_of(found) == python
        tolerance = 0.0 if same_python else OTHER_PYTHON_TOLERANCE
        fields: dict[str, str] = {}
        for place, difference in compare(found, fresh, tolerance):
            fields.setdefault(field_of(place), f"{name} differs: {place} {difference}")
        yield from fields.values()


def require_own_python(path: Path) -> None:
    """Raise ValueError where a sweep was made with another version of Python than this one.

    Large learning rates make much of the smallest rounding: there versions agree on nothing.
    """
    try:
        python = python_of(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return  # which is a difference
    if python != PYTHON:
        raise ValueError(f"{path.name} was made with Python {python}: check it with that version.")


def python_of(document: Any) -> Any:
    """The version of Python that a file of the bake was made with."""
    return document.get("python") or document.get("provenance", {}).get("python")


def field_of(place: str) -> str:
    """The matrix or field that a number lies in.

    >>> field_of(".weights.wte[1][2]")
    '.weights.wte'
    >>> field_of(".steps[3].losses[7]")
    '.steps[3].losses'
    """
    parts = re.match(r"(\.[^.\[]+(\[\d+\])?)(\.[^\[]+)?", place)
    return parts.group() if parts else place


def compare(found: Any, fresh: Any, tolerance: float, place: str = "") -> Iterator[tuple[str, str]]:
    """The places in which two JSON documents differ, and how."""
    if isinstance(found, dict) and isinstance(fresh, dict) and found.keys() == fresh.keys():
        for key in fresh:
            if not (tolerance and key == "python"):
                yield from compare(found[key], fresh[key], tolerance, f"{place}.{key}")
    elif isinstance(found, list) and isinstance(fresh, list) and len(found) == len(fresh):
        for i, (a, b) in enumerate(zip(found, fresh)):
            yield from compare(a, b, tolerance, f"{place}[{i}]")
    elif isinstance(found, float) and isinstance(fresh, float):
        if abs(found - fresh) > tolerance:
            yield place, f"is {found!r}, retrained {fresh!r}"
    elif found != fresh:
        yield place, "is not what training gives"
